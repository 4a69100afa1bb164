import { mount } from 'svelte';
import { describe, expect, test } from 'vitest';
import { ok } from '#shared/result.ts';
import CommitteeEditor from '../../../chair-console/chair/CommitteeEditor.svelte';
import PollingScreen from '../../../chair-console/chair/PollingScreen.svelte';
import CoIssuersAway from '../../../chair-console/desk/CoIssuersAway.svelte';
import CoIssuing from '../../../chair-console/teller/CoIssuing.svelte';
import type { CoIssuerStatus } from '../../../chair-console/teller/co-issuer.ts';
import { chairView } from '../../support/views-chair.ts';
import { byTestId, press, settle, show, textOf } from './mounted.ts';

const FINE: CoIssuerStatus = {
  i: 2,
  issued: 12,
  registered: 11,
  ballots: 9,
  refused: 0,
  alarm: null,
  excess: null,
  mayReveal: false,
};

function issuing(change: Partial<CoIssuerStatus>): { accepted: number } {
  const done = { accepted: 0 };
  const api = {
    acceptExcess: () => {
      done.accepted += 1;
      return Promise.resolve();
    },
  };
  const status = { ...FINE, ...change };
  const props = { status, polling: true, api: api as never };
  show((target) => mount(CoIssuing, { target, props }));
  return done;
}

describe('co-issuers on the screens (P 4.6.4, R20)', () => {
  test('[P 4.6.4] the teller reads what the device signed and checked', () => {
    issuing({});
    expect(textOf('issuing-signed')).toBe('12');
    expect(textOf('issuing-registered')).toBe('11');
    expect(textOf('issuing-ballots')).toBe('9');
    expect(document.querySelector('[data-testid=issuing-alarm]')).toBeNull();
  });

  test('[P 6] an alarm names the line and whom to tell', () => {
    issuing({ alarm: { kind: 'line', n: 7 } });
    expect(textOf('issuing-alarm')).toContain('DỪNG LẠI: dòng 7');
    expect(textOf('issuing-alarm')).toContain('đoàn giám sát');
  });

  test('[P 4.6.4] evaluations that the register lacks are compared by a member before the key goes', async () => {
    const done = issuing({ excess: 2 });
    expect(textOf('issuing')).toContain('Có 2 mã đã ký nhưng không có trong sổ');
    press('accept-excess');
    await settle();
    expect(done.accepted).toBe(1);
  });

  test('[P 4.6.4] the close dialog and the polling screen say which co-issuers are online', async () => {
    const view = { ...chairView('sealing'), hall: chairView('polling').hall };
    const tellers = view.count!.tellers.map((teller) => ({ ...teller, coIssuer: teller.i > 1 }));
    const api = { command: () => Promise.resolve(ok(null)) } as never;
    const props = { view: { ...view, count: { ...view.count!, tellers } }, hall: view.hall!, api };
    show((target) => mount(PollingScreen, { target, props }));
    expect(textOf('co-issuers')).toContain('Hồ Ngọc Phượng: đang kết nối');
    expect(textOf('co-issuers')).toContain('Bùi Quốc Khánh: MẤT KẾT NỐI');
    press('close-polls');
    await settle();
    expect(document.body.textContent).toContain('Mất kết nối: Bùi Quốc Khánh.');
  });

  test('[R20] the desk reads whose device keeps codes from opening', () => {
    show((target) => mount(CoIssuersAway, { target, props: { names: ['Hồ Ngọc Phượng'] } }));
    expect(textOf('co-issuers-away')).toContain('chờ thiết bị của Hồ Ngọc Phượng');
  });

  test('[R20] the chair chooses who issues only where the plan asks for it', async () => {
    const sent: unknown[] = [];
    const api = {
      command: (command: unknown) => {
        sent.push(command);
        return Promise.resolve(ok(null));
      },
    } as never;
    const proposal = ['An', 'Bình', 'Chi'].map((name, i) => ({ name, head: i === 0 }));
    const props = { proposal, asksCoIssuers: true, api, onrecorded: () => undefined };
    show((target) => mount(CommitteeEditor, { target, props }));
    (byTestId('committee-issues-2') as HTMLInputElement).click();
    await settle();
    press('record-committee');
    await settle();
    expect(sent).toMatchObject([{ members: [{}, { name: 'Bình', coIssuer: true }, {}] }]);
    const members = (sent[0] as { members: object[] }).members;
    expect(members.filter((member) => 'coIssuer' in member)).toHaveLength(1);
  });
});
