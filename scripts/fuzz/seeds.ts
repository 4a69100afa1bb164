/** The boards that fuzzing starts from, with the keys a dishonest hall would hold. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBase64url } from '#shared/protocol/bytes.ts';
import { defined } from '#shared/assert.ts';
import { ROOT } from '../root.ts';
import { valuesIn } from './values.ts';

const FOLDER = join(ROOT, 'test', 'vectors', 'fuzz', 'seeds');

/** An entry without its place in the chain. */
export interface LooseEntry {
  readonly t: string;
  readonly b: unknown;
}

/** Private signing keys: the server's, the members', the issuers', in their order. */
export interface SeedKeys {
  readonly board: Uint8Array;
  readonly committee: readonly Uint8Array[];
  readonly issuers: readonly Uint8Array[];
}

/** A valid board with its register, in bytes and as entries, and every value that stands in them. */
export interface Seed {
  readonly name: string;
  readonly board: Uint8Array;
  readonly register: Uint8Array;
  readonly entries: readonly LooseEntry[];
  readonly lines: readonly LooseEntry[];
  readonly keys: SeedKeys;
  readonly pool: readonly unknown[];
}

/** All seeds, in the order of their names. */
export async function readSeeds(): Promise<Seed[]> {
  const names = await readdir(FOLDER);
  return Promise.all(names.sort().map((name) => readSeed(name)));
}

async function readSeed(name: string): Promise<Seed> {
  const folder = join(FOLDER, name);
  const board = new Uint8Array(await readFile(join(folder, 'board.jsonl')));
  const register = new Uint8Array(await readFile(join(folder, 'register.jsonl')));
  const keys = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as {
    board: string;
    committee: string[];
    issuers: string[];
  };
  const [entries, lines] = [looseEntries(board), looseEntries(register)];
  return {
    ...{ name, board, register, entries, lines },
    keys: {
      board: keyOf(keys.board),
      committee: keys.committee.map(keyOf),
      issuers: keys.issuers.map(keyOf),
    },
    pool: [...entries, ...lines].flatMap(({ b }) => valuesIn(b)),
  };
}

/** The entries of a good file, out of their chain. */
export function looseEntries(bytes: Uint8Array): LooseEntry[] {
  const lines = new TextDecoder().decode(bytes).split('\n').slice(0, -1);
  return lines.map((line) => {
    const { t, b } = JSON.parse(line) as LooseEntry;
    return { t, b };
  });
}

function keyOf(text: string): Uint8Array {
  const bytes = fromBase64url(text, 64);
  return defined(bytes.ok ? bytes.value : undefined, 'a key of a seed');
}
