/** The inputs kept from earlier runs, replayed by the tests (test/vectors/fuzz/kept.json). */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defined } from '#shared/assert.ts';
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { ROOT } from '../root.ts';
import { forgedInput, goodResult, keptForm, originalOf } from './inputs.ts';
import type { Input, Target } from './inputs.ts';
import { judgeBoard, judgeRegister, judgeResult } from './laws.ts';
import type { Finding } from './laws.ts';
import { patched, patchOf } from './patch.ts';
import type { Patch } from './patch.ts';
import type { LooseEntry, Seed } from './seeds.ts';
import { judgeWire, WIRE } from './wire.ts';

const FILE = join(ROOT, 'test', 'vectors', 'fuzz', 'kept.json');

/** One input and what was said of it. */
export interface Kept {
  readonly target: Target;
  readonly seed: string;
  readonly patch: Patch;
  readonly verdict: string;
}

/** All kept inputs; none before the first run. */
export async function readKept(): Promise<Kept[]> {
  const text = await readFile(FILE, 'utf8').catch(() => '[]');
  return JSON.parse(text) as Kept[];
}

/** Writes them in the order of their verdicts, one a line. */
export async function writeKept(all: readonly Kept[]): Promise<void> {
  const lines = all.map((kept) => JSON.stringify(kept)).sort();
  await writeFile(FILE, `[\n${lines.join(',\n')}\n]\n`);
}

/** The input in the form in which it is kept. */
export function keep(input: Input, verdict: string): Kept {
  const patch = patchOf(originalOf(input), keptForm(input));
  return { target: input.target, seed: input.seed.name, patch, verdict };
}

/** Judges a kept input again. */
export function judgeAgain(kept: Kept, seeds: readonly Seed[], fast: FastGroup): Finding {
  const { target } = kept;
  const seed = defined(seeds.find(({ name }) => name === kept.seed));
  const bytes = patched(originalOf({ target, seed }), kept.patch);
  const text = new TextDecoder().decode(bytes);
  switch (target) {
    case 'board':
      return judgeBoard(seed, bytes, fast);
    case 'forged':
      return forgedInput(seed, entriesOf(text), fast).judge();
    case 'register':
      return judgeRegister(seed, bytes, fast, true);
    case 'result':
      return judgeResult(seed, goodResult(seed), JSON.parse(text));
    case 'wire': {
      const [name, message] = JSON.parse(text) as [string, unknown];
      return judgeWire(defined(WIRE.find((each) => each.name === name)), message);
    }
  }
}

function entriesOf(text: string): LooseEntry[] {
  const lines = text.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as LooseEntry);
}
