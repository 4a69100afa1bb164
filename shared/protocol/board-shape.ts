/** The exact shape of every board entry's body, and the ranges of `setup` (P 4.2). */
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { BallotBody, BoardEntry, BoardEntryType, SetupBody } from './entries.ts';
import { checkBallotShape } from './ballot.ts';
import type { ParsedBallot } from './ballot.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { bool, bytes, integer, list, object, point, scalar, text } from './shape.ts';
import type { Shape } from './shape.ts';
import type { Sodium } from './sodium.ts';

/** The only radix of `evote/1`: 2^11 holds a roll of up to 2047. */
const RADIX_BITS = 11;
const MAX_LINES = 60;
const MAX_ROLL = 2 ** RADIX_BITS - 1;

const IDENTITY_TEXT = 'A'.repeat(43);

const hash = bytes(32);
const signature = bytes(64);

const counted = object({ high: integer, confidence: integer, low: integer, invalid: integer });
const electronic = object({ high: integer, confidence: integer, low: integer, blank: integer });

const TYPES: ReadonlySet<string> = new Set<BoardEntryType>([
  ...(['setup', 'dkg-commit', 'dkg-deal', 'dkg-ok', 'dkg-complaint', 'abort', 'open'] as const),
  ...(['poll', 'ballot', 'close', 'token-reveal', 'paper', 'tally', 'agree'] as const),
  ...(['quorum', 'opening', 'result', 'head'] as const),
]);

/** Is this the type of a board entry at all? */
export function isBoardEntryType(t: string): t is BoardEntryType {
  return TYPES.has(t);
}

/**
 * The typed entry, when `b` has exactly the shape that P 4.2 gives for type `t` under `setup`
 * (null before it stands). A ballot's points and scalars are not looked at, only its sizes.
 * Codes: `E_PHASE` unknown type or nothing but `setup` without a setup, `E_JSON`, `E_B64`,
 * `E_SIZE`, `E_POINT`, `E_SCALAR`, `E_SETUP`.
 */
export function parseBoardBody(
  sodium: Sodium,
  t: string,
  b: unknown,
  setup: SetupBody | null,
): Result<BoardEntry, ProtocolCode> {
  if (!isBoardEntryType(t)) return err('E_PHASE');
  const code = t === 'setup' ? setupCode(sodium, b) : bodyCode(sodium, t, b, setup);
  // The one place where an entry's type is taken on the word of the check above.
  return code === null ? ok({ t, b } as BoardEntry) : err(code);
}

function bodyCode(
  sodium: Sodium,
  t: Exclude<BoardEntryType, 'setup'>,
  b: unknown,
  setup: SetupBody | null,
): ProtocolCode | null {
  if (setup === null) return 'E_PHASE';
  if (t === 'ballot') return ballotCode(sodium, b, setup);
  return bodyShape(sodium, t, setup)(b);
}

function ballotCode(sodium: Sodium, b: unknown, setup: SetupBody): ProtocolCode | null {
  const parsed = parseBallotBody(sodium, b, setup);
  return parsed.ok ? null : parsed.error;
}

function setupCode(sodium: Sodium, b: unknown): ProtocolCode | null {
  return setupShape(sodium)(b) ?? setupRanges(b as SetupBody);
}

function setupShape(sodium: Sodium): Shape {
  return object({
    title: text,
    lines: list(object({ id: text, name: text, post: text })),
    ballotDigest: hash,
    rehearsal: bool,
    radixBits: integer,
    n: integer,
    t: integer,
    minBallots: integer,
    rollSize: integer,
    committee: list(object({ i: integer, name: text, sign: hash, box: hash })),
    issuers: list(object({ i: integer, name: text, sign: hash, pk: point(sodium) })),
    board: hash,
  });
}

