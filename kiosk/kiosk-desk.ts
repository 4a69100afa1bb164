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
export function clearsAfter(screen: Screen): number | null {
  switch (screen.name) {
    case 'received':
      return 15;
    case 'notCounted':
      return 30;
    case 'refused':
      return screen.again ? null : 15;
    case 'otherRound':
      return screen.sealed ? null : 1;
    default:
      return null;
  }
}
