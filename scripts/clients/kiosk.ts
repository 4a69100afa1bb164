import type { KioskView } from '#shared/meeting/views.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import { granted } from './answers.ts';
import { RoleClient } from './role.ts';
import { random, sodium } from './sodium.ts';

/** A code that a kiosk made: the secret stays on the tablet, the desk sees the claim. */
export interface OfferedCode {
  readonly code: string;
  readonly claim: string;
}

/** A locked-down tablet that voters are sent to. */
export class Kiosk extends RoleClient<KioskView, never> {
  /** Makes a code and offers its claim to the desk. */
  async offer(): Promise<OfferedCode> {
    const code = generateBallotCode(random);
    const claim = toBase64url(claimOf(sodium, code));
    await this.#send(claim);
    return { code, claim };
  }

  /** Takes the offer back, for the next voter. */
  withdraw(): Promise<void> {
    return this.#send(null);
  }

  async #send(claim: string | null): Promise<void> {
    granted('kiosk offer', await this.ask<null>('offer', { claim }));
  }
}