/** P 4.2 Ranges. */
function setupRanges(b: SetupBody): ProtocolCode | null {
  const { committee, issuers, lines } = b;
  const fits =
    b.radixBits === RADIX_BITS &&
    lines.length >= 1 &&
    lines.length <= MAX_LINES &&
    distinct(lines.map(({ id }) => id)) &&
    b.rollSize >= 1 &&
    b.rollSize <= MAX_ROLL &&
    b.n >= 3 &&
    committee.length === b.n &&
    Math.floor(b.n / 2) < b.t &&
    b.t <= b.n &&
    b.minBallots >= 1 &&
    issuers.length >= 1 &&
    numbered(committee) &&
    numbered(issuers) &&
    distinct(committee.map(({ sign }) => sign)) &&
    distinct(committee.map(({ box }) => box)) &&
    distinct(issuers.map(({ pk }) => pk)) &&
    issuers.slice(1).every((issuer) => committee.some(({ sign }) => sign === issuer.sign));
  return fits ? null : 'E_SETUP';
}

function distinct(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}

function numbered(members: readonly { readonly i: number }[]): boolean {
  return members.every(({ i }, place) => i === place + 1);
}

/**
 * A ballot's keys and sizes under `setup` (`E_JSON`, `E_B64`, `E_SIZE`), decoded. No group work.
 * The sizes are left to the ballot's own check, so that the two cannot drift apart.
 */
export function parseBallotBody(
  sodium: Sodium,
  b: unknown,
  { lines, issuers }: SetupBody,
): Result<ParsedBallot, ProtocolCode> {
  const outer = ballotOuter(b);
  if (outer !== null) return err(outer);
  return checkBallotShape(sodium, lines.length, b as BallotBody, issuers.length);
}

const ballotOuter = object({ vk: any, token: list(any), body: any, sig: any });

function any(): null {
  return null;
}

function bodyShape(
  sodium: Sodium,
  t: Exclude<BoardEntryType, 'setup' | 'ballot'>,
  { n, t: threshold, lines }: SetupBody,
): Shape {
  const P = point(sodium);
  const L = lines.length;
  const sig = signature;
  switch (t) {
    case 'dkg-commit':
      return object({ i: integer, h: hash, sig });
    case 'dkg-deal': {
      const C = list(P, threshold);
      return object({ i: integer, C, pok: bytes(64), enc: list(bytes(72), n), sig });
    }
    case 'dkg-ok':
      return object({ i: integer, X: P, tr: hash, sig });
    case 'dkg-complaint':
      return object({ i: integer, against: integer, box: hash, sig });
    case 'open':
      return openShape(sodium, n);
    case 'poll':
      return object({});
    case 'close':
      return closeShape;
    case 'token-reveal':
      return object({ i: integer, k: scalar, sig });
    case 'paper':
      return paperShape(L);
    case 'tally': {
      const excluded = list(object({ n: integer, why: text }));
      return object({ N: integer, excluded, A: list(P, L), B: list(P, L) });
    }
    case 'agree':
      return object({ i: integer, th: hash, sig });
    case 'abort':
    case 'quorum':
      return object({ reason: text });
    case 'opening':
      return object({ i: integer, D: list(P, L), proof: bytes(64), sig });
    case 'result':
      return resultShape(L);
    case 'head':
      return object({ sig });
  }
}

const closeShape = object({
  count: integer,
  ids: hash,
  issued: integer,
  register: object({ count: integer, head: hash }),
});

function paperShape(L: number): Shape {
  return object({
    i: integer,
    count: integer,
    rejected: list(object({ reason: text, count: integer })),
    lines: list(counted, L),
    rulings: list(text),
    sig: signature,
  });
}

function resultShape(L: number): Shape {
  return object({
    from: list(integer),
    electronic: list(electronic, L),
    paper: (value) => (Array.isArray(value) && value.length === 0 ? null : list(counted, L)(value)),
    total: list(counted, L),
  });
}

/** The identity is let through here: `open` with it is `E_OPEN`, a rule of its own (P 4.3). */
function openShape(sodium: Sodium, n: number): Shape {
  const P = identityOr(point(sodium));
  return object({ Y: P, X: list(P, n) });
}

function identityOr(shape: Shape): Shape {
  return (value) => (value === IDENTITY_TEXT ? null : shape(value));
}
