import { ok } from '#shared/result.ts';
import type { HallWifi } from '#shared/wifi.ts';
import type { Answer, HallCommand, PairingOffer } from '#shared/wire.ts';
import type { HallDependencies } from './dependencies.ts';
import type { Devices } from './devices.ts';
import type { Plans } from './plans.ts';
import type { Rounds } from './rounds.ts';

/** What the chair's commands beside the round reach. */
export interface HallCommandsDependencies {
  readonly hall: Pick<HallDependencies, 'settings'>;
  readonly plans: Plans;
  readonly rounds: Rounds;
  readonly devices: Devices;
  readonly changed: () => void;
}

/** What the chair asks beside the round's own commands and the copy: plan, rounds, devices, Wi-Fi. */
export async function carryOut(
  deps: HallCommandsDependencies,
  command: Exclude<HallCommand, { type: 'set-copy' }>,
): Promise<Answer<PairingOffer | null>> {
  const { plans, rounds, devices } = deps;
  switch (command.type) {
    case 'load-plan':
      return plans.load(command.plan);
    case 'load-sample':
      return plans.loadSample();
    case 'start-round':
      return rounds.start(command.venueId, command.rehearsal);
    case 'select-round':
      return rounds.select(command.round);
    case 'create-pairing':
      return devices.offer(command);
    case 'revoke-device':
      return devices.revokeOne(command.device);
    case 'set-wifi':
      return setWifi(deps, command.wifi);
  }
}

async function setWifi(
  { hall, changed }: HallCommandsDependencies,
  wifi: HallWifi | null,
): Promise<Answer<null>> {
  await hall.settings.update((settings) => ({ ...settings, wifi }));
  changed();
  return ok(null);
}
