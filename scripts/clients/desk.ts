import type { DeskCommand } from '#shared/meeting/commands.ts';
import type { DeskView } from '#shared/meeting/views.ts';
import type { Answer } from '#shared/wire.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import { granted } from './answers.ts';
import { RoleClient } from './role.ts';
import { random, sodium } from './sodium.ts';

/** A desk: roll call (điểm danh) and the issue of ballots (phát phiếu). */
export class Desk extends RoleClient<DeskView, DeskCommand> {
  /** Checks a member in or out; setting what already is does no harm. */
  async setPresent(memberId: string, present: boolean): Promise<void> {
    const answer = await this.command({ type: 'set-present', memberId, present });
    granted(`set-present ${memberId}`, answer);
  }

  /** Makes a ballot code here, registers its claim for the member, and shows the code: a secret. */
  async issueOnScreen(memberId: string): Promise<string> {
    const code = generateBallotCode(random);
    const claim = toBase64url(claimOf(sodium, code));
    const answer = await this.command({ type: 'issue', memberId, way: 'screen', claim });
    granted(`issue to ${memberId}`, answer);
    return code;
  }

  /** Issues the code that a kiosk has offered to the member. */
  issueToKiosk(memberId: string, claim: string): Promise<Answer<null>> {
    return this.command({ type: 'issue', memberId, way: 'kiosk', claim });
  }

  /** Hands the member a paper ballot. */
  async issuePaper(memberId: string): Promise<void> {
    granted(`paper for ${memberId}`, await this.command({ type: 'issue', memberId, way: 'paper' }));
  }
}
