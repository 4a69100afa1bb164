import type { ChairCommand, CommitteeChoice } from '#shared/meeting/commands.ts';
import type { ChairView } from '#shared/meeting/views.ts';
import { err, ok } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import { admit, deviceId, keyAt } from './admit.ts';
import { CommitteeGuests } from './committee-guests.ts';
import { DeskGuest, forgetCodes } from './desk-guest.ts';
import type { ShownBallot } from './desk-guest.ts';
import { Newest } from './newest.ts';
import { castAtRandom } from './voter-guest.ts';
import type { RehearsalWorld, Sent } from './world.ts';

/** The words this page writes into the record of a rehearsal. */
export interface RehearsalWords {
  /** How the committee was elected, and the reason of every gap. */
  readonly reason: string;
  readonly desk: string;
  /** A teller who is not in the plan's proposal. */
  teller(n: number): string;
}

/** One step of the assistant, in the order of a meeting (procedure E). */
export type StepName =
  | 'freeze'
  | 'roll'
  | 'quorum'
  | 'phones'
  | 'committee'
  | 'seal'
  | 'open'
  | 'issue'
  | 'cast'
  | 'paper'
  | 'agree'
  | 'recount'
  | 'gaps'
  | 'minutes';

/** What the assistant is asked for. */
export type Goal = 'prepare' | 'issue' | 'cast' | 'count' | 'minutes';

/** Which step is under way; `done` of `total` parts, both 0 where it has only one. */
export interface Progress {
  readonly goal: Goal;
  readonly step: StepName;
  readonly at: number;
  readonly of: number;
  readonly done: number;
  readonly total: number;
}

/** What a screen shows of the assistant. */
export interface AssistantState {
  readonly progress: Progress | null;
  /** Why the last goal was not reached; every goal can be asked for again. */
  readonly problem: AnyRefusal | null;
  readonly ballot: ShownBallot | null;
  /** Numbers of the tellers this page plays. */
  readonly played: ReadonlySet<number>;
}

/** Before anything was asked for. */
export const NOTHING_YET: AssistantState = {
  progress: null,
  problem: null,
  ballot: null,
  played: new Set(),
};

type Act = () => Promise<Sent>;
type Plan = readonly (readonly [StepName, Act])[];

/** How long another's act may take to be seen here. */
const GRACE_MS = 1500;
const DONE: Sent = ok(null);

/**
 * Plays the roles that a lone newcomer cannot, in a rehearsal (diễn tập) only: every one as a paired
 * device with a key of its own over its own socket. Each step looks first whether somebody has
 * already done it, so that it can be begun anywhere, interrupted, and mixed with acts by hand.
 */
export class Assistant {
  readonly #world: RehearsalWorld;
  readonly #round: string;
  readonly #words: RehearsalWords;
  readonly #changed: (state: AssistantState) => void;
  readonly #chair = new Newest<ChairView>();
  readonly #committee: CommitteeGuests;
  #desk: Promise<DeskGuest | AnyRefusal> | null = null;
  #running = false;
  #state: AssistantState = NOTHING_YET;

  constructor(
    world: RehearsalWorld,
    round: string,
    words: RehearsalWords,
    changed: (state: AssistantState) => void,
  ) {
    this.#world = world;
    this.#round = round;
    this.#words = words;
    this.#changed = changed;
    this.#committee = new CommitteeGuests(world, round);
  }

