import { describe, expect, test } from 'vitest';
import { err } from '#shared/result.ts';
import { generateBallotCode } from '#shared/protocol/code.ts';
import { screenOf } from '../../../kiosk/device/screen.ts';
import type { Device } from '../../../kiosk/device/runner.ts';
import { random } from '../../support/sodium.ts';
import { FakeHall, idOf } from './fake-hall.ts';
import { breathe, World } from './world.ts';

function newCode(): string {
  return generateBallotCode(random);
}

function screen(device: Device): string {
  return screenOf(device.state).name;
}

/** A phone whose voter has marked a ballot, everything stored. */
async function marked(): Promise<{ world: World; device: Device; code: string }> {
  const world = new World();
  const code = newCode();
  world.hall.issue(code);
  const device = await world.open(code);
  await world.settleAll();
  await world.markAll(device, [1, 3]);
  return { world, device, code };
}

describe('the whole way', () => {
  test('code, exchange, marks, seal, receipt; then nothing but the receipt is kept (P 4.4)', async () => {
    const { world, device, code } = await marked();
    expect(world.record).toMatchObject({ stage: 'marking', marks: [1, 3] });
    device.tell({ type: 'cast' });
    await world.settleAll();
    expect(screen(device)).toBe('received');
    expect(world.hall.stored).toHaveLength(1);
    expect(JSON.stringify(world.record)).not.toContain(code);
    expect(Object.keys(world.record ?? {})).toEqual(['stage', 'eid', 'vk', 'receipt']);
  });

  test('the token is exchanged before the ballot is shown (P 4.6.5)', async () => {
    const world = new World();
    const code = newCode();
    world.hall.issue(code);
    const device = await world.open(code);
    await world.settleAll('store');
    expect(screen(device)).toBe('opening');
    await world.settleAll('exchange');
    await world.settleAll('store');
    expect(screen(device)).toBe('marking');
  });

  test('the sealed message is stored before it is sent (P 4.4)', async () => {
    const { world, device } = await marked();
    device.tell({ type: 'cast' });
    await world.settleAll('load');
    await world.settleAll('wait');
    expect(world.casts).toHaveLength(0);
    await world.settleAll('store');
    expect(world.record?.stage).toBe('sealed');
    await world.settleAll('wait');
    expect(world.casts).toHaveLength(1);
  });
});

