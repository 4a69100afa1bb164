import { mount } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeviceView, TellerProgress } from '#shared/meeting/views.ts';
import type { Paper } from '#shared/papers/model.ts';
import { err, ok } from '#shared/result.ts';
import type { HallCommand } from '#shared/wire.ts';
import type { ChairApi } from '../../../chair-console/chair/chair-api.ts';
import PairingCards from '../../../chair-console/chair/PairingCards.svelte';
import { wishesOf } from '../../../chair-console/chair/pairing-wishes.ts';
import { linesOf } from '../../support/papers/text.ts';
import { chairView, countView } from '../../support/views-chair.ts';
import { press, settle, show, textOf, type } from './mounted.ts';

const { savePdf } = vi.hoisted(() => ({ savePdf: vi.fn<(paper: Paper) => Promise<void>>() }));
vi.mock('../../../chair-console/papers/save-pdf.ts', () => ({ savePdf }));

const URL = 'http://192.168.10.2:8080/#pair=7QK2M-9XD0R';

function open(refuse = false): HallCommand[] {
  const asked: HallCommand[] = [];
  const api = {
    hall: (command: HallCommand) => {
      asked.push(command);
      const offer = { code: '7QK2M-9XD0R', urls: [URL], lastsSeconds: 600 };
      return Promise.resolve(refuse ? err({ code: 'phase' }) : ok(offer));
    },
  } as unknown as ChairApi;
  const view = chairView('rollCall');
  show((target) => mount(PairingCards, { target, props: { view, hall: view.hall!, api } }));
  return asked;
}

beforeEach(() => {
  savePdf.mockReset();
  savePdf.mockResolvedValue();
});

describe('a sheet of pairing cards (design 3)', () => {
  test('one code a card, each for its own device, with the time until which it is good', async () => {
    const asked = open();
    type('cards-desk', '1');
    type('cards-kiosk', '3');
    press('cards-make');
    await settle();
    expect(asked.map((each) => each.type === 'create-pairing' && each.role)).toEqual([
      'desk',
      'kiosk',
      'kiosk',
      'kiosk',
    ]);
    const labels = asked.map((each) => (each.type === 'create-pairing' ? each.label : ''));
    expect(new Set(labels).size).toBe(4);
    const lines = linesOf(savePdf.mock.calls[0]![0]);
    for (const label of labels) expect(lines).toContain(label);
    expect(lines.filter((line) => line === `[QR ${URL}]`)).toHaveLength(4);
    expect(lines.filter((line) => /^Dùng được đến \d\d giờ \d\d phút\.$/u.test(line))).toHaveLength(
      4,
    );
  });

  test('a refusal is said and no half sheet is made', async () => {
    open(true);
    press('cards-make');
    await settle();
    expect(textOf('refusal')).not.toBe('');
    expect(savePdf).not.toHaveBeenCalled();
  });

  test('a file that could not be made is said', async () => {
    savePdf.mockRejectedValue(new Error('no fonts'));
    open();
    press('cards-make');
    await settle();
    expect(textOf('refusal')).toContain('PDF');
  });
});

test('labels skip those in use; only tellers without a device get a card', () => {
  const kiosk: DeviceView = { id: 'k', role: 'kiosk', label: 'kiosk 2', online: true };
  const tellers = countView().tellers.map((teller, i): TellerProgress => ({
    ...teller,
    paired: i === 0,
  }));
  const wishes = wishesOf({ desk: 1, kiosk: 2, tellers: true }, [kiosk], tellers, (role, n) =>
    [role, n].join(' '),
  );
  expect(wishes.map(({ label }) => label)).toEqual([
    'desk 1',
    ...tellers.slice(1).map(({ name }) => name),
    'kiosk 1',
    'kiosk 3',
  ]);
  expect(wishes.filter(({ role }) => role === 'teller').map(({ teller }) => teller)).toEqual([
    2, 3,
  ]);
});
