import { describe, expect, test } from 'vitest';
import { encodeBallotTest, parseBallotTest, repeatSealing } from '#shared/protocol/ballot-test.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { generateBallotCode } from '#shared/protocol/code.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import type { Device } from '../../../kiosk/device/runner.ts';
import { screenOf } from '../../../kiosk/device/screen.ts';
import { sealMarks } from '../../../kiosk/device/sealing.ts';
import { judgeTest, testAddress, testIn } from '../../../kiosk/test-page/judge-test.ts';
import { readOpening } from '../../../kiosk/opening.ts';
import { clearsAfter, isMarking, isWaiting, stateWord } from '../../../kiosk/kiosk-desk.ts';
import { LINES } from '../../support/views.ts';
import { random, sodium } from '../../support/sodium.ts';
import { bytes, idOf } from './fake-hall.ts';
import { breathe, World } from './world.ts';

const MARKS: MarkCode[] = [1, 3];

/** A phone whose voter has marked a ballot and is asked whether to cast it. */
async function asked(): Promise<{ world: World; device: Device }> {
  const world = new World();
  const code = generateBallotCode(random);
  world.hall.issue(code);
  const device = await world.open(code);
  await world.settleAll();
  await world.markAll(device, MARKS);
  device.tell({ type: 'commit' });
  await world.settleAll();
  return { world, device };
}

function screen(device: Device): string {
  return screenOf(device.state).name;
}

function seen({ hall }: World) {
  return { election: hall.election, lines: LINES.slice(0, 2) };
}

describe('before the answer (P 4.9)', () => {
  test('the ballot is sealed before the voter says cast or test, and that one is cast', async () => {
    const { world, device } = await asked();
    expect(screen(device)).toBe('marking');
    const shown = device.state.commitment?.id;
    device.tell({ type: 'cast' });
    await world.settleAll();
    expect(world.hall.stored.map(idOf)).toEqual([shown]);
    expect(screen(device)).toBe('received');
  });

  test('nothing of it is stored, and asked again it is the same ballot', async () => {
    const { world, device } = await asked();
    const first = device.state.commitment;
    expect(JSON.stringify(world.history)).not.toContain(first?.id);
    device.tell({ type: 'commit' });
    await world.settleAll();
    expect(device.state.commitment).toBe(first);
  });

  test('another mark makes another ballot', async () => {
    const { world, device } = await asked();
    const first = device.state.commitment?.id;
    device.tell({ type: 'mark', line: 0, mark: 2 });
    expect(device.state.commitment).toBeNull();
    await world.settleAll();
    device.tell({ type: 'commit' });
    await world.settleAll();
    expect(device.state.commitment?.id).not.toBe(first);
    expect(device.state.commitment?.marks).toEqual([2, 3]);
  });

  test('who does not wait for the code casts the ballot that is being sealed', async () => {
    const world = new World();
    const code = generateBallotCode(random);
    world.hall.issue(code);
    const device = await world.open(code);
    await world.settleAll();
    await world.markAll(device, MARKS);
    device.tell({ type: 'commit' });
    device.tell({ type: 'cast' });
    expect(screen(device)).toBe('sending');
    device.tell({ type: 'test' });
    await world.settleAll();
    expect(screen(device)).toBe('received');
    expect(world.hall.stored).toHaveLength(1);
  });
});

