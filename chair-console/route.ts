import type { PairedRole } from '#shared/meeting/views.ts';

/** The roles that open the console; a kiosk tablet pairs on the voters' page. */
export type ConsoleRole = Exclude<PairedRole, 'kiosk'>;

/** The console's roles, in the order of the chooser. */
export const CONSOLE_ROLES = ['chair', 'desk', 'teller', 'supervisor', 'display'] as const;

/** What the address asks for: redeem a pairing code, open a role, or nothing in particular. */
export type Route =
  | { readonly kind: 'pair'; readonly code: string }
  | { readonly kind: 'role'; readonly role: ConsoleRole }
  /** A phone that walks through the hall. */
  | { readonly kind: 'walk'; readonly code: string }
  | { readonly kind: 'none' };

/** Reads the address's fragment: `#pair=CODE`, `#/chair` …; anything else asks for nothing. */
export function parseRoute(hash: string): Route {
  const code = /^#pair=([A-Za-z0-9_-]{4,64})$/u.exec(hash)?.[1];
  if (code !== undefined) return { kind: 'pair', code };
  const walk = /^#walk=([A-Za-z0-9_-]{4,40})$/u.exec(hash)?.[1];
  if (walk !== undefined) return { kind: 'walk', code: walk };
  const name = /^#\/([a-z]+)$/u.exec(hash)?.[1];
  const role = CONSOLE_ROLES.find((known) => known === name);
  return role === undefined ? { kind: 'none' } : { kind: 'role', role };
}

/** The fragment under which a role's page is found again after pairing. */
export function hashOf(role: ConsoleRole): string {
  return `#/${role}`;
}

/** True for a role that this console can show. */
export function isConsoleRole(role: PairedRole): role is ConsoleRole {
  return role !== 'kiosk';
}
