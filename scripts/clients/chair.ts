import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { ChairView, PairedRole } from '#shared/meeting/views.ts';
import type { Answer, HallCommand, PairingOffer } from '#shared/wire.ts';
import { defined } from '#shared/assert.ts';
import { granted } from './answers.ts';
import { pairDevice } from './connect.ts';
import { RoleClient } from './role.ts';

/** The chair's laptop (chủ trì). */
export class Chair extends RoleClient<ChairView, ChairCommand> {
  /** Opens the one-time link that `npm start` printed. */
  static async open(link: string): Promise<Chair> {
    const { origin, hash } = new URL(link);
    return new Chair(await pairDevice(origin, hash.replace(/^#pair=/, ''), 'Chủ trì'));
  }

  /** Asks something of the hall: a plan, a round, a pairing. */
  hall(command: HallCommand): Promise<Answer<PairingOffer | null>> {
    return this.ask('hall', command);
  }

  /** A fresh pairing code for a device of this role. */
  async pairingCode(
    role: Exclude<PairedRole, 'chair'>,
    label: string,
    teller?: number,
  ): Promise<string> {
    const command = { type: 'create-pairing', role, label } as const;
    const answer = await this.hall(teller === undefined ? command : { ...command, teller });
    return defined(granted(`pairing code for ${role}`, answer), 'pairing offer').code;
  }
}
