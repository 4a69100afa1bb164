/** One input of each target, made from a seed and chance alone, and its judgement. */
import { utf8 } from '#shared/protocol/bytes.ts';
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import { buildRows, RESULT_FORMAT } from '#shared/result/result.ts';
import { mutateBytes } from './bytes.ts';
import { Chance } from './chance.ts';
import { chain, mutateEntries, mutateLines, sealed } from './forge.ts';
import { factsOf, judgeBoard, judgeRegister, judgeResult } from './laws.ts';
import type { Finding } from './laws.ts';
import { looseEntries } from './seeds.ts';
import type { LooseEntry, Seed } from './seeds.ts';
import { mutateValue, valuesIn } from './values.ts';
import { judgeWire, WIRE } from './wire.ts';

/** What is fuzzed; `board` and `register` once as bytes and once as entries, chained anew. */
export const TARGETS = ['board', 'forged', 'register', 'result', 'wire'] as const;
export type Target = (typeof TARGETS)[number];

/** An input before it is judged. */
export interface Input {
  readonly target: Target;
  readonly seed: Seed;
  /** The file itself; of a result or a message, its JSON. */
  readonly bytes: Uint8Array;
  /** Judges it; throws where the product does. */
  readonly judge: () => Finding;
}

/** So many registers are given to both verifiers, which takes a hundred times as long. */
const WHOLE_REGISTERS = 0.02;
/** So many boards that cannot be read are given to the fast verifier, too, and printed again. */
const WHOLE_BOARDS = 0.2;

/** Input `n` of a run: the same for the same number, seeds and program. */
export function inputOf(target: Target, n: number, seeds: readonly Seed[], fast: FastGroup): Input {
  const chance = new Chance(n);
  const seed = chance.pick(seeds);
  const other = chance.pick(seeds);
  switch (target) {
    case 'board': {
      const bytes = mutateBytes(chance, seed.board, other.board);
      const whole = chance.happens(WHOLE_BOARDS);
      return { target, seed, bytes, judge: () => judgeBoard(seed, bytes, fast, whole) };
    }
    case 'forged':
      return forgedInput(seed, mutateEntries(chance, seed, other), fast);
    case 'register':
      return registerInput(chance, seed, other, fast);
    case 'result':
      return resultInput(chance, seed);
    case 'wire':
      return wireInput(chance, seed);
  }
}

/** A board of these entries, chained and its head signed. */
export function forgedInput(seed: Seed, entries: readonly LooseEntry[], fast: FastGroup): Input {
  const bytes = sealed(entries, seed.keys);
  return { target: 'forged', seed, bytes, judge: () => judgeBoard(seed, bytes, fast) };
}

function registerInput(chance: Chance, seed: Seed, other: Seed, fast: FastGroup): Input {
  const bytes = chance.happens(0.5)
    ? mutateBytes(chance, seed.register, other.register)
    : chain('register-entry', mutateLines(chance, seed, other));
  const whole = chance.happens(WHOLE_REGISTERS);
  return {
    target: 'register',
    seed,
    bytes,
    judge: () => judgeRegister(seed, bytes, fast, whole),
  };
}

function resultInput(chance: Chance, seed: Seed): Input {
  const good = goodResult(seed);
  const pool = valuesIn(good);
  let result: unknown = good;
  for (let times = chance.below(3); times >= 0; times--) result = mutateValue(chance, result, pool);
  return {
    target: 'result',
    seed,
    bytes: utf8(JSON.stringify(result)),
    judge: () => judgeResult(seed, good, result),
  };
}

function wireInput(chance: Chance, seed: Seed): Input {
  const target = chance.pick(WIRE);
  const pool = valuesIn(chance.pick(WIRE).good);
  let message: unknown = chance.pick(target.good);
  for (let times = chance.below(3); times >= 0; times--) {
    message = mutateValue(chance, message, pool);
  }
  return {
    target: 'wire',
    seed,
    bytes: utf8(JSON.stringify([target.name, message])),
    judge: () => judgeWire(target, message),
  };
}

/** A result file that the seed's board proves right. */
export function goodResult(seed: Seed): MeetingResult {
  const facts = factsOf(seed);
  const { setup, close, tally, paper, result, head, entries } = facts;
  const ballotsCollected = tally.N + (paper?.count ?? 0);
  const figures = {
    summoned: setup.rollSize,
    attended: close.issued,
    absent: setup.rollSize - close.issued,
    presentAtVote: close.issued,
    ballotsIssued: close.issued,
    ballotsCollected,
    electronic: tally.N,
    paper: paper?.count ?? 0,
    outstanding: close.issued - ballotsCollected,
  };
  const profile = 'party-96';
  const rows = buildRows({ profile, figures, lines: setup.lines, totals: result.total });
  const digest = facts.recountOf(rows);
  return {
    format: RESULT_FORMAT,
    venue: 'bch',
    rehearsal: setup.rehearsal,
    profile,
    figures,
    rows,
    board: { head, entries },
    recounts: [
      { by: 'Máy chủ', digest },
      { by: 'Giám sát 1', digest },
    ],
  };
}

/** What an input is a change of: the file, or for a forged board its entries one a line. */
export function originalOf({ target, seed }: Pick<Input, 'target' | 'seed'>): Uint8Array {
  switch (target) {
    case 'board':
      return seed.board;
    case 'register':
      return seed.register;
    case 'forged':
      return listed(seed.entries);
    case 'result':
    case 'wire':
      return new Uint8Array();
  }
}

/** The form in which an input is kept: what `originalOf` gives, changed. */
export function keptForm({ target, bytes }: Pick<Input, 'target' | 'bytes'>): Uint8Array {
  return target === 'forged' ? listed(looseEntries(bytes)) : bytes;
}

/** Entries one a line; a signed head is made again when they are read. */
function listed(entries: readonly LooseEntry[]): Uint8Array {
  return utf8(entries.map(({ t, b }) => `${JSON.stringify({ t, b })}\n`).join(''));
}
