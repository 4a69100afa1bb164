import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { ChairView } from '#shared/meeting/views.ts';
import { err, ok } from '#shared/result.ts';
import { Newest } from './newest.ts';
import type { RehearsalWorld, Sent } from './world.ts';

/** How long another's act may take to be seen here. */
const GRACE_MS = 1500;

/** Nothing is left to do in a step. */
export const DONE: Sent = ok(null);

/** The round was left or declared void while the assistant was at work. */
export function gone(): Sent {
  return err({ code: 'no-round' });
}

/** The chair's own page as the assistant uses it: what it shows, and its commands. */
export class ChairSeat {
  readonly #world: Pick<RehearsalWorld, 'chair' | 'wait'>;
  readonly #views = new Newest<ChairView>();

  constructor(world: Pick<RehearsalWorld, 'chair' | 'wait'>) {
    this.#world = world;
  }

  /** The newest view; null before the first. */
  get value(): ChairView | null {
    return this.#views.value;
  }

  push(view: ChairView): void {
    this.#views.push(view);
  }

  /** The round is over for the assistant: every wait ends. */
  end(): void {
    this.#views.end();
  }

  /** The present view, or the first; null when the round is over. */
  view(): Promise<ChairView | null> {
    return this.#views.until(() => true);
  }

  /** The first view for which `holds`; null when the round is over before. */
  until(holds: (view: ChairView) => boolean): Promise<ChairView | null> {
    return this.#views.until(holds);
  }

  /** Waits until it `holds`. */
  async see(holds: (view: ChairView) => boolean): Promise<Sent> {
    return (await this.until(holds)) === null ? gone() : DONE;
  }

  /** Commands as the chair unless it `holds` already; then waits until it does. */
  async ask(command: ChairCommand, holds: (view: ChairView) => boolean): Promise<Sent> {
    const view = await this.view();
    if (view === null) return gone();
    if (holds(view)) return DONE;
    const answer = await this.#world.chair.command(command);
    const seen = this.see(holds);
    if (answer.ok) return seen;
    // Somebody may have done it by hand in the same moment.
    const late = await Promise.race([seen, this.#world.wait(GRACE_MS)]);
    return late?.ok === true ? DONE : answer;
  }
}

const PHASES = ['preparing', 'rollCall', 'sealing', 'polling', 'counting', 'counted'] as const;

/** Has the round left this phase behind? */
export function isPast(phase: (typeof PHASES)[number]): (view: ChairView) => boolean {
  const reached: readonly string[] = PHASES.slice(0, PHASES.indexOf(phase) + 1);
  return ({ hall }) => hall !== null && !reached.includes(hall.phase);
}

/** Ballots in the box. */
export function collectedIn({ hall }: ChairView): number {
  return hall?.turnout.collected ?? 0;
}