describe('a tested ballot (P 4.9)', () => {
  test('opens to a second device with the code that was shown, and shows the marks', async () => {
    const { world, device } = await asked();
    const shown = device.state.commitment?.id;
    device.tell({ type: 'test' });
    await world.settleAll();
    const { tested } = device.state;
    expect(screen(device)).toBe('testing');
    expect(tested?.id).toBe(shown);
    const verdict = judgeTest(sodium, tested?.test ?? '', seen(world));
    expect(verdict).toEqual({ name: 'equal', shown, found: shown, marks: MARKS });
    expect(world.casts).toHaveLength(0);
  });

  test('is void: its message is gone, the marks too, and the voter marks again', async () => {
    const { world, device } = await asked();
    device.tell({ type: 'test' });
    const first = device.state.tested;
    device.tell({ type: 'cast' });
    device.tell({ type: 'mark', line: 0, mark: 3 });
    device.tell({ type: 'commit' });
    await world.settleAll();
    expect(world.casts).toHaveLength(0);
    expect(screen(device)).toBe('testing');
    device.tell({ type: 'test-over' });
    expect(world.record).toMatchObject({ stage: 'marking', marks: [0, 0] });
    expect(screen(device)).toBe('marking');
    await world.markAll(device, [3, 3]);
    device.tell({ type: 'commit' });
    await world.settleAll();
    device.tell({ type: 'cast' });
    await world.settleAll();
    expect(screen(device)).toBe('received');
    const [cast] = world.hall.stored;
    // The same ballot key, by a new seed: another ballot, which the first seed does not open.
    const test = parseBallotTest(first?.test ?? '');
    if (!test.ok || cast === undefined) throw new Error('no test');
    expect(cast.vk).toBe(toBase64url(test.value.vk));
    const { Y } = world.hall.election;
    const tries = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].map((b) => [a, b] as MarkCode[]));
    for (const marks of tries) {
      const again = repeatSealing(sodium, bytes(Y), { ...test.value, marks });
      expect(toBase64url(again.id)).not.toBe(idOf(cast));
    }
  });

  test('a reload in the middle of a test: the ballot is blank, nothing of the test is left', async () => {
    const { world, device } = await asked();
    device.tell({ type: 'test' });
    await world.settleAll();
    const { id, test } = device.state.tested ?? { id: '', test: '' };
    world.shut(0, false);
    const fresh = await world.open();
    expect(screen(fresh)).toBe('marking');
    expect(fresh.state.record).toMatchObject({ marks: [0, 0] });
    expect(fresh.state.commitment).toBeNull();
    expect(JSON.stringify(world.history)).not.toContain(test);
    fresh.tell({ type: 'test' });
    expect(screen(fresh)).toBe('marking');
    await world.markAll(fresh, MARKS);
    fresh.tell({ type: 'cast' });
    await world.settleAll();
    expect(world.hall.stored.map(idOf)).not.toContain(id);
  });

  test('a ballot that was cast can never be tested, before the store answers and after a reload', async () => {
    const { world, device } = await asked();
    device.tell({ type: 'cast' });
    device.tell({ type: 'test' });
    expect(device.state.tested).toBeNull();
    await world.settleAll('store');
    device.tell({ type: 'test' });
    world.shut(0, true);
    const fresh = await world.open();
    fresh.tell({ type: 'commit' });
    fresh.tell({ type: 'test' });
    expect(fresh.state.tested).toBeNull();
    await world.settleAll();
    expect(screen(fresh)).toBe('received');
  });

  test('a store that failed may still have stored it: it cannot be tested either', async () => {
    const { world, device } = await asked();
    world.storable = false;
    device.tell({ type: 'cast' });
    await world.settleAll();
    expect(screen(device)).toBe('unstorable');
    device.tell({ type: 'test' });
    expect(device.state.tested).toBeNull();
    device.tell({ type: 'retry' });
    device.tell({ type: 'test' });
    expect(device.state.tested).toBeNull();
  });

  test('the close ends it, and so does clearing the tablet', async () => {
    const { world, device } = await asked();
    device.tell({ type: 'test' });
    await world.settleAll();
    world.hall.phase = 'counting';
    world.see();
    expect(screen(device)).toBe('notCounted');
    expect(device.state.tested).toBeNull();

    const other = await asked();
    other.device.tell({ type: 'test' });
    other.device.tell({ type: 'leave' });
    await other.world.settleAll();
    expect(other.device.state).toMatchObject({ tested: null, commitment: null, record: null });
  });

  test('another tab has cast meanwhile: its ballot stands, the test ends', async () => {
    const { world, device } = await asked();
    const tab = await world.open();
    tab.tell({ type: 'cast' });
    await world.settleAll('load');
    await world.settleAll('store');
    device.tell({ type: 'test' });
    await world.settleAll('store');
    await breathe();
    expect(device.state.tested).toBeNull();
    expect(world.record?.stage).toBe('sealed');
  });
});

