import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateBallotCode } from '#shared/protocol/code.ts';
import { checkReceipt } from '#shared/protocol/receipt.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import type { BallotRecord } from '../../../kiosk/device/record.ts';
import { random, sodium } from '../../support/sodium.ts';
import { idOf } from './fake-hall.ts';
import { breathe, World } from './world.ts';

type Act =
  | { readonly do: 'settle' | 'lose' | 'drop'; readonly which: number }
  | { readonly do: 'mark'; readonly page: number; readonly line: number; readonly mark: MarkCode }
  | { readonly do: 'cast' | 'commit' | 'leave' | 'retry' | 'look'; readonly page: number }
  | { readonly do: 'test' | 'test-over'; readonly page: number }
  | { readonly do: 'scan'; readonly page: number; readonly code: number; readonly take: boolean }
  | { readonly do: 'reload'; readonly page: number; readonly happens: boolean }
  | { readonly do: 'tab' }
  | { readonly do: 'close' };

const page = fc.nat(3);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('settle' as const), which: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('lose' as const, 'drop' as const),
      which: fc.nat(9),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('mark' as const),
      page,
      line: fc.nat(1),
      mark: fc.constantFrom<MarkCode>(0, 1, 2, 3),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('cast' as const), page }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('commit' as const, 'test' as const, 'test-over' as const),
      page,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('leave' as const, 'retry' as const, 'look' as const),
      page,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('scan' as const),
      page,
      code: fc.nat(2),
      take: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('reload' as const), page, happens: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('tab' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const) }) },
);

/** Carries out one act; an act that fits nothing does nothing. */
async function perform(world: World, codes: readonly string[], what: Act): Promise<void> {
  if (what.do === 'tab') await world.open();
  else if (what.do === 'close') {
    world.hall.phase = 'counting';
    world.see();
  } else if ('which' in what) {
    // A store or a clock cannot lose an answer: only requests can.
    const able =
      what.do === 'settle'
        ? world.pending
        : world.pending.filter(({ kind }) => kind === 'cast' || kind === 'exchange');
    able[what.which % Math.max(1, able.length)]?.[what.do]();
  } else if (what.do === 'reload') {
    const at = what.page % world.pages.length;
    world.shut(at, what.happens);
    await world.open();
  } else {
    const device = world.live[what.page % Math.max(1, world.live.length)];
    if (device === undefined) return;
    if (what.do === 'scan') {
      await device.offer(codes[what.code] ?? '');
      if (what.take) device.tell({ type: 'decide', other: true });
    } else if (what.do === 'look') void device.look();
    else if (what.do === 'mark') device.tell({ type: 'mark', line: what.line, mark: what.mark });
    else {
      // A voter tests only what is sealed: mostly the sealing has come by then.
      if (what.do === 'test') {
        device.tell({ type: 'commit' });
        await world.settleAll('load');
      }
      device.tell({ type: what.do });
    }
  }
  await breathe();
}

function checkAlways(world: World): void {
  const perCode = new Map<string, Set<string>>();
  for (const message of world.casts)
    perCode.set(message.vk, (perCode.get(message.vk) ?? new Set()).add(JSON.stringify(message)));
  for (const messages of perCode.values()) expect(messages.size).toBe(1);
  for (const { device } of world.pages) {
    checkReceived(world, device.state.record);
    const { tested, commitment } = device.state;
    // Never both: what is open to a second device has no message left that could be cast.
    expect(tested === null || commitment === null).toBe(true);
    if (tested !== null) world.tested.set(tested.id, tested.test);
  }
  checkTested(world);
  world.history.forEach((record, n) => {
    checkReceived(world, record);
    const before = world.history[n - 1];
    if (before?.stage !== 'sealed') return;
    const kept = record?.stage === 'sealed' && record.id === before.id;
    const received = record?.stage === 'received' && record.receipt.id === before.id;
    const refused = record?.stage === 'notCounted' && world.hall.refusedByPhase.has(before.id);
    expect(kept || received || refused).toBe(true);
  });
}

/** What was tested was never sent or stored as sealed, and the store knows nothing of it (P 4.9). */
function checkTested({ tested, casts, history }: World): void {
  for (const message of casts) expect(tested.has(idOf(message))).toBe(false);
  const stored = JSON.stringify(history.at(-1));
  for (const [id, test] of tested) {
    expect(stored).not.toContain(id);
    expect(stored).not.toContain(test);
  }
}

function checkReceived(world: World, record: BallotRecord | null): void {
  if (record?.stage !== 'received') return;
  const { board, sid } = world.hall;
  expect(checkReceipt(sodium, board.publicKey, sid, record.receipt)).toBe(true);
  expect(world.hall.stored.some(({ vk }) => vk === record.vk)).toBe(true);
}

test('any order of events: one sealing a code, no receipt without the server’s word, nothing erased before (P 4.4)', async () => {
  let received = 0;
  let refused = 0;
  let tested = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 60 }), async (acts) => {
      const world = new World();
      const codes = [0, 1, 2].map(() => generateBallotCode(random));
      codes.slice(0, 2).forEach((code) => {
        world.hall.issue(code);
      });
      await world.open(codes[0]);
      for (const what of acts) {
        await perform(world, codes, what);
        checkAlways(world);
      }
      // Then the network heals: every sealed ballot comes to its end.
      await world.settleAll(undefined, 400);
      checkAlways(world);
      expect(world.record?.stage).not.toBe('sealed');
      if (world.record?.stage === 'received') received += 1;
      tested += world.tested.size;
      if (world.record?.stage === 'notCounted' && world.record.sealed) refused += 1;
    }),
    { numRuns: 150 },
  );
  // The property is about casts: most runs must reach one, and some must meet the close.
  expect(received).toBeGreaterThan(20);
  expect(refused).toBeGreaterThan(0);
  expect(tested).toBeGreaterThan(5);
}, 120_000);
