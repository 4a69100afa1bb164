import { defined } from '#shared/assert.ts';
import type { Phase } from '#shared/meeting/state.ts';
import { seeded } from '../rehearse/random-marks.ts';
import type { ChanceDeath, MeetingOrders, PhaseDeath } from './meeting.ts';
import { partOf, PARTS, targetsOf, type Edge, type Part, type Target } from './points.ts';

/** Named steps at which the server dies in one meeting; more would leave no life long enough. */
const TARGETS = 8;
const CHANCES = 2;
const LONGEST_LIFE = 90;

const PHASES: readonly Phase[] = [
  'preparing',
  'rollCall',
  'sealing',
  'polling',
  'counting',
  'counted',
  'announced',
];

/** The steps of two meetings without any death: one round held to its end, or the first declared void. */
export interface Traces {
  readonly plain: readonly string[];
  readonly voiding: readonly string[];
}

/**
 * The meetings of a campaign of about `cycles` deaths, from the steps that meetings without any
 * death went through: every named step at every edge when there are enough, else a sample spread
 * over the parts; what is left are deaths at random steps and moments. Steps that only a meeting
 * with a void round reaches are aimed at in such meetings.
 */
export function campaignOf(
  traces: Traces,
  cycles: number,
  seed: number,
  part: Part | null,
): MeetingOrders[] {
  const chance = seeded(seed);
  const plain = targetsOf(traces.plain);
  const names = new Set(plain.map(nameOf));
  const voiding = targetsOf(traces.voiding).filter((each) => !names.has(nameOf(each)));
  const wanted = [...plain, ...voiding].filter((each) => part === null || partOf(each) === part);
  const chosen = spread(wanted, chance).slice(0, cycles);
  const queues = [
    queueOf(
      false,
      chosen.filter((each) => names.has(nameOf(each))),
    ),
    queueOf(
      true,
      chosen.filter((each) => !names.has(nameOf(each))),
    ),
  ];
  const meetings: MeetingOrders[] = [];
  let left = cycles;
  for (let k = 0; left > 0; k += 1) {
    const { voids, targets } = nextOf(queues, k);
    const named = targets.splice(0, Math.min(TARGETS, left));
    left -= named.length;
    const more = named.length > 0 ? CHANCES : TARGETS;
    const chances = part === null ? chanceDeaths(Math.min(more, left), chance) : [];
    left -= chances.length;
    const phases = part === null && left > 0 ? [phaseDeath(k)] : [];
    left -= phases.length;
    if (named.length + chances.length + phases.length === 0) break;
    const own = Math.floor(chance() * 2 ** 32);
    meetings.push({ seed: own, voids, targets: named, phases, chances });
  }
  return meetings;
}

/** Steps to aim at in meetings of one kind, and how many there were. */
interface Queue {
  readonly voids: boolean;
  readonly targets: Target[];
  readonly count: number;
}

function queueOf(voids: boolean, targets: Target[]): Queue {
  return { voids, targets, count: targets.length };
}

/**
 * The queue of which more is left, so that any beginning of a campaign has meetings of both kinds;
 * with nothing left to aim at, every third meeting has a void round.
 */
function nextOf(queues: readonly Queue[], k: number): Queue {
  const left = queues.filter(({ targets }) => targets.length > 0);
  const [most] = left.toSorted((a, b) => b.targets.length / b.count - a.targets.length / a.count);
  return most ?? defined(queues.find(({ voids }) => voids === (k % 3 === 2)));
}

function nameOf({ step, nth, edge }: Target): string {
  return `${edge} ${step} #${nth}`;
}

/** Shuffled, then one of each part in turn, so that any beginning of the list covers all parts. */
function spread(targets: readonly Target[], chance: () => number): Target[] {
  const piles = PARTS.map((part) =>
    targets
      .filter((each) => partOf(each) === part)
      .map((each) => ({ each, key: chance() }))
      .sort((one, other) => one.key - other.key)
      .map(({ each }) => each),
  );
  const longest = Math.max(0, ...piles.map((pile) => pile.length));
  return Array.from({ length: longest }, (_, i) => piles.flatMap((pile) => pile[i] ?? [])).flat();
}

function chanceDeaths(count: number, chance: () => number): ChanceDeath[] {
  const edges: readonly Edge[] = ['before', 'torn', 'after'];
  return Array.from({ length: count }, (): ChanceDeath => {
    if (chance() < 0.3) {
      const signal = chance() < 0.25 ? 'SIGTERM' : 'SIGKILL';
      return { kind: 'moment', ms: Math.floor(chance() * 1500), signal };
    }
    const nth = 1 + Math.floor(chance() * LONGEST_LIFE);
    return { kind: 'any', nth, edge: defined(edges[Math.floor(chance() * edges.length)]) };
  });
}

/** Every phase by both signals, in turn. */
function phaseDeath(k: number): PhaseDeath {
  const phase = defined(PHASES[k % PHASES.length]);
  const signal = Math.floor(k / PHASES.length) % 2 === 0 ? 'SIGKILL' : 'SIGTERM';
  return { kind: 'phase', phase, signal };
}
