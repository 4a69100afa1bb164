/**
 * The counts behind an opened total: (high + M·confidence + M²·low)·G for N ballots (P 4.7.6).
 * Baby steps and giant steps over all lines at once. PUBLIC DATA ONLY. What is found is checked
 * against libsodium, so a fault here could lose a total but never change one.
 */
import { defined, invariant } from '#shared/assert.ts';
import { RADIX } from './ballot.ts';
import { equalBytes } from './bytes.ts';
import { addToAll, fourTimes, keyOf, multiples, NO_STEP, plainStepsOver } from './curve25519.ts';
import type { AffinePoint, StepsOver } from './curve25519.ts';
import { BASE, isZero, multiplyBase, scalarFromNumber } from './group.ts';
import type { Sodium } from './sodium.ts';

/** One line's marks; the rest of the N ballots are blank. */
export interface MarkCounts {
  readonly high: number;
  readonly confidence: number;
  readonly low: number;
}

/**
 * A number a = M·c + h by the u of a·4G, for |h| ≤ ⌈N/2⌉ and 0 ≤ c ≤ `reach`; u is the same for −a,
 * so the table covers |c| ≤ reach. Keys are the low 53 bits of u; the rare twins are kept in a list.
 */
type BabySteps = ReadonlyMap<number, number | readonly number[]>;

/** The middle of one table's width: the number, and its point. */
interface GiantStep {
  readonly centre: number;
  readonly point: AffinePoint;
}

const CHUNK = 512;

const NOTHING: readonly number[] = [];

/**
 * The counts behind every point (canonical, the identity included), null where there are none.
 * `stepsOver` does the inner loop: in BigInt, or the fast verifier in WebAssembly.
 */
export function countsOf(
  sodium: Sodium,
  points: readonly Uint8Array[],
  N: number,
  stepsOver: StepsOver = plainStepsOver,
): (MarkCounts | null)[] {
  invariant(N >= 0 && N < RADIX, 'N within the radix');
  const found = points.map((point) => (isZero(point) ? noMarks() : null));
  if (N === 0 || found.every((counts) => counts !== null)) return found;
  const reach = Math.min(Math.ceil(N / 2), Math.ceil(Math.sqrt(points.length * N) / 2));
  const babies = babySteps(N, reach, stepsOver);
  const giants = giantSteps(sodium, N, reach);
  const targets = points.map((point) => (isZero(point) ? null : fourTimes(point)));
  for (let start = 0; start < giants.length; start += CHUNK) {
    const chunk = giants.slice(start, start + CHUNK);
    const stepsFrom = stepsOver(chunk.map(({ point }) => point));
    targets.forEach((target, line) => {
      if (target === null || found[line] !== null) return;
      const point = defined(points[line]);
      found[line] = search(sodium, point, stepsFrom(target).differences, chunk, babies, N);
    });
  }
  return found;
}

function noMarks(): MarkCounts {
  return { high: 0, confidence: 0, low: 0 };
}

function search(
  sodium: Sodium,
  point: Uint8Array,
  rests: readonly number[],
  giants: readonly GiantStep[],
  babies: BabySteps,
  N: number,
): MarkCounts | null {
  for (const [place, rest] of rests.entries()) {
    const centre = defined(giants[place]).centre;
    const hits = lookUp(babies, rest);
    for (const a of rest === NO_STEP ? [0, ...hits] : hits) {
      for (const value of [centre + a, centre - a]) {
        const counts = unpack(value, N);
        if (counts !== null && isMultiple(sodium, value, point)) return counts;
      }
    }
  }
  return null;
}

function isMultiple(sodium: Sodium, value: number, point: Uint8Array): boolean {
  return equalBytes(multiplyBase(sodium, scalarFromNumber(value)), point);
}

/** The counts packed in a number, null unless they are counts of N ballots. */
function unpack(value: number, N: number): MarkCounts | null {
  if (value < 0) return null;
  const high = value % RADIX;
  const rest = (value - high) / RADIX;
  const confidence = rest % RADIX;
  const low = (rest - confidence) / RADIX;
  return high + confidence + low <= N ? { high, confidence, low } : null;
}

function babySteps(N: number, reach: number, stepsOver: StepsOver): BabySteps {
  const table = new Map<number, number | readonly number[]>();
  const generator = fourTimes(BASE);
  const small = multiples(generator, Math.ceil(N / 2));
  small.forEach((point, place) => {
    insert(table, keyOf(point), place + 1);
  });
  if (reach === 0) return table;
  const stepsFrom = stepsOver(small);
  const rows = multiples(pointOfRadix(generator), reach);
  rows.forEach((row, place) => {
    const a = RADIX * (place + 1);
    insert(table, keyOf(row), a);
    const { sums, differences } = stepsFrom(row);
    for (const [h, sum] of sums.entries()) insert(table, sum, a + h + 1);
    for (const [h, difference] of differences.entries()) insert(table, difference, a - h - 1);
  });
  return table;
}

function pointOfRadix(generator: AffinePoint): AffinePoint {
  return defined(multiples(generator, RADIX).at(-1));
}

/** Steps ordered by `low`, each as wide as the table in `confidence` and whole in `high`. */
function giantSteps(sodium: Sodium, N: number, reach: number): GiantStep[] {
  const width = 2 * reach + 1;
  const columns: GiantStep[] = [];
  for (let c = reach; c - reach <= N; c += width) {
    const centre = Math.ceil(N / 2) + RADIX * c;
    columns.push({ centre, point: fourTimes(multiplyBase(sodium, scalarFromNumber(centre))) });
  }
  const lowUnit = fourTimes(multiplyBase(sodium, scalarFromNumber(RADIX ** 2)));
  const rows = multiples(lowUnit, N);
  const steps = [...columns];
  for (const [place, { centre, point }] of columns.entries()) {
    // By columns: one inversion for all rows that a column reaches.
    const reached = rows.slice(0, Math.max(0, N - place * width));
    addToAll(point, reached).forEach((sum, row) => {
      steps.push({ centre: centre + RADIX ** 2 * (row + 1), point: sum });
    });
  }
  return steps.sort((one, other) => one.centre - other.centre);
}

function insert(table: Map<number, number | readonly number[]>, key: number, a: number): void {
  const other = table.get(key);
  table.set(key, other === undefined ? a : [a, ...(typeof other === 'number' ? [other] : other)]);
}

function lookUp(table: BabySteps, key: number): readonly number[] {
  const found = table.get(key) ?? NOTHING;
  return typeof found === 'number' ? [found] : found;
}
