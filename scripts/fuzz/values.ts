/** Mutations of JSON values that know where objects, lists, numbers and bytes are. */
import { decodeBase64url, encodeBase64url } from '#shared/protocol/base64url.ts';
import { fromHex } from '#shared/protocol/bytes.ts';
import type { Chance } from './chance.ts';

/** The group's order, one more and one less, and encodings that are no points. */
const ELEMENTS: readonly Uint8Array[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010',
  'ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76',
  'e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2df6',
].map(fromHex);

const STRANGE: readonly unknown[] = [
  ...[null, true, false, 0, 1, -1, -0, 1.5, 2 ** 53, 2 ** 53 - 1, 1e21, 2048, 4294967296],
  ...['', '0', 'A', 'A'.repeat(43), 'A'.repeat(86), '\ud800', '\0', 'e\u0301', '__proto__', '='],
  ...[[], {}, [[]], [null], { i: 1 }, 'x'.repeat(5000)],
];

const KEYS = ['extra', '__proto__', 'constructor', 'toString', 'sig', 'i', 'n', '', '0', 'length'];

/** Where a value stands: the keys and places from the root. */
type Path = readonly (string | number)[];

/** The value after one change somewhere in it; `pool` holds values that stand elsewhere. */
export function mutateValue(chance: Chance, root: unknown, pool: readonly unknown[]): unknown {
  const paths = [...pathsOf(root, [])];
  const path = chance.pick(paths);
  return changed(root, path, (value) => mutated(chance, value, pool));
}

/** Every value in a value, itself first. */
export function valuesIn(value: unknown): unknown[] {
  const children = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return [value, ...children.flatMap(valuesIn)];
}

function* pathsOf(value: unknown, path: Path): Generator<Path> {
  yield path;
  if (Array.isArray(value)) {
    for (const [place, item] of value.entries()) yield* pathsOf(item, [...path, place]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* pathsOf(item, [...path, key]);
  }
}

/** `Object.fromEntries` makes even `__proto__` a key like any other. */
function changed(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item: unknown, place) =>
      place === key ? changed(item, rest, change) : item,
    );
  }
  const entries = Object.entries(value as object).map(([name, item]) => {
    return [name, name === key ? changed(item, rest, change) : item] as const;
  });
  return Object.fromEntries(entries);
}

function mutated(chance: Chance, value: unknown, pool: readonly unknown[]): unknown {
  if (chance.happens(0.12)) return chance.pick(STRANGE);
  if (chance.happens(0.12)) return chance.pick(pool);
  if (typeof value === 'string') return text(chance, value, pool);
  if (typeof value === 'number') return number(chance, value);
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return list(chance, value);
  if (typeof value === 'object' && value !== null) return record(chance, value);
  return chance.pick(STRANGE);
}

function number(chance: Chance, value: number): number {
  return chance.pick([value + 1, value - 1, -value, value / 2, value * 2, value + 2 ** 32]);
}

function list(chance: Chance, value: readonly unknown[]): unknown[] {
  const out = [...value];
  const at = chance.below(out.length + 1);
  const to = chance.below(out.length + 1);
  switch (chance.below(4)) {
    case 0:
      out.splice(at, 1);
      return out;
    case 1:
      out.splice(to, 0, out[at] ?? chance.pick(STRANGE));
      return out;
    case 2:
      return out.reverse();
    default:
      return [...out.slice(at), ...out.slice(0, at)];
  }
}

function record(chance: Chance, value: object): unknown {
  const entries: [string, unknown][] = Object.entries(value);
  const at = chance.below(entries.length + 1);
  switch (chance.below(4)) {
    case 0:
      entries.splice(at, 1);
      break;
    case 1:
      entries.splice(at, 0, [chance.pick(KEYS), chance.pick(STRANGE)]);
      break;
    case 2:
      entries.reverse();
      break;
    default:
      entries.push(...entries.splice(at, 1));
  }
  return Object.fromEntries(entries);
}

function text(chance: Chance, value: string, pool: readonly unknown[]): unknown {
  const bytes = decodeBase64url(value);
  if (bytes === null || bytes.length < 16 || chance.happens(0.2)) return letters(chance, value);
  switch (chance.below(5)) {
    case 0: {
      const at = chance.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
      return encodeBase64url(bytes);
    }
    case 1:
      return encodeBase64url(written(chance, bytes, chance.pick(ELEMENTS)));
    case 2:
      return encodeBase64url(written(chance, bytes, chance.bytes(32)));
    case 3:
      return encodeBase64url(bytes.slice(chance.below(3), bytes.length - chance.below(3)));
    default:
      return chance.pick([value, ...pool.filter((each) => sameLength(each, value))]);
  }
}

/** One element of the bytes written over. */
function written(chance: Chance, bytes: Uint8Array, element: Uint8Array): Uint8Array {
  const at = 32 * chance.below(Math.max(1, Math.floor(bytes.length / 32)));
  const out = bytes.slice();
  out.set(element.subarray(0, out.length - at), at);
  return out;
}

function sameLength(each: unknown, value: string): boolean {
  return typeof each === 'string' && each.length === value.length;
}

/** As text: trailing bits, padding, another alphabet, case, a character more or less. */
function letters(chance: Chance, value: string): string {
  const at = chance.below(value.length + 1);
  switch (chance.below(6)) {
    case 0:
      return value.slice(0, -1) + chance.pick(['B', 'x', '1', '_', '-']);
    case 1:
      return `${value}=`;
    case 2:
      return value.slice(0, at) + chance.pick(['+', '/', '\n', ' ', '\u0301', 'Ｅ', '\ud83d']);
    case 3:
      return value.slice(0, at) + value.slice(at + 1);
    case 4:
      return value.toUpperCase();
    default:
      return value.slice(0, at) + chance.pick(['A', 'z', '0']) + value.slice(at);
  }
}
