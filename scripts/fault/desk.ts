import type { DeskCommand } from '#shared/meeting/commands.ts';
import type { DeskMember, DeskView } from '#shared/meeting/views.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, generateBallotCode, slipSerial } from '#shared/protocol/code.ts';
import { random, sodium } from '../clients/sodium.ts';
import { PairedDevice, type Hall } from './device.ts';
import type { Line } from './line.ts';
import type { Part } from './plan.ts';

/** What the desk tells the members. */
export interface DeskTask {
  readonly parts: readonly Part[];
  /** The code that the desk shows or hands out. */
  readonly hand: (memberId: string, code: string) => void;
  /** The tablet is free for this member. */
  readonly seat: (memberId: string) => void;
  /** A round is held; another one after a void. */
  readonly begin: () => void;
}

/** How far the desk has come with one member in this round. */
interface Case {
  /** Where they stand: to be checked out and in again, to be issued a ballot, or with it. */
  at: 'here' | 'outside' | 'first' | 'spoiled' | 'second' | 'done';
  /** Made before it is sent and offered again after a lost answer (as `desk/code-book`). */
  codes: readonly [string, string];
  /** A kiosk's claim, kept for the same reason. */
  claim: string | null;
}

/** The desk: roll call, then a ballot for each, the way each of them takes it. */
export class DeskDevice extends PairedDevice<DeskView> {
  readonly #task: DeskTask;
  #round = '';
  #cases = new Map<string, Case>();
  #slips: readonly [string, string] = ['', ''];

  constructor(hall: Hall, task: DeskTask) {
    super(hall, 'desk', 'Bàn 1');
    this.#task = task;
  }

  /** In this round everyone has what they came for. */
  isDoneWith(round: string): boolean {
    const { parts } = this.#task;
    return (
      this.#round === round &&
      parts.every(({ member }) => this.#cases.get(member.id)?.at === 'done')
    );
  }

  /** Whom the desk has not finished with, and how far it is. */
  get waiting(): string[] {
    return [...this.#cases.values()]
      .map(({ at }, i) => `${i}:${at}`)
      .filter((each) => !each.endsWith('done'));
  }

  protected async act(line: Line<DeskView>, view: DeskView): Promise<void> {
    const { hall } = view;
    if (hall?.voided !== null) return;
    if (hall.round !== this.#round) this.#begin(hall.round);
    if (hall.phase === 'rollCall') await this.#call(line, view);
    if (hall.phase === 'polling') await this.#serveAll(line, view);
  }

  #begin(round: string): void {
    this.#round = round;
    this.hall.spoiled.clear();
    this.#slips = [this.#newCode(), this.#newCode()];
    this.#cases = new Map(
      this.#task.parts.map(({ member, way, stepsOut }) => {
        const codes = way === 'slip' ? this.#slips : ([this.#newCode(), this.#newCode()] as const);
        const at = stepsOut || way === 'none' ? 'here' : 'first';
        return [member.id, { at, codes, claim: null }];
      }),
    );
    this.#task.begin();
  }

  async #call(line: Line<DeskView>, { members }: DeskView): Promise<void> {
    for (const { id, present } of members) {
      if (!present && !(await this.#setPresent(line, id, true))) return;
    }
  }

  async #setPresent(line: Line<DeskView>, memberId: string, present: boolean): Promise<boolean> {
    const answer = await line.ask('command', { type: 'set-present', memberId, present });
    return answer.ok;
  }

  /** One step with each who still waits, as far as the newest view allows one. */
  async #serveAll(line: Line<DeskView>, view: DeskView): Promise<void> {
    if (view.slips.registered === 0) {
      const claims = this.#slips.map((code) => this.#claim(code));
      await line.ask('command', { type: 'register-slips', claims });
      return;
    }
    for (const part of this.#task.parts) {
      const own = this.#cases.get(part.member.id);
      const member = view.members.find(({ id }) => id === part.member.id);
      if (own === undefined || member === undefined || own.at === 'done') continue;
      await this.#serve(line, view, part, own, member);
      if (!line.isCurrent) return;
    }
  }

  async #serve(
    line: Line<DeskView>,
    view: DeskView,
    part: Part,
    own: Case,
    member: DeskMember,
  ): Promise<void> {
    switch (own.at) {
      case 'here':
        if (!member.present) own.at = part.way === 'none' ? 'done' : 'outside';
        else await this.#setPresent(line, member.id, false);
        return;
      case 'outside':
        if (member.present) own.at = 'first';
        else await this.#setPresent(line, member.id, true);
        return;
      case 'first':
        if (member.issued === null) await this.#issue(line, view, part, own, own.codes[0]);
        else if (part.replaced) this.#spoil(part, own);
        else this.#hand(part, own, own.codes[0]);
        return;
      case 'spoiled':
        if (member.issued !== null) return;
        this.hall.spoiled.delete(member.id);
        own.at = 'second';
        return;
      case 'second':
        if (member.issued === null) await this.#issue(line, view, part, own, own.codes[1]);
        else this.#hand(part, own, own.codes[1]);
        return;
      case 'done':
        return;
    }
  }

  async #issue(
    line: Line<DeskView>,
    view: DeskView,
    { member, way }: Part,
    own: Case,
    code: string,
  ): Promise<void> {
    const memberId = member.id;
    if (way === 'kiosk') {
      own.claim ??= view.kiosks.find(({ claim }) => claim !== null)?.claim ?? null;
      if (own.claim === null) return;
      const answer = await this.#say(line, { type: 'issue', memberId, way, claim: own.claim });
      // Somebody else was called with it: the tablet will offer another.
      if (!answer.ok && ['claim-taken', 'kiosk-busy'].includes(answer.error.code)) own.claim = null;
    } else if (way === 'screen') {
      await this.#say(line, { type: 'issue', memberId, way, claim: this.#claim(code) });
    } else if (way !== 'none') await this.#say(line, { type: 'issue', memberId, way });
  }

  #say(line: Line<DeskView>, command: DeskCommand): ReturnType<Line<DeskView>['ask']> {
    return line.ask('command', command);
  }

  #spoil({ member, way }: Part, own: Case): void {
    own.at = 'spoiled';
    const serial = way === 'slip' ? slipSerial(claimOf(sodium, own.codes[0])) : null;
    this.hall.spoiled.set(member.id, { serial });
  }

  /** The code is shown only once the server says that the member holds it. */
  #hand({ member, way }: Part, own: Case, code: string): void {
    own.at = 'done';
    if (way === 'screen' || way === 'slip') this.#task.hand(member.id, code);
    if (way === 'kiosk') this.#task.seat(member.id);
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
