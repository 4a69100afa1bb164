import type { DeviceView, TellerProgress } from '#shared/meeting/views.ts';
import type { PairingWish } from './chair-api.ts';
import { tellerWish } from './pairing.ts';

/** What a sheet of pairing cards may be asked for. */
export interface CardCounts {
  readonly desk: number;
  readonly kiosk: number;
  /** A card for every teller whose device is not paired yet. */
  readonly tellers: boolean;
}

/** The pairings of one sheet of cards, each with a label that no device of its role carries yet. */
export function wishesOf(
  counts: CardCounts,
  devices: readonly DeviceView[],
  tellers: readonly TellerProgress[],
  labelOf: (role: 'desk' | 'kiosk', n: number) => string,
): PairingWish[] {
  const unpaired = counts.tellers ? tellers.filter(({ paired }) => !paired) : [];
  return [
    ...freeLabels('desk', counts.desk, devices, labelOf),
    ...unpaired.map(tellerWish),
    ...freeLabels('kiosk', counts.kiosk, devices, labelOf),
  ];
}

function freeLabels<Role extends 'desk' | 'kiosk'>(
  role: Role,
  count: number,
  devices: readonly DeviceView[],
  labelOf: (role: Role, n: number) => string,
): PairingWish[] {
  const taken = new Set(devices.filter((device) => device.role === role).map(({ label }) => label));
  const labels: string[] = [];
  for (let n = 1; labels.length < count; n += 1) {
    const label = labelOf(role, n);
    if (!taken.has(label)) labels.push(label);
  }
  return labels.map((label) => ({ role, label }));
}