describe('faults of sending', () => {
  test('a lost answer: the same bytes again, the same receipt, one ballot (P 4.8)', async () => {
    const { world, device } = await marked();
    device.tell({ type: 'cast' });
    await world.settleAll('load');
    await world.settleAll('store');
    await world.settleAll('wait');
    world.pending.find(({ kind }) => kind === 'cast')?.lose();
    await breathe();
    expect(screen(device)).toBe('sending');
    await world.settleAll();
    expect(screen(device)).toBe('received');
    expect(new Set(world.casts.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(world.casts.length).toBeGreaterThan(1);
    expect(world.hall.stored).toHaveLength(1);
  });

  test('a reload while sending sends the stored bytes', async () => {
    const { world, device } = await marked();
    device.tell({ type: 'cast' });
    await world.settleAll('load');
    await world.settleAll('store');
    world.shut(0, false);
    const again = await world.open();
    expect(screen(again)).toBe('sending');
    await world.settleAll();
    expect(screen(again)).toBe('received');
    expect(new Set(world.casts.map(idOf)).size).toBe(1);
  });

  test('a receipt that another key signed, or for another ballot, is none (L8)', async () => {
    const { world, device } = await marked();
    const liar = new FakeHall();
    const cast = world.hall.cast.bind(world.hall);
    world.hall.cast = (message) => ({ ok: true, value: liar.receipt(idOf(message), 0) });
    device.tell({ type: 'cast' });
    await world.settleAll(undefined, 12);
    expect(device.state).toMatchObject({ trouble: 'bad-receipt', record: { stage: 'sealed' } });
    world.hall.cast = () => ({ ok: true, value: world.hall.receipt(liar.election.eid, 0) });
    await world.settleAll(undefined, 6);
    expect(screen(device)).toBe('sending');
    world.hall.cast = cast;
    await world.settleAll();
    expect(screen(device)).toBe('received');
  });

  test('E_PHASE is the one answer after which the ballot is called not counted, and erased', async () => {
    const { world, device } = await marked();
    device.tell({ type: 'cast' });
    await world.settleAll('load');
    await world.settleAll('store');
    world.hall.phase = 'counting';
    world.see();
    expect(screen(device)).toBe('sending');
    await world.settleAll();
    expect(screenOf(device.state)).toEqual({ name: 'notCounted', sealed: true });
    expect(world.record).toEqual({
      stage: 'notCounted',
      eid: world.hall.election.eid,
      sealed: true,
    });
  });

  test('E_PHASE of a server that does not show this election as over is not believed', async () => {
    const { world, device } = await marked();
    const cast = world.hall.cast.bind(world.hall);
    world.hall.cast = () => err({ code: 'E_PHASE' });
    world.see({ ...world.hall.round(), phase: null, election: null });
    device.tell({ type: 'cast' });
    await world.settleAll(undefined, 20);
    expect(screen(device)).toBe('sending');
    expect(world.record?.stage).toBe('sealed');
    world.see();
    world.hall.cast = cast;
    await world.settleAll();
    expect(screen(device)).toBe('received');
  });

  test('received before the close, answer lost, asked after the close: still received (P 4.8)', async () => {
    const { world, device } = await marked();
    device.tell({ type: 'cast' });
    await world.settleAll('load');
    await world.settleAll('store');
    await world.settleAll('wait');
    world.pending.find(({ kind }) => kind === 'cast')?.lose();
    world.hall.phase = 'counting';
    world.see();
    await world.settleAll();
    expect(screen(device)).toBe('received');
  });

  test.each(['E_DISK_FULL', 'too-many-requests', 'no-answer'])(
    '%s: kept, and tried again',
    async (code) => {
      const { world, device } = await marked();
      const cast = world.hall.cast.bind(world.hall);
      world.hall.cast = () => err({ code });
      device.tell({ type: 'cast' });
      await world.settleAll(undefined, 20);
      expect(device.state.record?.stage).toBe('sealed');
      expect(screen(device)).toBe('sending');
      world.hall.cast = cast;
      await world.settleAll();
      expect(screen(device)).toBe('received');
    },
  );

  test('three seconds without a receipt are said, an earlier ballot’s seconds are not', async () => {
    const { world, device } = await marked();
    device.tell({ type: 'cast' });
    await world.settleAll('load');
    await world.settleAll('store');
    device.tell({ type: 'late', id: 'another' });
    expect(device.state.late).toBe(false);
    await world.settleAll('wait');
    expect(screenOf(device.state)).toMatchObject({ name: 'sending', late: true });
  });
});

describe('two devices, two tabs, two codes', () => {
  test('the same code sealed on a second device: E_VK_USED, kept, and not called uncounted', async () => {
    const { world, device, code } = await marked();
    const other = new World();
    Object.assign(other, { hall: world.hall });
    const second = await other.open(code);
    await other.settleAll();
    second.tell({ type: 'cast' });
    await other.settleAll();
    expect(screen(second)).toBe('received');
    device.tell({ type: 'cast' });
    await world.settleAll();
    expect(screenOf(device.state)).toMatchObject({
      name: 'sending',
      trouble: 'E_VK_USED',
      stopped: true,
    });
    expect(world.record?.stage).toBe('sealed');
  });

  test('two tabs sealing at once send one message (P 4.4)', async () => {
    const { world, device } = await marked();
    const tab = await world.open();
    device.tell({ type: 'cast' });
    tab.tell({ type: 'cast' });
    await world.settleAll();
    expect([screen(device), screen(tab)]).toEqual(['received', 'received']);
    expect(new Set(world.casts.map(idOf)).size).toBe(1);
  });

  test('a stray code asks before it displaces marks, and the answer is the voter’s', async () => {
    const { world, device } = await marked();
    const stray = newCode();
    await device.offer(stray);
    await world.settleAll();
    expect(device.state).toMatchObject({
      other: stray,
      record: { stage: 'marking', marks: [1, 3] },
    });
    device.tell({ type: 'decide', other: false });
    expect(device.state.other).toBeNull();
    await device.offer(stray);
    device.tell({ type: 'decide', other: true });
    await world.settleAll('store');
    expect(world.record).toEqual({ stage: 'code', code: stray });
  });

  test('a code read while a sealed ballot is unsent waits for its receipt', async () => {
    const { world, device } = await marked();
    device.tell({ type: 'cast' });
    await world.settleAll('load');
    await world.settleAll('store');
    await device.offer(newCode());
    expect(world.record?.stage).toBe('sealed');
    await world.settleAll();
    expect(screen(device)).toBe('received');
  });

  test('the code of the receipt stored here, scanned again, shows the receipt', async () => {
    const { world, device, code } = await marked();
    device.tell({ type: 'cast' });
    await world.settleAll();
    await device.offer(code);
    await world.settleAll();
    expect(screen(device)).toBe('received');
    expect(device.state.other).toBeNull();
  });
});

describe('the exchange', () => {
  test('an issuer’s wrong proof stops the device: E_TOKEN(i), nothing stored (P 4.6.4)', async () => {
    const world = new World();
    const code = newCode();
    world.hall.issue(code);
    const liar = new FakeHall();
    liar.issue(code);
    world.hall.exchange = (message) => liar.exchange(message);
    const device = await world.open(code);
    await world.settleAll();
    expect(screenOf(device.state)).toEqual({ name: 'refused', code: 'E_TOKEN(1)', again: false });
    expect(world.record).toEqual({ stage: 'code', code });
  });

  test('an answer without one of the issuers stops the device too', async () => {
    const world = new World();
    world.hall.exchange = () => ({ ok: true, value: { evals: [] } });
    const device = await world.open(newCode());
    await world.settleAll();
    expect(screenOf(device.state)).toMatchObject({ name: 'refused', code: 'E_TOKEN(1)' });
  });

  test('E_NOT_ISSUED: says so, and opens by itself once issued', async () => {
    const world = new World();
    const code = newCode();
    world.hall.issue(code);
    const exchange = world.hall.exchange.bind(world.hall);
    world.hall.exchange = () => err({ code: 'E_NOT_ISSUED' });
    const device = await world.open(code);
    await world.settleAll(undefined, 4);
    expect(screenOf(device.state)).toEqual({ name: 'refused', code: 'E_NOT_ISSUED', again: true });
    world.hall.exchange = exchange;
    await world.settleAll();
    expect(screen(device)).toBe('marking');
  });

  test.each(['E_CLAIM_UNKNOWN', 'E_CLAIM_USED'])(
    '%s: said, and not tried again by itself',
    async (code) => {
      const world = new World();
      let asked = 0;
      world.hall.exchange = () => {
        asked += 1;
        return err({ code });
      };
      const device = await world.open(newCode());
      await world.settleAll();
      expect(screenOf(device.state)).toEqual({ name: 'refused', code, again: false });
      expect(asked).toBe(1);
      device.tell({ type: 'retry' });
      await world.settleAll();
      expect(asked).toBe(2);
    },
  );

  test('before the polls the code is kept, and opened when they open', async () => {
    const world = new World();
    const code = newCode();
    world.hall.issue(code);
    world.hall.phase = 'sealing';
    const device = await world.open(code);
    await world.settleAll();
    expect(screenOf(device.state)).toEqual({ name: 'notOpen', ready: true });
    world.hall.phase = 'polling';
    world.see();
    await world.settleAll();
    expect(screen(device)).toBe('marking');
  });

  test('phones not allowed: nothing is exchanged, and it is said', async () => {
    const world = new World();
    const code = newCode();
    world.hall.issue(code);
    const device = await world.open();
    world.see({ ...world.hall.round(), phonesAllowed: false });
    await device.offer(code);
    await world.settleAll();
    expect(screen(device)).toBe('phonesNotAllowed');
    expect(world.hall.exchanged.size).toBe(0);
  });

  test('a kiosk exchanges its own code only when the desk has called it', async () => {
    const world = new World('kiosk');
    const code = newCode();
    world.hall.issue(code);
    const device = await world.open(code);
    await world.settleAll();
    expect(screen(device)).toBe('welcome');
    world.see({ ...world.hall.round(), called: true, phonesAllowed: false });
    await world.settleAll();
    expect(screen(device)).toBe('marking');
  });
});

describe('reload, close, other rounds, a store that fails', () => {
  test('marks survive a reload', async () => {
    const { world } = await marked();
    world.shut(0, false);
    const again = await world.open();
    expect(again.state.record).toMatchObject({ stage: 'marking', marks: [1, 3] });
    expect(screen(again)).toBe('marking');
  });

  test('polls closed while marking: said truly, the marks are erased', async () => {
    const { world, device } = await marked();
    world.hall.phase = 'counting';
    world.see();
    await world.settleAll();
    expect(screenOf(device.state)).toEqual({ name: 'notCounted', sealed: false });
    expect(JSON.stringify(world.record)).not.toContain('marks');
  });

  test('marks of a void round are said to be of another as soon as the next one is in roll call (F26)', async () => {
    const { world, device } = await marked();
    world.see({ ...world.hall.round(), phase: 'rollCall', election: null });
    expect(screenOf(device.state)).toEqual({ name: 'otherRound', sealed: false });
    device.tell({ type: 'leave' });
    await world.settleAll();
    expect(screenOf(device.state)).toEqual({ name: 'notOpen', ready: false });
    expect(JSON.stringify(world.record)).not.toContain('marks');
  });

  test('a ballot of another round: said, kept until the voter starts afresh', async () => {
    const { world, device } = await marked();
    device.tell({ type: 'cast' });
    await world.settleAll('load');
    await world.settleAll('store');
    world.see(new FakeHall().round());
    expect(screenOf(device.state)).toEqual({ name: 'otherRound', sealed: true });
    expect(world.record?.stage).toBe('sealed');
    device.tell({ type: 'leave' });
    await world.settleAll('store');
    expect(world.record).toBeNull();
    expect(screen(device)).toBe('welcome');
  });

  test('"start afresh" does not touch a sealed ballot of the present round', async () => {
    const { world, device } = await marked();
    device.tell({ type: 'cast' });
    await world.settleAll('load');
    await world.settleAll('store');
    device.tell({ type: 'leave' });
    await world.settleAll('store');
    expect(world.record?.stage).toBe('sealed');
  });

  test('what cannot be stored is not sent', async () => {
    const { world, device } = await marked();
    world.storable = false;
    device.tell({ type: 'cast' });
    await world.settleAll();
    expect(screen(device)).toBe('unstorable');
    expect(world.casts).toHaveLength(0);
    world.storable = true;
    device.tell({ type: 'retry' });
    device.tell({ type: 'cast' });
    await world.settleAll();
    expect(screen(device)).toBe('received');
    expect(world.hall.stored).toHaveLength(1);
  });
});
