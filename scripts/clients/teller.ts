import { setTimeout as sleep } from 'node:timers/promises';
import { defined } from '#shared/assert.ts';
import type { TellerCommand } from '#shared/meeting/commands.ts';
import type { TellerView } from '#shared/meeting/views.ts';
import { buildTokenReveal } from '#shared/protocol/authority.ts';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import {
  generateTellerKeys,
  newTellerDevice,
  tellerStep,
  type TellerDevice,
} from '#shared/protocol/ceremony.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import type { IssuedClaim } from '#shared/protocol/co-issuer.ts';
import type { TellerEntry } from '#shared/protocol/entries.ts';
import { agreeEntry, openingEntry } from '#shared/protocol/opening.ts';
import { neededAgreements } from '#shared/protocol/quorum.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import { generateIssuerKey } from '#shared/protocol/token.ts';
import type { PaperCount } from '#shared/result/paper.ts';
import type { CoIssuer, CoIssuerStatus } from '../../chair-console/teller/co-issuer.ts';
import { granted } from './answers.ts';
import { BoardFollower } from './board-follower.ts';
import { openCoIssuer } from './co-issuer.ts';
import type { Device } from './connect.ts';
import { RecordReader } from './record-reader.ts';
import { random, sodium } from './sodium.ts';

/** A counting committee member's device (ban kiểm phiếu), with its own keys and its own board. */
export class Teller extends RecordReader<TellerView, TellerCommand> {
  /** False: as co-issuer it gives no answer, like a device that is asleep. */
  isAnswering = true;
  readonly #board = new BoardFollower();
  readonly #coIssuer: CoIssuer;
  #following: Promise<unknown> = Promise.resolve();
  #memory: TellerDevice = newTellerDevice(generateTellerKeys(random, sodium));

  constructor(device: Device) {
    super(device);
    this.#coIssuer = openCoIssuer(
      {
        register: async (from) => (await this.registerFrom(from)).lines,
        answer: (answers) => this.ask('evaluations', { answers }).catch(() => undefined),
      },
      () => undefined,
    );
    this.socket.on('evaluate', ({ requests }) => {
      if (this.isAnswering) void this.#evaluate(requests);
    });
  }

  /** What it has evaluated and checked as co-issuer. */
  get issuing(): CoIssuerStatus {
    return this.#coIssuer.status;
  }

  /** What may never leave this device, base64url: a test looks for it everywhere else. */
  get secrets(): readonly string[] {
    const { sign, box, work } = this.#memory;
    const share = work.step === 'sealed' ? [work.share] : [];
    return [sign.privateKey, box.privateKey, ...share];
  }

  /** Takes its place before the ceremony (P 4.3.0); as co-issuer with that key, too (P 4.6.4). */
  async join(): Promise<void> {
    const { me } = await this.until((view) => view.me !== null, 'the teller is known');
    if (me?.coIssuer === true && this.#memory.issuer === null) {
      const { k, pk } = generateIssuerKey(sodium, random);
      const issuer = { k: toBase64url(k), pk: toBase64url(pk), claims: [] };
      this.#memory = { ...this.#memory, issuer };
      await this.#coIssuer.start();
    }
    const { sign, box, issuer } = this.#memory;
    const issues = issuer === null ? {} : { pk: issuer.pk };
    const command = { type: 'join', sign: sign.publicKey, box: box.publicKey, ...issues } as const;
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

  /** Reads and checks what is new on the board; one reading after the other. */
  follow(): Promise<BoardState> {
    const done = this.#following.then(() => this.#follow());
    this.#following = done.catch(() => undefined);
    return done;
  }

  async #follow(): Promise<BoardState> {
    const { lines } = await this.readBoard(this.#board.state.n);
    for (const line of lines) this.#board.take(line);
    await this.#tellCoIssuer();
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
      await this.follow();
      await this.#reveal();
      const { reveals, setup, n } = this.#board.state;
      if (setup !== null && reveals.size >= setup.issuers.length) return;
      if (this.#owesKey()) await sleep(300);
      else await this.grownBeyond(n);
    }
  }

  #owesKey(): boolean {
    const { i } = this.#coIssuer.status;
    const { closeBody, reveals } = this.#board.state;
    return i !== null && closeBody !== null && !reveals.has(i);
  }

  /** Keys in the paper ballots as this member counted them (P 4.7.2). */
  async keyPaper(count: PaperCount): Promise<void> {
    const { sid } = this.#board.state;
    const { i } = defined(this.#memory.seat, 'seat');
    const key = secret(this.#memory.sign.privateKey, 64);
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

  /** A board read to the opening of the polls first: before that a co-issuer answers nothing. */
  async #evaluate(requests: readonly IssuedClaim[]): Promise<void> {
    if (this.#board.state.stage !== 'polling') await this.follow();
    await this.#coIssuer.asked(requests);
  }

  async #tellCoIssuer(): Promise<void> {
    const { issuer } = this.#memory;
    if (issuer === null) return;
    const key = { k: secret(issuer.k, 32), pk: secret(issuer.pk, 32) };
    await this.#coIssuer.update({ board: this.#board.state, trusted: true, key });
  }

  /** As co-issuer: the key, once everything was compared (P 4.6.4). */
  async #reveal(): Promise<void> {
    const { issuer, sign } = this.#memory;
    const { i, mayReveal } = this.#coIssuer.status;
    if (issuer === null || i === null || !mayReveal || this.#board.state.reveals.has(i)) return;
    const key = secret(sign.privateKey, 64);
    const b = buildTokenReveal(sodium, this.#board.state, key, i, secret(issuer.k, 32));
    await this.#post({ t: 'token-reveal', b });
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

function secret(text: string, length: number): Uint8Array {
  const decoded = fromBase64url(text, length);
  return defined(decoded.ok ? decoded.value : null, 'a key of its own');
}
