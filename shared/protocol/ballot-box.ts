/**
 * The ballots of a board, kept in append-only containers that grow in place: 2,000 ballots of
 * 13 KB are not copied with every step of the fold (see `BoardState.ballots`).
 */
import { toBase64url } from './bytes.ts';
import type { ParsedBallot } from './ballot.ts';

/** One ballot of the board: its bytes, its id and its place. */
export interface StoredBallot {
  /** Number of its entry. */
  readonly n: number;
  readonly id: Uint8Array;
  /** Hash of its entry: the head that its receipt names. */
  readonly head: Uint8Array;
  readonly ballot: ParsedBallot;
}

/** Where a ballot stands: what its receipt says (P 4.1 `receipt`). */
export interface BallotPosition {
  readonly n: number;
  readonly head: Uint8Array;
}

/** All ballots in board order, found by id and by ballot key. Mutable: owned by one fold. */
export class BallotBox {
  readonly #ballots: StoredBallot[] = [];
  readonly #placeOfId = new Map<string, number>();
  readonly #keys = new Map<string, number>();

  /** Number of ballots. */
  get size(): number {
    return this.#ballots.length;
  }

  /** The ballots in board order; grows with the board. */
  get all(): readonly StoredBallot[] {
    return this.#ballots;
  }

  /** Is there a ballot under this ballot key (base64url)? */
  has(vk: string): boolean {
    return this.#keys.has(vk);
  }

  /** The position of the ballot with this id (base64url). */
  positionOf(id: string): BallotPosition | undefined {
    const place = this.#placeOfId.get(id);
    return place === undefined ? undefined : this.#ballots[place];
  }

  /** Adds one ballot at the end. */
  push(stored: StoredBallot): void {
    const place = this.#ballots.push(stored) - 1;
    setFirst(this.#placeOfId, toBase64url(stored.id), place);
    setFirst(this.#keys, toBase64url(stored.ballot.vk), place);
  }

  /** Forgets every ballot after the first `size`: an append that never reached the disk. */
  truncate(size: number): void {
    this.#ballots.length = Math.min(size, this.#ballots.length);
    dropFrom(this.#placeOfId, size);
    dropFrom(this.#keys, size);
  }
}

/** The first ballot of a key or an id stands; a verifier meets others and reports them. */
function setFirst(places: Map<string, number>, key: string, place: number): void {
  if (!places.has(key)) places.set(key, place);
}

function dropFrom(places: Map<string, number>, size: number): void {
  for (const [key, place] of places) if (place >= size) places.delete(key);
}
