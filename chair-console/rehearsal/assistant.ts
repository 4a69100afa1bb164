import type { ChairView } from '#shared/meeting/views.ts';
import { NOTHING_YET } from './assistant-state.ts';
import type { AssistantState, Goal, RehearsalWords, StepName } from './assistant-state.ts';
import { Backstage } from './backstage.ts';
import { ChairSeat, DONE } from './chair-seat.ts';
import * as counting from './counting-steps.ts';
import { forgetCodes } from './desk-guest.ts';
import * as opening from './opening-steps.ts';
import type { RehearsalWorld, Sent } from './world.ts';

type Plan = readonly (readonly [StepName, (stage: Backstage) => Promise<Sent>])[];

/**
 * Plays the roles that a lone newcomer cannot, in a rehearsal (diễn tập) only: every one as a paired
 * device with a key of its own over its own socket. Each step looks first whether somebody has
 * already done it, so that it can be begun anywhere, interrupted, and mixed with acts by hand.
 */
export class Assistant {
  readonly #world: RehearsalWorld;
  readonly #round: string;
  readonly #changed: (state: AssistantState) => void;
  readonly #seat: ChairSeat;
  readonly #stage: Backstage;
  #running = false;
  #state = NOTHING_YET;

  constructor(
    world: RehearsalWorld,
    round: string,
    words: RehearsalWords,
    changed: (state: AssistantState) => void,
  ) {
    this.#world = world;
    this.#round = round;
    this.#changed = changed;
    this.#seat = new ChairSeat(world);
    this.#stage = new Backstage(world, round, words, {
      seat: this.#seat,
      progress: (done, total) => {
        this.#progress(done, total);
      },
      waiting: (waiting) => {
        this.#show({ waiting });
      },
    });
  }

  /** The chair's newest view; another round's, or a void one, ends every wait. */
  follow(view: ChairView): void {
    const { hall } = view;
    if (hall?.round !== this.#round || !hall.rehearsal || hall.voided !== null) {
      this.close();
      return;
    }
    this.#stage.committee.follow(view);
    if (hall.phase !== 'polling' && this.#state.ballot !== null) {
      this.#show({ ballot: null });
      void forgetCodes(this.#world);
    }
    this.#seat.push(view);
    this.#showTellers(view);
  }

  /** Goes on with what was under way, and shows the ballot that was shown, before a reload. */
  async resume(): Promise<void> {
    const view = await this.#seat.view();
    if (view === null) return;
    if (view.hall?.phase === 'polling') {
      // Tellers played here who issue are needed for every code that is scanned.
      if (view.asksCoIssuers) await this.#stage.committee.resume(view);
      const desk = await this.#stage.heldDesk(view);
      if (desk !== null) this.#show({ ballot: await desk.last() });
    } else await forgetCodes(this.#world);
    const goal = await this.#world.memory.get('goal');
    if (goal === 'prepare') await this.prepare();
    else if (goal === 'count') await this.count();
  }

  /** Repeats words whose acknowledgement was lost; to be called every few seconds. */
  tick(): void {
    this.#stage.committee.tick();
  }

  /** From wherever the round is to a ballot shown as a QR. */
  prepare(): Promise<void> {
    return this.#run('prepare', [
      ['freeze', opening.freeze],
      ['roll', opening.checkIn],
      ['quorum', opening.confirmQuorum],
      ['phones', opening.allowPhones],
      ['committee', opening.recordCommittee],
      ['seal', opening.seal],
      ['open', opening.openPolls],
      ['issue', () => (this.#state.ballot === null ? this.#issue() : Promise.resolve(DONE))],
    ]);
  }

  /** One more ballot on the screen. */
  issueMore(): Promise<void> {
    return this.#run('issue', [['issue', () => this.#issue()]]);
  }

  /** Casts, as further voters, as many ballots as are missing to open a result. */
  castMissing(): Promise<void> {
    return this.#run('cast', [['cast', opening.castMissing]]);
  }

  /** After the close: everything up to where the chair can announce. */
  count(): Promise<void> {
    return this.#run('count', [
      ['paper', counting.fixPaper],
      ['agree', counting.agreeAndOpen],
      ['recount', counting.recount],
      ['gaps', counting.explainGaps],
    ]);
  }

  /** The head signs off the minutes, so that the chair can archive. */
  signMinutes(): Promise<void> {
    return this.#run('minutes', [['minutes', counting.signMinutes]]);
  }

  /**
   * The rehearsal was left: every device this page played loses its role, so that none of them can
   * come back in a real meeting. Should the round be taken up again, the shares are still here.
   */
  async retire(): Promise<void> {
    this.close();
    await this.#stage.dismissAll();
  }

  /** Ends the connection of every device this page plays. */
  close(): void {
    this.#seat.end();
    this.#stage.close();
  }

  async #run(goal: Goal, plan: Plan): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    this.#show({ problem: null });
    await this.#world.memory.set('goal', goal);
    try {
      for (const [at, [step, act]] of plan.entries()) {
        const place = { goal, step, at: at + 1, of: plan.length };
        this.#show({ progress: { ...place, done: 0, total: 0 } });
        const answer = await act(this.#stage);
        if (answer.ok) continue;
        this.#show({ problem: answer.error });
        // The chair revoked the desk played here: asked again, another one is paired.
        if (answer.error.code === 'not-paired') this.#stage.dropDesk();
        break;
      }
    } finally {
      this.#running = false;
      this.#show({ progress: null, waiting: false });
      await this.#world.memory.delete('goal');
    }
  }

  async #issue(): Promise<Sent> {
    const issued = await opening.issue(this.#stage);
    if (!issued.ok) return issued;
    this.#show({ ballot: issued.value });
    return DONE;
  }

  #showTellers({ count }: ChairView): void {
    const step = this.#state.progress?.step;
    if (count === null || (step !== 'seal' && step !== 'agree')) return;
    const what = step === 'seal' ? 'confirmed' : 'agreed';
    this.#progress(count.tellers.filter((teller) => teller[what]).length, count.tellers.length);
  }

  #progress(done: number, total: number): void {
    const { progress } = this.#state;
    if (progress !== null) this.#show({ progress: { ...progress, done, total } });
  }

  #show(change: Partial<AssistantState>): void {
    this.#state = { ...this.#state, ...change, played: this.#stage.committee.played };
    this.#changed(this.#state);
  }
}
