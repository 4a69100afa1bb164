import type { KioskState } from '#shared/meeting/views.ts';
import type { Screen } from './device/screen.ts';
import type { DeviceState } from './device/state.ts';

/** A kiosk makes a code of its own when the polls are open and it holds nothing (P 4.6.1). */
export function needsCode({ loaded, record, round }: DeviceState): boolean {
  return loaded && record === null && round?.phase === 'polling' && !round.voided;
}

/**
 * After how many seconds a kiosk clears a screen for the next voter, or null: a ballot being
 * marked or sent stays, however long, for nobody decides in the voter's place.
 */
export function clearsAfter(screen: Screen, brought = false): number | null {
  switch (screen.name) {
    case 'received':
      return 15;
    case 'notCounted':
      return 30;
    case 'refused':
      // A code that was brought may wait at the desk as well as here; it stays good.
      return screen.again ? (brought ? 60 : null) : 15;
    case 'otherRound':
      return screen.sealed ? null : 1;
    default:
      return null;
  }
}

/** After how long without a touch a tablet takes it that nobody is there, in milliseconds. */
export const QUIET_MS = { marking: 120_000, waiting: 60_000 } as const;

/** Somebody's ballot is on the screen and has not left it: being marked, or being tested. */
export function isMarking({ name }: Screen): boolean {
  return name === 'marking' || name === 'testing';
}

/** Nobody's ballot is on the screen: it waits for the next voter. */
export function isWaiting(screen: Screen): boolean {
  return ['noRound', 'notOpen', 'welcome', 'closed', 'voided'].includes(screen.name);
}

/**
 * The word about this tablet that the desks see. A ballot that was called up but not begun is
 * nobody's yet. `quiet`: nobody has touched the tablet for two minutes.
 */
export function stateWord(screen: Screen, calling: boolean, quiet: boolean): KioskState {
  switch (screen.name) {
    case 'marking':
    case 'testing':
      if (calling) return quiet ? 'unanswered' : 'called';
      return quiet ? 'left' : 'marking';
    case 'sending':
    case 'received':
      return 'sent';
    default:
      return 'idle';
  }
}
