import type { DeskMember, DeskView } from '#shared/meeting/views.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import { random, sodium } from '../clients/sodium.ts';
import { PairedDevice, type Hall } from './device.ts';
import type { Line } from './line.ts';
import type { Part } from './plan.ts';

/** Tells a voter the code that the desk shows or hands out. */
export type Hand = (memberId: string, code: string) => void;

/** The desk: roll call, then a ballot for each, the way each of them takes it. */
export class DeskDevice extends PairedDevice<DeskView> {
  readonly #parts: readonly Part[];
  readonly #hand: Hand;
  /** Made before it is sent and offered again after a lost answer (as `desk/code-book`). */
  readonly #codes = new Map<string, string>();
  readonly #handed = new Set<string>();
  readonly #slip: string;

  constructor(hall: Hall, parts: readonly Part[], hand: Hand) {
    super(hall, 'desk', 'Bàn 1');
    this.#parts = parts;
    this.#hand = hand;
    this.#slip = this.#newCode();
  }

  protected async act(line: Line<DeskView>, view: DeskView): Promise<void> {
    const phase = view.hall?.phase;
    if (phase === 'rollCall') await this.#call(line, view);
    if (phase === 'polling') await this.#issue(line, view);
  }

  async #call(line: Line<DeskView>, { members }: DeskView): Promise<void> {
    for (const { id, present } of members) {
      if (present) continue;
      const answer = await line.ask('command', {
        type: 'set-present',
        memberId: id,
        present: true,
      });
      if (!answer.ok) return;
    }
  }

  async #issue(line: Line<DeskView>, view: DeskView): Promise<void> {
    for (const { member, way } of this.#parts) {
      const shown = view.members.find(({ id }) => id === member.id);
      if (shown === undefined || this.#handed.has(member.id)) continue;
      const handed =
        way === 'screen'
          ? await this.#onScreen(line, shown)
          : way === 'slip'
            ? await this.#onSlip(line, view, shown)
            : await this.#onPaper(line, shown);
      if (!handed) return;
      this.#handed.add(member.id);
    }
  }

  /** Shown only after the server's word on this very claim. */
  async #onScreen(line: Line<DeskView>, { id }: DeskMember): Promise<boolean> {
    const code = this.#codes.get(id) ?? this.#newCode();
    this.#codes.set(id, code);
    const command = { type: 'issue', memberId: id, way: 'screen', claim: this.#claim(code) };
    const answer = await line.ask('command', command);
    if (answer.ok) this.#hand(id, code);
    return answer.ok;
  }

  async #onSlip(line: Line<DeskView>, view: DeskView, member: DeskMember): Promise<boolean> {
    if (view.slips.registered === 0) {
      const claims = [this.#claim(this.#slip)];
      await line.ask('command', { type: 'register-slips', claims });
      return false;
    }
    if (member.issued === null) {
      await line.ask('command', { type: 'issue', memberId: member.id, way: 'slip' });
      return false;
    }
    this.#hand(member.id, this.#slip);
    return true;
  }

  async #onPaper(line: Line<DeskView>, member: DeskMember): Promise<boolean> {
    if (member.issued !== null) return true;
    await line.ask('command', { type: 'issue', memberId: member.id, way: 'paper' });
    return false;
  }

  #newCode(): string {
    const code = generateBallotCode(random);
    this.hall.ledger.secrets.add(code);
    this.hall.ledger.claims.add(this.#claim(code));
    return code;
  }

  #claim(code: string): string {
    return toBase64url(claimOf(sodium, code));
  }
}
