import type { Receipt } from '#shared/protocol/entries.ts';
import type { SealedMessage } from './page.ts';
import type { Part } from './plan.ts';

/** What one member did with a ballot in one round: sent once more when all is over (F2). */
export interface SentBallot {
  readonly message: SealedMessage;
  /** Null: no receipt came. */
  readonly receipt: Receipt | null;
}

/** A member who votes by a device, and how they stand in the round that is held now. */
export interface Voter {
  readonly part: Part;
  /** Their own receipt of this round, once they have one. */
  readonly receipt: Receipt | null;
  /** Their device said that the ballot is received or not counted. */
  readonly isSettled: boolean;
  /** Everything they ever sent, also in a round that was declared void. */
  readonly sent: readonly SentBallot[];
}