  /** The chair's newest view; another round's, or a void one, ends every wait. */
  follow(view: ChairView): void {
    const hall = view.hall;
    if (hall?.round !== this.#round || !hall.rehearsal || hall.voided !== null) {
      this.close();
      return;
    }
    this.#committee.follow(view);
    if (hall.phase !== 'polling' && this.#state.ballot !== null) {
      this.#show({ ballot: null });
      void forgetCodes(this.#world);
    }
    this.#chair.push(view);
    this.#showCeremony(view);
  }

  /** Goes on with what was under way, and shows the ballot that was shown, before a reload. */
  async resume(): Promise<void> {
    const view = await this.#chair.until(() => true);
    if (view === null) return;
    if (view.hall?.phase !== 'polling') await forgetCodes(this.#world);
    else if (await this.#heldDesk(view)) {
      const desk = await this.#deskGuest(view);
      if (desk instanceof DeskGuest) this.#show({ ballot: await desk.last() });
    }
    const goal = await this.#world.memory.get('goal');
    if (goal === 'prepare') await this.prepare();
    else if (goal === 'count') await this.count();
  }

  /** Repeats words whose acknowledgement was lost; to be called every few seconds. */
  tick(): void {
    this.#committee.tick();
  }

  /** From wherever the round is to a ballot shown as a QR. */
  prepare(): Promise<void> {
    return this.#run('prepare', [
      ['freeze', () => this.#ask({ type: 'freeze-ballot' }, isPast('preparing'))],
      ['roll', () => this.#checkIn()],
      ['quorum', () => this.#ask({ type: 'confirm-quorum' }, isPast('rollCall'))],
      ['phones', () => this.#allowPhones()],
      ['committee', () => this.#recordCommittee()],
      ['seal', () => this.#seal()],
      ['open', () => this.#openPolls()],
      ['issue', () => (this.#state.ballot === null ? this.#issue() : Promise.resolve(DONE))],
    ]);
  }

  /** One more ballot on the screen. */
  issueMore(): Promise<void> {
    return this.#run('issue', [['issue', () => this.#issue()]]);
  }

  /** Casts, as further voters, as many ballots as are missing to open a result. */
  castMissing(): Promise<void> {
    return this.#run('cast', [['cast', () => this.#castMissing()]]);
  }

  /** After the close: everything up to where the chair can announce. */
  count(): Promise<void> {
    return this.#run('count', [
      ['paper', () => this.#fixPaper()],
      ['agree', () => this.#agreeAndOpen()],
      ['recount', () => this.#recount()],
      ['gaps', () => this.#explainGaps()],
    ]);
  }

  /** The head signs off the minutes, so that the chair can archive. */
  signMinutes(): Promise<void> {
    return this.#run('minutes', [['minutes', () => this.#signMinutes()]]);
  }

  /** The rehearsal is over for this page: the desk's device, which belongs to no round, loses its role. */
  async retire(): Promise<void> {
    const key = await keyAt(this.#world, 'desk');
    this.close();
    if (key === null) return;
    const device = deviceId(key);
    const answer = await this.#world.chair.hall({ type: 'revoke-device', device });
    if (answer.ok) await this.#world.memory.delete('key/desk');
  }

  /** Ends every device this page plays. */
  close(): void {
    this.#chair.end();
    this.#committee.close();
    void this.#desk?.then((desk) => {
      if (desk instanceof DeskGuest) desk.close();
    });
    this.#desk = null;
  }

  async #run(goal: Goal, plan: Plan): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#show({ problem: null });
    await this.#world.memory.set('goal', goal);
    try {
      for (const [at, [step, act]] of plan.entries()) {
        const progress = { goal, step, at: at + 1, of: plan.length, done: 0, total: 0 };
        this.#show({ progress });
        const answer = await act();
        if (answer.ok) continue;
        this.#show({ problem: answer.error });
        break;
      }
    } finally {
      this.#running = false;
      this.#show({ progress: null });
      await this.#world.memory.delete('goal');
    }
  }

  /** Asks as the chair unless it `holds` already; waits until it is seen. */
  async #ask(command: ChairCommand, holds: (view: ChairView) => boolean): Promise<Sent> {
    const view = await this.#view();
    if (view === null) return gone();
    if (holds(view)) return DONE;
    const answer = await this.#world.chair.command(command);
    const seen = this.#chair.until(holds);
    if (answer.ok) return (await seen) === null ? gone() : DONE;
    // Somebody may have done it by hand in the same moment.
    const late = await Promise.race([seen, this.#world.wait(GRACE_MS)]);
    return late === undefined || late === null ? answer : DONE;
  }

  async #checkIn(): Promise<Sent> {
    const view = await this.#view();
    if (view === null) return gone();
    if (isPast('rollCall')(view)) return DONE;
    const desk = await this.#deskGuest(view);
    if (!(desk instanceof DeskGuest)) return err(desk);
    const answer = await desk.checkInAll((done, total) => {
      this.#progress(done, total);
    });
    if (!answer.ok) return answer;
    return (await this.#chair.until(({ hall }) => hall?.quorum.met === true)) === null
      ? gone()
      : DONE;
  }

  async #allowPhones(): Promise<Sent> {
    return this.#ask(
      { type: 'allow-phones', allowed: true },
      ({ phonesAllowed }) => phonesAllowed !== null,
    );
  }

  async #recordCommittee(): Promise<Sent> {
    const view = await this.#view();
    if (view === null) return gone();
    const members = committeeOf(view.proposal, this.#words);
    const command = { type: 'record-committee', members, how: this.#words.reason } as const;
    return this.#ask(command, ({ hall }) => hall?.committee !== null);
  }

  async #seal(): Promise<Sent> {
    let view = await this.#view();
    while (view !== null && !isSealed(view)) {
      const paired = await this.#committee.pairFree(view);
      this.#show({});
      if (!paired.ok) return paired;
      this.#committee.play('ceremony');
      view = await this.#chair.until((now) => isSealed(now) || this.#committee.isAnyFree(now));
    }
    return view === null ? gone() : DONE;
  }

  async #openPolls(): Promise<Sent> {
    for (;;) {
      const hall = (await this.#view())?.hall ?? null;
      if (hall === null) return gone();
      const { present } = hall.quorum;
      const answer = await this.#ask({ type: 'open-polls', present }, isPast('sealing'));
      const now = this.#chair.value?.hall?.quorum.present;
      // A member came or went while the number was on its way.
      if (answer.ok || answer.error.code !== 'number-differs' || now === present) return answer;
    }
  }

  async #issue(): Promise<Sent> {
    const view = await this.#view();
    if (view === null) return gone();
    if (view.hall?.phase !== 'polling') return err({ code: 'wrong-phase' });
    const desk = await this.#deskGuest(view);
    if (!(desk instanceof DeskGuest)) return err(desk);
    const issued = await desk.issue(true);
    if (!issued.ok) return issued;
    this.#show({ ballot: issued.value });
    return DONE;
  }

  async #castMissing(): Promise<Sent> {
    for (let done = 0; ; done += 1) {
      const view = await this.#view();
      if (view === null) return gone();
      const before = collectedIn(view);
      this.#progress(done, done + Math.max(0, view.minBallots - before));
      if (before >= view.minBallots) return DONE;
      const desk = await this.#deskGuest(view);
      if (!(desk instanceof DeskGuest)) return err(desk);
      const issued = await desk.issue(false);
      if (!issued.ok) return issued;
      const cast = await castAtRandom(this.#world, issued.value.code);
      if (!cast.ok) return cast;
      const counted = await this.#chair.until((now) => collectedIn(now) > before);
      if (counted === null) return gone();
    }
  }

  async #fixPaper(): Promise<Sent> {
    const view = await this.#view();
    if (view === null) return gone();
    const resumed = await this.#committee.resume(view);
    this.#show({});
    if (!resumed.ok) return resumed;
    if (isPaperFixed(view)) return DONE;
    // A real head of the committee fixes it on their own device: then there is only waiting.
    const answer = await this.#committee.head(view)?.fixPaper();
    if (answer?.ok === false && answer.error.code !== 'paper-fixed') return answer;
    return (await this.#chair.until(isPaperFixed)) === null ? gone() : DONE;
  }

  async #agreeAndOpen(): Promise<Sent> {
    this.#committee.play('count');
    return (await this.#chair.until(isPast('counting'))) === null ? gone() : DONE;
  }

  #recount(): Promise<Sent> {
    if (this.#chair.value?.hall?.phase !== 'counted') return Promise.resolve(DONE);
    return this.#committee.recount((done, total) => {
      this.#progress(done, total);
    });
  }

  async #explainGaps(): Promise<Sent> {
    const view = await this.#view();
    if (view === null) return gone();
    for (const { gap, reason } of view.gaps) {
      if (reason !== null) continue;
      const command = { type: 'explain-gap', gap, reason: this.#words.reason } as const;
      const answer = await this.#ask(command, ({ gaps }) =>
        gaps.every((each) => each.gap !== gap || each.reason !== null),
      );
      if (!answer.ok) return answer;
    }
    return DONE;
  }

  async #signMinutes(): Promise<Sent> {
    const view = await this.#view();
    if (view === null) return gone();
    const resumed = await this.#committee.resume(view);
    if (!resumed.ok) return resumed;
    const head = this.#committee.head(view);
    return head === null ? err({ code: 'not-head' }) : head.signMinutes();
  }

  /** The desk this page plays; paired at its first use. */
  #deskGuest(view: ChairView): Promise<DeskGuest | AnyRefusal> {
    this.#desk ??= this.#openDesk(view).then((desk) => {
      // A refused pairing is tried again the next time.
      if (!(desk instanceof DeskGuest)) this.#desk = null;
      return desk;
    });
    return this.#desk;
  }

