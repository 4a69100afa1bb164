import type { IssueWay } from '#shared/meeting/commands.ts';
import type { Phase } from '#shared/meeting/state.ts';

/**
 * The ballot codes this desk made for members, kept on this device until the close so that a code
 * can be shown again to the same person (P 4.6.6). A code never leaves the device but by its QR.
 */

/** A member's code; `pending` until the server acknowledged its claim. */
export interface KeptCode {
  readonly code: string;
  readonly state: 'pending' | 'issued';
}

/** The codes of one round, by member. */
export interface KeptCodes {
  readonly round: string;
  readonly codes: Readonly<Record<string, KeptCode>>;
}

/** No code yet in this round. */
export function emptyCodes(round: string): KeptCodes {
  return { round, codes: {} };
}

/** The kept codes with a member's code set or replaced. */
export function withCode(kept: KeptCodes, memberId: string, code: KeptCode): KeptCodes {
  return { ...kept, codes: { ...kept.codes, [memberId]: code } };
}

/**
 * The code to offer when a ballot is issued to a member. One whose acknowledgement was lost is
 * offered again, so that a retry is the same act; one acknowledged while the member now holds no
 * ballot was voided (F18), so a new one is made.
 */
export function codeToIssue(kept: KeptCodes, memberId: string, generate: () => string): KeptCode {
  const known = kept.codes[memberId];
  if (known?.state === 'pending') return known;
  return { code: generate(), state: 'pending' };
}

/**
 * The code kept for the ballot a member holds on a screen. A `pending` one may belong to no ballot
 * (another desk was faster): it is shown only after the server has acknowledged it once more.
 */
export function codeOfBallot(
  kept: KeptCodes,
  member: { readonly id: string; readonly issued: IssueWay | null },
): KeptCode | null {
  return member.issued === 'screen' ? (kept.codes[member.id] ?? null) : null;
}

/**
 * The kept codes after the server refused a member's new claim: the code acknowledged before, if
 * any, stands again (the view was late), a never acknowledged one is forgotten.
 */
export function restored(kept: KeptCodes, before: KeptCodes, memberId: string): KeptCodes {
  const known = before.codes[memberId];
  if (known?.state === 'issued') return withCode(kept, memberId, known);
  const rest = Object.entries(kept.codes).filter(([id]) => id !== memberId);
  return { ...kept, codes: Object.fromEntries(rest) };
}

/** Codes are kept while ballots are marked and no longer: not after the close, not into another round. */
export function mayKeep(
  kept: KeptCodes,
  hall: { readonly round: string; readonly phase: Phase; readonly voided: string | null } | null,
): boolean {
  return hall?.round === kept.round && hall.voided === null && hall.phase === 'polling';
}

/** The kept codes as they were stored on this device; null when they cannot be read. */
export function parseKeptCodes(stored: unknown): KeptCodes | null {
  if (!isRecord(stored) || typeof stored['round'] !== 'string') return null;
  const codes = stored['codes'];
  if (!isRecord(codes)) return null;
  const known = Object.entries(codes).flatMap(([id, kept]) =>
    isKeptCode(kept) ? [[id, kept] as const] : [],
  );
  return { round: stored['round'], codes: Object.fromEntries(known) };
}

function isKeptCode(value: unknown): value is KeptCode {
  return (
    isRecord(value) &&
    typeof value['code'] === 'string' &&
    (value['state'] === 'pending' || value['state'] === 'issued')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
