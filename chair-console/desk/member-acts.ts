import type { Phase } from '#shared/meeting/state.ts';
import type { DeskMember, DeskView } from '#shared/meeting/views.ts';

/** What a desk may do for one member; each says what shall be, never "the other way round". */
export type MemberAct =
  | { readonly type: 'present'; readonly present: boolean }
  | { readonly type: 'screen' }
  | { readonly type: 'slip' }
  | { readonly type: 'paper' }
  | { readonly type: 'kiosk'; readonly claim: string; readonly label: string };

/** The one thing to do next for a member, as the row's button and the Enter key do it; null for none. */
export function nextAct(member: DeskMember, phase: Phase): 'check-in' | 'issue' | null {
  if (!isRollOpen(phase)) return null;
  if (!member.present) return 'check-in';
  return phase === 'polling' && member.issued === null ? 'issue' : null;
}

/** A member may be marked absent again while they hold no ballot (F8). */
export function mayCheckOut(member: DeskMember, phase: Phase): boolean {
  return isRollOpen(phase) && member.present && member.issued === null;
}

/** The kiosks that offer a claim, ready for the next voter. */
export function freeKiosks(view: DeskView): { id: string; label: string; claim: string }[] {
  return view.kiosks.flatMap(({ id, label, claim }) =>
    claim === null ? [] : [{ id, label, claim }],
  );
}

function isRollOpen(phase: Phase): boolean {
  return phase === 'rollCall' || phase === 'sealing' || phase === 'polling';
}
