import type { FollowerStatus } from '#shared/ui/board-follower.ts';

/** A page's own check of the board. */
export interface WatchedBoard {
  /** Not as the screen last showed it: an entry that has just come is unchecked at once. */
  readonly now: Pick<FollowerStatus, 'state'>;
  onChange(listener: () => void): void;
}

/** Long enough for a slow phone to check one more entry, short enough for a member who waits. */
const LIMIT_MS = 20_000;

/**
 * Resolves when the page has checked all that it has read: an entry that came this very moment is no
 * reason to tell the member that the tally is wrong. False if it is not done within the limit.
 */
export function whenVerified(watch: WatchedBoard, limit = LIMIT_MS): Promise<boolean> {
  return whenThere(watch, () => watch.now.state !== 'following', limit);
}

/** Resolves when the page has read so much of the board, as after a reload; false after the limit. */
export function whenThere(
  watch: Pick<WatchedBoard, 'onChange'>,
  isThere: () => boolean,
  limit = LIMIT_MS,
): Promise<boolean> {
  if (isThere()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(false);
    }, limit);
    watch.onChange(() => {
      if (!isThere()) return;
      clearTimeout(timer);
      resolve(true);
    });
  });
}
