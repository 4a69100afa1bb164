import type { DeviceView, PairedRole, TellerProgress } from '#shared/meeting/views.ts';
import type { PairingWish } from './chair-api.ts';

/** The devices that may be added in any phase; a teller's belongs to one named teller. */
export const ADDABLE = ['desk', 'supervisor', 'display', 'kiosk'] as const;

/** The smallest number whose label no device of the role carries yet. */
export function nextLabelNumber(
  devices: readonly DeviceView[],
  role: PairedRole,
  labelOf: (n: number) => string,
): number {
  const taken = new Set(devices.filter((device) => device.role === role).map(({ label }) => label));
  let n = 1;
  while (taken.has(labelOf(n))) n += 1;
  return n;
}

/** The pairing of one named teller's device. */
export function tellerWish({ i, name }: TellerProgress): PairingWish {
  return { role: 'teller', label: name, teller: i };
}

/** The device that was paired with this label after `before` was noted, or undefined. */
export function pairedSince(
  devices: readonly DeviceView[],
  before: ReadonlySet<string>,
  { role, label }: PairingWish,
): DeviceView | undefined {
  return devices.find((each) => each.role === role && each.label === label && !before.has(each.id));
}

/** Seconds as `9:05`. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