describe('a tablet of the hall', () => {
  test('that is testing is in use: nothing clears it, an absent voter calls the desk (F18)', async () => {
    const { device } = await asked();
    device.tell({ type: 'test' });
    const testing = screenOf(device.state);
    expect([isMarking(testing), isWaiting(testing), clearsAfter(testing)]).toEqual([
      true,
      false,
      null,
    ]);
    expect(stateWord(testing, false, false)).toBe('marking');
    expect(stateWord(testing, false, true)).toBe('left');
  });
});

describe('a device that cheats', () => {
  test('it seals other marks than were tapped: the second device says so (P 4.9)', async () => {
    const { world, device } = await asked();
    const { record } = device.state;
    if (record?.stage !== 'marking') throw new Error('no ballot');
    // The page's program was replaced: it seals what suits it and shows what was tapped.
    const forged = sealMarks(sodium, random, record, [3, 3]);
    const commitment = { code: record.code, marks: MARKS, id: forged.id, message: forged.message };
    const honest = sealMarks(sodium, random, record, MARKS);
    const lie = parseBallotTest(forged.test);
    if (!lie.ok) throw new Error(lie.error);

    // It tells the truth about its seed and marks: the marks shown are not the voter's.
    const told = judgeTest(sodium, forged.test, seen(world));
    expect(told).toMatchObject({ name: 'equal', marks: [3, 3] });
    // It claims the marks that were tapped.
    const claimed = encodeBallotTest({ ...lie.value, marks: MARKS });
    const caught = judgeTest(sodium, claimed, seen(world));
    expect(caught).toMatchObject({ name: 'different', shown: commitment.id, marks: MARKS });
    // It opens an honest sealing made afterwards: the code is not the one shown before.
    const swapped = judgeTest(sodium, honest.test, seen(world));
    expect(swapped).toMatchObject({ name: 'equal', marks: MARKS });
    expect(swapped.name === 'equal' && swapped.found).not.toBe(commitment.id);
  });

  test('the election’s key is the server’s word, not the tested device’s', async () => {
    const { world, device } = await asked();
    const { record } = device.state;
    if (record?.stage !== 'marking') throw new Error('no ballot');
    const Y = new World().hall.election.Y;
    const own = { ...record, election: { ...record.election, Y } };
    const { test } = sealMarks(sodium, random, own, MARKS);
    expect(judgeTest(sodium, test, seen(world)).name).toBe('different');
  });
});

describe('the second device’s page', () => {
  test('reads the address, its fragment or the bare text; nothing of it is before the #', async () => {
    const { device } = await asked();
    device.tell({ type: 'test' });
    const test = device.state.tested?.test ?? '';
    const address = new URL(testAddress('http://192.168.1.10:8080', test));
    expect([address.pathname, address.search]).toEqual(['/', '']);
    expect(readOpening(address.hash)).toEqual({ type: 'test', test });
    expect(readOpening('#/thu')).toEqual({ type: 'test', test: '' });
    for (const text of [address.href, address.hash, test, ` ${address.href}\n`])
      expect(testIn(text)).toBe(test);
  });

  test('says what is no test, and what is of another round', async () => {
    const { world, device } = await asked();
    device.tell({ type: 'test' });
    const test = device.state.tested?.test ?? '';
    const view = seen(world);
    expect(judgeTest(sodium, test.slice(0, -3), view)).toEqual({ name: 'unreadable' });
    expect(judgeTest(sodium, '', view)).toEqual({ name: 'unreadable' });
    expect(judgeTest(sodium, test, { ...view, election: null })).toEqual({ name: 'otherRound' });
    expect(judgeTest(sodium, test, seen(new World()))).toEqual({ name: 'otherRound' });
    expect(judgeTest(sodium, test, { ...view, lines: LINES.slice(0, 1) })).toEqual({
      name: 'unreadable',
    });
  });
});