  async #openDesk(view: ChairView): Promise<DeskGuest | AnyRefusal> {
    const wish = { role: 'desk', label: this.#words.desk } as const;
    const paired = view.devices.map(({ id }) => id);
    const key = await admit(this.#world, 'desk', wish, paired);
    if (!key.ok) return key.error;
    return new DeskGuest(this.#world, this.#world.desk(key.value), this.#round);
  }

  /** Was a desk played here before a reload? */
  async #heldDesk({ devices }: ChairView): Promise<boolean> {
    const key = await keyAt(this.#world, 'desk');
    return key !== null && devices.some(({ id }) => id === deviceId(key));
  }

  #view(): Promise<ChairView | null> {
    return this.#chair.until(() => true);
  }

  #showCeremony({ count }: ChairView): void {
    const step = this.#state.progress?.step;
    const tellers = count?.tellers ?? [];
    if (step === 'seal') this.#progress(countOf(tellers, 'confirmed'), tellers.length);
    if (step === 'agree') this.#progress(countOf(tellers, 'agreed'), tellers.length);
  }

  #progress(done: number, total: number): void {
    const { progress } = this.#state;
    if (progress !== null) this.#show({ progress: { ...progress, done, total } });
  }

  #show(change: Partial<AssistantState>): void {
    this.#state = { ...this.#state, ...change, played: this.#committee.played };
    this.#changed(this.#state);
  }
}

