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

/**
 * The meetings of a campaign of about `cycles` deaths, from the steps that a meeting without any
 * death went through: every named step at every edge when there are enough, else a sample spread
 * over the parts; what is left are deaths at random steps and moments.
 */
export function campaignOf(
  trace: readonly string[],
  cycles: number,
  seed: number,
  part: Part | null,
): MeetingOrders[] {
  const chance = seeded(seed);
  const wanted = targetsOf(trace).filter((each) => part === null || partOf(each) === part);
  const targets = spread(wanted, chance).slice(0, cycles);
  const meetings: MeetingOrders[] = [];
  let left = cycles;
  for (let k = 0; left > 0; k += 1) {
    const named = targets.splice(0, Math.min(TARGETS, left));
    left -= named.length;
    const more = named.length > 0 ? CHANCES : TARGETS;
    const chances = part === null ? chanceDeaths(Math.min(more, left), chance) : [];
    left -= chances.length;
    const phases = part === null && left > 0 ? [phaseDeath(k)] : [];
    left -= phases.length;
    if (named.length + chances.length + phases.length === 0) break;
    meetings.push({ seed: Math.floor(chance() * 2 ** 32), targets: named, phases, chances });
  }
  return meetings;
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
