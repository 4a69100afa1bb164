/**
 * What a device remembers of a board over reloads: the last entry it has seen and the heads the
 * server signed, so that nobody can show it another past and deny the first; and the alarm, which
 * nothing on this device takes back.
 */
import type { SignedHead } from '#shared/protocol/entries.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import type { KeptHeads } from '#shared/protocol/two-heads.ts';

/** Why a board is not to be trusted. */
export type AlarmKind =
  /** A line breaks another rule of the protocol. */
  | 'rule'
  /** Entries are missing between the last one read and the next. */
  | 'gap'
  /** Entries come in another order than their numbers. */
  | 'reordered'
  /** A line does not continue the line before it: one of the two was edited. */
  | 'unchained'
  /** A signature is wrong. */
  | 'signature'
  /** The proof of a ballot, of a key or of an opening is wrong. */
  | 'proof'
  /** An entry that this device has seen is now another one. */
  | 'rewritten'
  /** Entries that this device has seen are gone. */
  | 'shortened'
  /** The signature of the server's head is wrong. */
  | 'head';

/** The first fault this device found: at which entry, and by which rule (P 4.10). */
export interface BoardAlarm {
  readonly kind: AlarmKind;
  readonly entry: number;
  readonly code: ProtocolCode;
}

/** The newest entry seen of a round's board; hashes as base64url. */
export interface SeenBoard {
  readonly sid: string;
  readonly n: number;
  readonly head: string;
  /** Have the polls been opened on it? From then on the round can have no other board. */
  readonly polled: boolean;
  /** Entry 0 itself, without which a signed head says nothing. */
  readonly first: string;
}

/** A round as this device remembers it. */
export interface SeenRound {
  readonly board: SeenBoard | null;
  readonly alarm: BoardAlarm | null;
  /** The heads of this board that the server signed, oldest first. */
  readonly heads: readonly SignedHead[];
  /** Two heads that contradict each other, with the lines that show it (SPEC L11). */
  readonly evidence: KeptHeads | null;
}

/** Where a device keeps this, by round. */
export interface SeenMemory {
  load(round: string): Promise<SeenRound | null>;
  /** Two pages of one device share this: what one saves comes `together` with the other's. */
  save(round: string, seen: SeenRound): Promise<void>;
}

/** Heads kept of a round: each vouches for all before it, so the newest are enough. */
export const MOST_HEADS = 200;

/**
 * What the device remembers once one of its pages saves `next` over what is `stored`, perhaps by
 * another of them or by an older version: nothing takes back an alarm or its evidence, the farther
 * entry stands, and heads of one board come together, so that what the server told one page is held
 * against what it told the other.
 */
export function together(stored: Partial<SeenRound> | null, next: SeenRound): SeenRound {
  const alarm = stored?.alarm ?? next.alarm;
  const evidence = stored?.evidence ?? next.evidence;
  const before = stored?.board ?? null;
  // Another board was begun lawfully: the follower has looked into that.
  if (before === null || before.sid !== next.board?.sid) return { ...next, alarm, evidence };
  const board = next.board.n > before.n ? next.board : before;
  const known = new Set(next.heads.map(({ sig }) => sig));
  const others = (stored?.heads ?? []).filter(({ sig }) => !known.has(sig));
  return { board, alarm, evidence, heads: [...others, ...next.heads].slice(-MOST_HEADS) };
}
