/** What a dishonest server publishes: entries of its own choice, chained and signed anew. */
import { defined } from '#shared/assert.ts';
import { ballotIdOf, ballotSignedDigest } from '#shared/protocol/ballot.ts';
import { fromBase64url, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { entryHash, formatLine, ZERO_HASH } from '#shared/protocol/chain.ts';
import type { ChainKind } from '#shared/protocol/chain.ts';
import { signHead } from '#shared/protocol/receipt.ts';
import { signBody } from '#shared/protocol/signed-word.ts';
import type { SignedEntry } from '#shared/protocol/signed-word.ts';
import { sodium } from '../clients/sodium.ts';
import type { Chance } from './chance.ts';
import type { LooseEntry, Seed, SeedKeys } from './seeds.ts';
import { mutateValue } from './values.ts';

/** A file of these entries, each in its place of the chain. */
export function chain(kind: ChainKind, entries: readonly LooseEntry[]): Uint8Array {
  return chained(kind, entries).bytes;
}

/** A board of these entries whose last one, when it is `head`, the board key has signed. */
export function sealed(entries: readonly LooseEntry[], keys: SeedKeys): Uint8Array {
  const last = entries.at(-1);
  const before = chained('board-entry', entries.slice(0, -1));
  if (last?.t !== 'head' || before.sid === null) return chain('board-entry', entries);
  const n = entries.length - 2;
  const sig = toBase64url(signHead(sodium, keys.board, before.sid, n, before.head));
  return chain('board-entry', [...entries.slice(0, -1), { t: 'head', b: { sig } }]);
}

/** A board of the seed with one to three changes in its entries; words may be signed again. */
export function mutateEntries(chance: Chance, seed: Seed, other: Seed): LooseEntry[] {
  let entries = [...seed.entries];
  for (let times = 1 + chance.below(3); times > 0; times--) {
    if (entries.length === 0) break;
    entries = chance.happens(0.35) ? moved(chance, entries, other) : edited(chance, entries, seed);
  }
  return chance.happens(0.3) ? resigned(entries, seed.keys) : entries;
}

/** The register's lines with changes of the same kinds. */
export function mutateLines(chance: Chance, seed: Seed, other: Seed): LooseEntry[] {
  const lines = [...seed.lines];
  const at = chance.below(lines.length);
  if (chance.happens(0.3)) return moved(chance, lines, other);
  lines[at] = mutateEntry(chance, defined(lines[at]), seed);
  return lines;
}

function moved(chance: Chance, given: readonly LooseEntry[], other: Seed): LooseEntry[] {
  const entries = [...given];
  const at = chance.below(entries.length);
  const to = chance.below(entries.length);
  const [one, two] = [defined(entries[at]), defined(entries[to])];
  switch (chance.below(5)) {
    case 0:
      entries.splice(at, 1);
      return entries;
    case 1:
      entries.splice(to, 0, one);
      return entries;
    case 2:
      entries.splice(at, 1, two);
      entries.splice(to, 1, one);
      return entries;
    case 3:
      entries.splice(at, 0, chance.pick([...other.entries, ...other.lines]));
      return entries;
    default:
      return entries.slice(0, at + 1);
  }
}

/** A changed entry, its word signed again by its author as often as not. */
function edited(chance: Chance, given: readonly LooseEntry[], seed: Seed): LooseEntry[] {
  const at = chance.below(given.length);
  const entry = mutateEntry(chance, defined(given[at]), seed);
  const entries = given.map((each, place) => (place === at ? entry : each));
  if (entry.t === 'ballot' && chance.happens(0.5)) return owned(chance, entries, at);
  return chance.happens(0.5) ? resigned(entries, seed.keys, at) : entries;
}

/** Body and tokens of a ballot that still has both, whatever is wrong with them. */
function ballotBytes(
  b: unknown,
): { readonly body: Uint8Array; readonly tokens: readonly Uint8Array[] } | null {
  const { body, token } = (b ?? {}) as { body?: unknown; token?: unknown };
  const bytes = fromBase64url(body);
  const tokens = Array.isArray(token) ? token.map((each) => fromBase64url(each)) : [];
  if (!bytes.ok || bytes.value.length === 0) return null;
  return { body: bytes.value, tokens: tokens.flatMap((each) => (each.ok ? [each.value] : [])) };
}

/** The ballot at a place under a ballot key of one's own, with its signature: only the proof can tell. */
function owned(chance: Chance, entries: LooseEntry[], at: number): LooseEntry[] {
  const opened = entries.findIndex(({ t }) => t === 'open') + 1;
  const eid = chained('board-entry', entries.slice(0, opened)).head;
  const parsed = ballotBytes(entries[at]?.b);
  if (parsed === null) return entries;
  const { publicKey, privateKey } = sodium.crypto_sign_seed_keypair(chance.bytes(32));
  const id = ballotIdOf(sodium, eid, publicKey, parsed.body);
  const digest = ballotSignedDigest(sodium, eid, id, parsed.tokens);
  const b = {
    ...(entries[at]?.b as object),
    vk: toBase64url(publicKey),
    sig: toBase64url(sodium.crypto_sign_detached(digest, privateKey)),
  };
  return entries.with(at, { t: 'ballot', b });
}

function mutateEntry(chance: Chance, entry: LooseEntry, seed: Seed): LooseEntry {
  if (chance.happens(0.03))
    return { t: chance.pick(['note', '', '__proto__', 'ballot']), b: entry.b };
  return { t: entry.t, b: mutateValue(chance, entry.b, seed.pool) };
}

/** All words, or the one at a place, signed by their authors for this board. */
function resigned(
  entries: readonly LooseEntry[],
  keys: SeedKeys,
  only: number | null = null,
): LooseEntry[] {
  const { sid } = chained('board-entry', entries.slice(0, 1));
  return entries.map((entry, place) => {
    if (sid === null || (only !== null && only !== place)) return entry;
    const key = authorKey(entry, keys);
    if (key === undefined) return entry;
    const body: Record<string, unknown> = { ...(entry.b as object) };
    delete body['sig'];
    const t = entry.t as SignedEntry['t'];
    return { t: entry.t, b: signBody(sodium, sid, key, t, body as never) };
  });
}

function authorKey({ t, b }: LooseEntry, keys: SeedKeys): Uint8Array | undefined {
  if (typeof b !== 'object' || b === null || !('i' in b) || typeof b.i !== 'number')
    return undefined;
  return (t === 'token-reveal' ? keys.issuers : keys.committee)[b.i - 1];
}

interface Chained {
  readonly bytes: Uint8Array;
  /** Hash of the first line, null for none. */
  readonly sid: Uint8Array | null;
  readonly head: Uint8Array;
}

function chained(kind: ChainKind, entries: readonly LooseEntry[]): Chained {
  let text = '';
  let head = ZERO_HASH;
  let sid: Uint8Array | null = null;
  for (const [n, { t, b }] of entries.entries()) {
    const line = formatLine(n, t, head, b);
    head = entryHash(sodium, kind, head, line);
    sid ??= head;
    text += `${line}\n`;
  }
  return { bytes: utf8(text), sid, head };
}
