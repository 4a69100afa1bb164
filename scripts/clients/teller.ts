import { defined } from '#shared/assert.ts';
import type { TellerCommand } from '#shared/meeting/commands.ts';
import type { TellerView } from '#shared/meeting/views.ts';
import { fromBase64url } from '#shared/protocol/bytes.ts';
import {
  generateTellerKeys,
  newTellerDevice,
  tellerStep,
  type TellerDevice,
} from '#shared/protocol/ceremony.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import type { TellerEntry } from '#shared/protocol/entries.ts';
import { agreeEntry, openingEntry } from '#shared/protocol/opening.ts';
import { neededAgreements } from '#shared/protocol/quorum.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import type { PaperCount } from '#shared/result/paper.ts';
import { granted } from './answers.ts';
import { BoardFollower } from './board-follower.ts';
import { RecordReader } from './record-reader.ts';
import { random, sodium } from './sodium.ts';

/** A counting committee member's device (ban kiểm phiếu), with its own keys and its own board. */
export class Teller extends RecordReader<TellerView, TellerCommand> {
  readonly #board = new BoardFollower();
  #memory: TellerDevice = newTellerDevice(generateTellerKeys(random, sodium));

  /** Takes its place before the ceremony (P 4.3.0). */
  async join(): Promise<void> {
    const { sign, box } = this.#memory;
    const command = { type: 'join', sign: sign.publicKey, box: box.publicKey } as const;
    granted('join', await this.command(command));
  }

  /** Plays its part in the ceremony until the key stands and this device has checked it. */
  async ceremony(): Promise<void> {
    for (;;) {
      await this.follow();
      const step = tellerStep(sodium, random, this.#memory, this.#board.state);
      this.#memory = step.device;
      if (step.waiting === 'sealed') return;
      if (step.post !== null) await this.#post(step.post);
      else if (['setup', 'commits', 'deals', 'oks', 'open'].includes(step.waiting)) {
        await this.grownBeyond(this.#board.state.n);
      } else throw new Error(`the ceremony stopped: ${step.waiting}`);
    }
  }

  /** Reads and checks what is new on the board. */
  async follow(): Promise<BoardState> {
    const { lines } = await this.readBoard(this.#board.state.n);
    for (const line of lines) this.#board.take(line);
    return this.#board.state;
  }

  /** Checks each ballot as it arrives, as a member's page does, until the polls are closed. */
  async followPolls(limit: number): Promise<void> {
    const end = this.until(({ hall }) => hall?.phase === 'counting', 'the polls are closed', limit);
    while (this.view?.hall?.phase !== 'counting') {
      const { n } = await this.follow();
      await Promise.race([end, this.grownBeyond(n, limit)]);
    }
    await end;
  }

  /** Waits until every issuer's key stands on the board: then the paper may be counted. */
  async untilRevealed(): Promise<void> {
    for (;;) {
      const { reveals, setup, n } = await this.follow();
      if (setup !== null && reveals.size >= setup.issuers.length) return;
      await this.grownBeyond(n);
    }
  }

  /** Keys in the paper ballots as this member counted them (P 4.7.2). */
  async keyPaper(count: PaperCount): Promise<void> {
    const { sid } = this.#board.state;
    const { i } = defined(this.#memory.seat, 'seat');
    const key = secret(this.#memory.sign.privateKey);
    const { count: papers, rejected, lines, rulings } = count;
    const body = { i, count: papers, rejected, lines, rulings };
    const signed = signBody(sodium, defined(sid), key, 'paper', body);
    granted('key-paper', await this.command({ type: 'key-paper', body: signed }));
  }

  /** The head fixes the paper count, or that there is none; the tally follows. */
  async fixPaper(paper: boolean): Promise<void> {
    granted('fix-paper', await this.command({ type: 'fix-paper', paper }));
  }

  /**
   * Waits for the tally, checks it against the whole board, agrees, and opens as soon as enough
   * members agree. Returns how the count ended: nothing is opened when the board was aborted, and
   * there is nothing to open when every ballot was on paper.
   */
  async count(): Promise<'opened' | 'aborted' | 'paper'> {
    for (;;) {
      await this.follow();
      const { tally, aborted, agreed, n } = this.#board.state;
      if (aborted !== null) return 'aborted';
      if (this.#isOver()) return tally === null ? 'paper' : 'opened';
      const { i } = defined(this.#memory.seat, 'seat');
      if (tally !== null && !agreed.has(i)) await this.#agree();
      else if (agreed.size >= neededAgreements(this.#board.state)) await this.#open(i);
      if (n === this.#board.state.n) await this.#news(n);
    }
  }

  #isOver(): boolean {
    const phase = this.view?.hall?.phase;
    return this.#board.state.finished || phase === 'counted' || phase === 'announced';
  }

  /** The board grew, or the round came to its end. */
  async #news(n: number): Promise<void> {
    const limit = 300_000;
    const over = this.until(() => this.#isOver(), 'the count is over', limit);
    await Promise.race([this.grownBeyond(n, limit), over]);
  }

  async #agree(): Promise<void> {
    if (this.#board.state.result !== null) return;
    const agreed = agreeEntry(sodium, this.#memory, this.#board.state, true);
    if (!agreed.ok) throw new Error(`agree: ${agreed.error}`);
    this.#memory = agreed.value.device;
    await this.#postInTime(agreed.value.post);
  }

  async #open(i: number): Promise<void> {
    if (this.#board.state.openings.has(i) || this.#board.state.result !== null) return;
    const opening = openingEntry(sodium, random, this.#memory, this.#board.state);
    if (!opening.ok) throw new Error(`opening: ${opening.error}`);
    await this.#postInTime(opening.value);
  }

  /** Enough others may have opened meanwhile: then this word comes too late, rightly. */
  async #postInTime(entry: TellerEntry): Promise<void> {
    const answer = await this.command({ type: 'post', entry });
    const { result } = await this.follow();
    if (result === null) granted(`post ${entry.t}`, answer);
  }

  async #post(entry: TellerEntry): Promise<void> {
    granted(`post ${entry.t}`, await this.command({ type: 'post', entry }));
    await this.follow();
  }
}

function secret(text: string): Uint8Array {
  const decoded = fromBase64url(text, 64);
  return defined(decoded.ok ? decoded.value : null, 'signing key');
}
