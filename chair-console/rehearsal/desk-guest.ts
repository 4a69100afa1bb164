import type { DeskMember } from '#shared/meeting/views.ts';
import { generateBallotCode } from '#shared/protocol/code.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import { claimText } from '../desk/ballot-codes.ts';
import { codeToIssue, emptyCodes, parseKeptCodes, withCode } from '../desk/kept-codes.ts';
import type { KeptCodes } from '../desk/kept-codes.ts';
import type { DeskLine, RehearsalWorld, Sent } from './world.ts';

/** A ballot issued on this page's screen: whose it is, and the code that its QR carries. */
export interface ShownBallot {
  readonly member: string;
  readonly code: string;
}

const CODES = 'codes';

/** The desk that this page plays: the whole roll present, and ballots issued on the screen. */
export class DeskGuest {
  readonly #world: Pick<RehearsalWorld, 'sodium' | 'random' | 'memory'>;
  readonly #line: DeskLine;
  readonly #round: string;
  /** Members given a ballot whom the newest view may not show with it yet. */
  readonly #given = new Set<string>();

  constructor(
    world: Pick<RehearsalWorld, 'sodium' | 'random' | 'memory'>,
    line: DeskLine,
    round: string,
  ) {
    this.#world = world;
    this.#line = line;
    this.#round = round;
  }

  /** Checks in everyone on the roll (R15); `progress` after each. */
  async checkInAll(progress: (done: number, total: number) => void): Promise<Sent> {
    const members = await this.#members();
    if (members === null) return err({ code: 'not-paired' });
    for (const [at, { id, present }] of members.entries()) {
      progress(at, members.length);
      if (present) continue;
      const answer = await this.#line.command({ type: 'set-present', memberId: id, present: true });
      if (!answer.ok) return answer;
    }
    progress(members.length, members.length);
    return ok(null);
  }

  /**
   * Issues a ballot to the next member who is present and holds none; `nobody-left` when there is
   * none. A `kept` code is on this device's disk before its claim is sent, as at any desk; one that
   * the page itself spends at once is not kept.
   */
  async issue(kept: boolean): Promise<Result<ShownBallot, AnyRefusal>> {
    for (;;) {
      const member = await this.#next();
      if (!member.ok) return member;
      const { id, name } = member.value;
      const codes = await this.#codes();
      const { code } = kept
        ? codeToIssue(codes, id, () => generateBallotCode(this.#world.random))
        : { code: generateBallotCode(this.#world.random) };
      if (kept) await this.#save(withCode(codes, id, { code, state: 'pending' }));
      const claim = claimText(this.#world.sodium, code);
      const way = 'screen';
      const answer = await this.#line.command({ type: 'issue', memberId: id, way, claim });
      if (!answer.ok && answer.error.code !== 'already-issued') return answer;
      this.#given.add(id);
      // Another desk was faster: the next member.
      if (!answer.ok) continue;
      if (kept) await this.#save(withCode(await this.#codes(), id, { code, state: 'issued' }));
      return ok({ member: name, code });
    }
  }

  /** The ballot shown last before a reload; null when there was none. */
  async last(): Promise<ShownBallot | null> {
    const members = await this.#members();
    const issued = Object.entries((await this.#codes()).codes).filter(
      ([, { state }]) => state === 'issued',
    );
    const found = issued.at(-1);
    if (found === undefined || members === null) return null;
    const [id, { code }] = found;
    return { member: members.find((each) => each.id === id)?.name ?? '', code };
  }

  close(): void {
    this.#line.close();
  }

  async #next(): Promise<Result<DeskMember, AnyRefusal>> {
    const members = await this.#members();
    if (members === null) return err({ code: 'not-paired' });
    const next = members.find(
      ({ id, present, issued }) => present && issued === null && !this.#given.has(id),
    );
    return next === undefined ? err({ code: 'nobody-left' }) : ok(next);
  }

  async #members(): Promise<readonly DeskMember[] | null> {
    return (await this.#line.until(({ hall }) => hall?.round === this.#round))?.members ?? null;
  }

  async #codes(): Promise<KeptCodes> {
    return parseKeptCodes(await this.#world.memory.get(CODES)) ?? emptyCodes(this.#round);
  }

  #save(codes: KeptCodes): Promise<void> {
    return this.#world.memory.set(CODES, codes);
  }
}

/** Erases the codes shown here: they are kept while the polls are open and no longer (P 4.6.6). */
export function forgetCodes({ memory }: Pick<RehearsalWorld, 'memory'>): Promise<void> {
  return memory.delete(CODES);
}
