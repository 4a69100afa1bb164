/** A run of inputs, one after the other, and what it found. */
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { Chance } from './chance.ts';
import { inputOf } from './inputs.ts';
import type { Input, Target } from './inputs.ts';
import type { Finding } from './laws.ts';
import type { Seed } from './seeds.ts';

/** No input may take longer, of this process's own time: the machine may do other things. */
const LONGEST_MS = 5_000;

/** An input that broke a law. */
export interface Failure {
  readonly target: Target;
  /** Its number: `--seed N --inputs 1 --target T` makes it again. */
  readonly n: number;
  readonly why: string;
  readonly input: Input;
}

/** What a run has seen so far. */
export interface Tally {
  inputs: number;
  readonly byTarget: Map<Target, number>;
  /** By verdict without the number of the entry. */
  readonly verdicts: Map<string, number>;
  slowestMs: number;
  readonly failures: Failure[];
}

/** A run that has seen nothing. */
export function emptyTally(): Tally {
  return { inputs: 0, byTarget: new Map(), verdicts: new Map(), slowestMs: 0, failures: [] };
}

/** The target of input `n` in the usual mixture: the dear ones seldom. */
export function usualTarget(n: number): Target {
  const place = new Chance(n ^ 0x5bd1e995).below(100);
  if (place < 58) return 'board';
  if (place < 64) return 'forged';
  if (place < 80) return 'register';
  return place < 88 ? 'result' : 'wire';
}

/** Makes and judges input `n`; `onNew` is told of a verdict not seen before in this run. */
export function runOne(
  tally: Tally,
  target: Target,
  n: number,
  seeds: readonly Seed[],
  fast: FastGroup,
  onNew: (input: Input, verdict: string) => void,
): void {
  const input = inputOf(target, n, seeds, fast);
  const begun = process.cpuUsage();
  const { verdict, broken } = judged(input);
  const took = process.cpuUsage(begun).user / 1000;
  const why = broken ?? (took > LONGEST_MS ? `it took ${Math.round(took)} ms` : null);
  if (why !== null) tally.failures.push({ target, n, why, input });
  const kind = kindOf(target, verdict);
  tally.inputs += 1;
  tally.slowestMs = Math.max(tally.slowestMs, took);
  add(tally.byTarget, target);
  if (!tally.verdicts.has(kind)) onNew(input, verdict);
  add(tally.verdicts, kind);
}

/** A verdict without its entry: `board E_CHAIN` of whatever line. */
export function kindOf(target: Target, verdict: string): string {
  return `${target}: ${verdict.replace(/\(.*?\)/gu, '').replace(/ \d+$/u, '')}`;
}

function judged(input: Input): Finding {
  try {
    return input.judge();
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { verdict: 'thrown', broken: `thrown: ${why}` };
  }
}

function add<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
