import { defined } from '#shared/assert.ts';
import { granted } from '../clients/answers.ts';
import type { Chair } from '../clients/chair.ts';
import { pairDevice } from '../clients/connect.ts';
import type { Desk } from '../clients/desk.ts';
import { Kiosk } from '../clients/kiosk.ts';
import type { Casting } from './casting.ts';
import type { Voter } from './voters-child.ts';

interface Issuing {
  readonly chair: Chair;
  readonly casting: Casting;
  readonly url: string;
}

/** Issues every electronic ballot; the voters who will cast, with their codes. */
export async function issueElectronic(stage: Issuing, desk: Desk): Promise<Voter[]> {
  const { casting, chair } = stage;
  const issue =
    chair.view?.phonesAllowed === false ? await kioskIssuer(stage, desk) : screenIssuer(desk);
  const voters: Voter[] = [];
  for (const { member, marks } of casting.electronic) {
    const code = await issue(member.id);
    if (marks !== null) voters.push({ code, marks });
  }
  return voters;
}

type Issue = (memberId: string) => Promise<string>;

function screenIssuer(desk: Desk): Issue {
  return (memberId) => desk.issueOnScreen(memberId);
}

/** Where phones are not allowed, one tablet makes every code and hands it to its next voter. */
async function kioskIssuer({ chair, url }: Issuing, desk: Desk): Promise<Issue> {
  const label = 'Máy 1';
  const code = await chair.pairingCode('kiosk', label);
  const kiosk = new Kiosk(await pairDevice(url, code, label));
  return async (memberId) => {
    const offer = await kiosk.offer();
    granted(`issue to ${memberId}`, await desk.issueToKiosk(memberId, offer.claim));
    await kiosk.until(
      ({ called, offered }) => called && offered === offer.claim,
      'the voter is called',
    );
    return defined(offer.code);
  };
}
