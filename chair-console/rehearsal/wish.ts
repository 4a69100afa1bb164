import * as store from '#shared/ui/store.ts';

/**
 * The wish of the start screen that the round it is about to begin prepares itself. Kept on the
 * device, because the screen is gone before the round is there, and perhaps reloaded.
 */
const WISH = 'assist/wish';

/** The next rehearsal of this venue shall be prepared as soon as it is there. */
export function wishFor(venueId: string): Promise<void> {
  return store.set(WISH, venueId);
}

/** The round could not be started. */
export function dropWish(): Promise<void> {
  return store.delete(WISH);
}

/** Was this round wished for? Asked once: the wish is then spent. */
export async function takeWish(round: string): Promise<boolean> {
  const venue = await store.get(WISH);
  if (typeof venue !== 'string') return false;
  await store.delete(WISH);
  return isRehearsalOf(round, venue);
}

/** Rehearsals are named `rehearsals/<venue>-<k>`. */
export function isRehearsalOf(round: string, venueId: string): boolean {
  const prefix = `rehearsals/${venueId}-`;
  return round.startsWith(prefix) && /^\d+$/u.test(round.slice(prefix.length));
}