/** The plan's proposal with one head, or placeholders where it names fewer than three (R19). */
function committeeOf(
  proposal: readonly CommitteeChoice[],
  words: RehearsalWords,
): CommitteeChoice[] {
  const proposed =
    proposal.length >= 3
      ? proposal
      : [1, 2, 3].map((n): CommitteeChoice => ({ name: words.teller(n), head: n === 1 }));
  const head = Math.max(
    0,
    proposed.findIndex((member) => member.head),
  );
  return proposed.map((member, at) => ({ ...member, head: at === head }));
}

const PHASES = ['preparing', 'rollCall', 'sealing', 'polling', 'counting', 'counted'];

/** Has the round left this phase behind? */
function isPast(phase: string): (view: ChairView) => boolean {
  return ({ hall }) => {
    const at = PHASES.indexOf(hall?.phase ?? 'preparing');
    return at === -1 || at > PHASES.indexOf(phase);
  };
}

function isSealed({ hall }: ChairView): boolean {
  return (hall?.keyFingerprint ?? null) !== null;
}

function collectedIn({ hall }: ChairView): number {
  return hall?.turnout.collected ?? 0;
}

function isPaperFixed(view: ChairView): boolean {
  return view.count?.paperFixed === true || isPast('counting')(view);
}

function countOf(
  tellers: readonly { readonly confirmed: boolean; readonly agreed: boolean }[],
  what: 'confirmed' | 'agreed',
): number {
  return tellers.filter((teller) => teller[what]).length;
}

/** The round was left or declared void while the assistant was at work. */
function gone(): Sent {
  return err({ code: 'no-round' });
}
