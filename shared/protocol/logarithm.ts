/**
 * The counts behind an opened total: (high + M·confidence + M²·low)·G for N ballots (P 4.7.6).
 * Baby steps and giant steps over all lines at once. PUBLIC DATA ONLY. What is found is checked
 * against libsodium, so a fault here could lose a total but never change one.
 */
import { defined, invariant } from '#shared/assert.ts';
import { RADIX } from './ballot.ts';
import { equalBytes } from './bytes.ts';
import { differences, fourTimes, addToAll, multiples, sumsAndDifferences } from './curve25519.ts';
import type { AffinePoint } from './curve25519.ts';
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

/** The counts behind every point (canonical, the identity included), null where there are none. */
export function countsOf(
  sodium: Sodium,
  points: readonly Uint8Array[],
  N: number,
): (MarkCounts | null)[] {
  invariant(N >= 0 && N < RADIX, 'N within the radix');
  const found = points.map((point) => (isZero(point) ? noMarks() : null));
  if (N === 0 || found.every((counts) => counts !== null)) return found;
  const reach = Math.min(Math.ceil(N / 2), Math.ceil(Math.sqrt(points.length * N) / 2));
  const babies = babySteps(N, reach);
  const giants = giantSteps(sodium, N, reach);
  const targets = points.map((point) => (isZero(point) ? null : fourTimes(point)));
  for (let start = 0; start < giants.length; start += CHUNK) {
    const chunk = giants.slice(start, start + CHUNK);
    targets.forEach((target, line) => {
      if (target === null || found[line] !== null) return;
      found[line] = search(sodium, defined(points[line]), target, chunk, babies, N);
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
  target: AffinePoint,
  giants: readonly GiantStep[],
  babies: BabySteps,
  N: number,
): MarkCounts | null {
  const rests = differences(
    target,
    giants.map((giant) => giant.point),
  );
  for (const [place, rest] of rests.entries()) {
    const centre = defined(giants[place]).centre;
    for (const a of rest === null ? [0] : lookUp(babies, rest)) {
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

function babySteps(N: number, reach: number): BabySteps {
  const table = new Map<number, number | readonly number[]>();
  const generator = fourTimes(BASE);
  const small = multiples(generator, Math.ceil(N / 2));
  small.forEach(({ u }, place) => {
    insert(table, u, place + 1);
  });
  if (reach === 0) return table;
  const rows = multiples(pointOfRadix(generator), reach);
  rows.forEach((row, place) => {
    const a = RADIX * (place + 1);
    insert(table, row.u, a);
    sumsAndDifferences(row, small).forEach(({ sum, difference }, h) => {
      insert(table, sum, a + h + 1);
      insert(table, difference, a - h - 1);
    });
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
  const columnPoints = columns.map(({ point }) => point);
  const steps = [...columns];
  multiples(lowUnit, N).forEach((row, place) => {
    const low = place + 1;
    const inRow = columnPoints.slice(0, Math.floor((N - low) / width) + 1);
    addToAll(row, inRow).forEach((point, column) => {
      const { centre } = defined(columns[column]);
      steps.push({ centre: centre + RADIX ** 2 * low, point });
    });
  });
  return steps;
}

function insert(table: Map<number, number | readonly number[]>, u: bigint, a: number): void {
  const key = keyOf(u);
  const other = table.get(key);
  table.set(key, other === undefined ? a : [a, ...(typeof other === 'number' ? [other] : other)]);
}

function lookUp(table: BabySteps, u: bigint): readonly number[] {
  const found = table.get(keyOf(u)) ?? [];
  return typeof found === 'number' ? [found] : found;
}

function keyOf(u: bigint): number {
  return Number(BigInt.asUintN(53, u));
}
