import { afterEach, beforeEach, describe, expect, test, vi as mocks } from 'vitest';
import { Link } from '#shared/ui/link.svelte.ts';
import * as store from '#shared/ui/store.ts';
import { NAMESPACES, type VoterEvents } from '#shared/wire.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import type { Change } from '../../kiosk/device/change.ts';
import type { Ports } from '../../kiosk/device/runner.ts';
import { browserPorts } from '../../kiosk/ports.ts';

const KEY = 'phone/ballot';
const CODE = '0000-0000-0000-0000-0000';
const MARKING = {
  stage: 'marking',
  code: CODE,
  election: { eid: 'e' },
  tokens: [],
  marks: [0, 0, 0],
};

let links: Link<VoterView, VoterEvents>[] = [];

/** A page of the tab: what the session storage and the store hold outlives it. */
function openPage(): Ports {
  const link = new Link<VoterView, VoterEvents>(NAMESPACES.voter, null);
  links.push(link);
  return browserPorts(KEY, link);
}

function mark(line: number, value: 1 | 2 | 3): Change {
  return { type: 'mark', code: CODE, line, mark: value };
}

beforeEach(async () => {
  await store.set(KEY, MARKING);
});

afterEach(async () => {
  mocks.restoreAllMocks();
  for (const link of links) link.close();
  links = [];
  sessionStorage.clear();
  await store.remove(KEY);
});

describe('a reload while marks are being stored', () => {
  test('marks whose transaction the reload dropped are there on the next page, in order', async () => {
    const page = openPage();
    await page.load();
    await page.store(mark(0, 1));
    const update = mocks.spyOn(store, 'update').mockReturnValue(new Promise(() => undefined));
    void page.store(mark(1, 3));
    void page.store(mark(1, 2));
    update.mockRestore();

    expect(await openPage().load()).toEqual({ ...MARKING, marks: [1, 2, 0] });
    expect(await store.get(KEY)).toEqual({ ...MARKING, marks: [1, 2, 0] });
  });

  test('nothing of a mark stays beside the store once it is stored (design 7, memory)', async () => {
    const page = openPage();
    await page.store(mark(0, 1));
    await page.store(mark(1, 2));
    expect(sessionStorage.length).toBe(0);
    await openPage().load();
    expect(sessionStorage.length).toBe(0);
  });

  test('a mark left behind by a ballot that has gone on changes nothing', async () => {
    const page = openPage();
    const update = mocks.spyOn(store, 'update').mockReturnValue(new Promise(() => undefined));
    void page.store(mark(0, 1));
    update.mockRestore();
    await store.set(KEY, { stage: 'code', code: 'another' });
    expect(await openPage().load()).toEqual({ stage: 'code', code: 'another' });
    expect(sessionStorage.length).toBe(0);
  });
});
