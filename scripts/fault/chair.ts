import type { ChairCommand, CommitteeChoice } from '#shared/meeting/commands.ts';
import type { ChairView } from '#shared/meeting/views.ts';
import { defined } from '#shared/assert.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { HallCommand, PairingOffer } from '#shared/wire.ts';
import { PairedDevice, type Hall } from './device.ts';
import type { Line } from './line.ts';
import { VENUE } from './plan.ts';

/** A device that the chair hands a code to. */
export interface Guest {
  readonly role: HallCommandOf<'create-pairing'>['role'];
  readonly label: string;
  /** A teller's number. */
  readonly seat: number | null;
  /** Whether the device needs no code any more in this round. */
  readonly paired: (round: string) => boolean;
  readonly pair: (code: string, round: string) => Promise<boolean>;
}

type HallCommandOf<T extends HallCommand['type']> = Extract<HallCommand, { type: T }>;

export interface ChairTask {
  readonly plan: Plan;
  readonly committee: readonly CommitteeChoice[];
  readonly members: number;
  readonly guests: readonly Guest[];
  /** Throws the first key away and begins the ceremony again. */
  readonly restartsCeremony: boolean;
  /** Everyone who casts in time holds a receipt. */
  readonly mayClose: (round: string) => boolean;
  /** The round is to be declared void now, while the polls are open (F26). */
  readonly mayVoid: (round: string) => boolean;
}

/** The chair with the one way through the meeting: what the screen offers next. */
export class ChairDevice extends PairedDevice<ChairView> {
  readonly #task: ChairTask;
  #restarted = false;

  constructor(hall: Hall, task: ChairTask) {
    super(hall, 'chair', 'Chủ trì');
    this.#task = task;
    this.#restarted = !task.restartsCeremony;
  }

  protected async act(line: Line<ChairView>, view: ChairView): Promise<unknown> {
    if (view.setup.plan === null)
      return this.#hall(line, { type: 'load-plan', plan: this.#task.plan });
    // After a void the server begins the next round by itself, unless it died before it did.
    if (view.hall?.voided !== null) {
      return this.#hall(line, { type: 'start-round', venueId: VENUE, rehearsal: false });
    }
    const { round } = view.hall;
    const guest = this.#task.guests.find(
      ({ paired, role, seat }) =>
        !paired(round) && (role !== 'teller' || this.#elected(view, seat)),
    );
    if (guest !== undefined) await this.#welcome(line, guest, round);
    const next = this.#next(view);
    if (next === null) return null;
    const answer = await line.ask('command', next);
    if (answer.ok && next.type === 'restart-ceremony') this.#restarted = true;
    return answer;
  }

  #elected({ hall }: ChairView, seat: number | null): boolean {
    return seat !== null && hall?.committee?.[seat - 1] !== undefined;
  }

  #hall(line: Line<ChairView>, command: HallCommand): Promise<unknown> {
    return line.ask('hall', command);
  }

  async #welcome(
    line: Line<ChairView>,
    { role, label, seat, pair }: Guest,
    round: string,
  ): Promise<void> {
    const teller = seat === null ? {} : { teller: seat };
    const command = { type: 'create-pairing', role, label, ...teller } as const;
    const offer = await line.ask<PairingOffer>('hall', command);
    if (offer.ok) await pair(offer.value.code, round);
  }

  #next(view: ChairView): ChairCommand | null {
    const { quorum, phase } = defined(view.hall);
    switch (phase) {
      case 'preparing':
        return { type: 'freeze-ballot' };
      case 'rollCall':
        return quorum.present === this.#task.members ? { type: 'confirm-quorum' } : null;
      case 'sealing':
        return this.#seal(view);
      case 'polling':
        return this.#close(view);
      case 'counted':
        return announce(view);
      case 'announced':
        return view.blockers.length === 0 ? { type: 'archive' } : null;
      case 'counting':
      case 'archived':
        return null;
    }
  }

  #seal(view: ChairView): ChairCommand | null {
    const { committee, board, keyFingerprint, quorum } = defined(view.hall);
    if (committee === null) {
      const how = 'Hội nghị biểu quyết giơ tay';
      return { type: 'record-committee', members: this.#task.committee, how };
    }
    if (view.phonesAllowed === null) return { type: 'allow-phones', allowed: true };
    if (!this.#restarted && (board?.entries ?? 0) > 2) {
      return { type: 'restart-ceremony', reason: 'Một máy báo mã khác' };
    }
    const ready = keyFingerprint !== null && view.blockers.length === 0;
    return ready ? { type: 'open-polls', present: quorum.present } : null;
  }

  #close(view: ChairView): ChairCommand | null {
    const { round, turnout } = defined(view.hall);
    if (this.#task.mayVoid(round))
      return { type: 'void-round', round, reason: 'Mất điện trong hội trường' };
    if (!this.#task.mayClose(round)) return null;
    const { outstanding } = turnout;
    return { type: 'close-polls', outstanding };
  }
}

function announce(view: ChairView): ChairCommand | null {
  const gap = view.gaps.find(({ reason }) => reason === null);
  if (gap !== undefined) {
    return { type: 'explain-gap', gap: gap.gap, reason: 'Đại biểu không gửi phiếu kịp' };
  }
  return view.blockers.length === 0 ? { type: 'announce' } : null;
}
