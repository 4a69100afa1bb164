import { describe, expect, test } from 'vitest';
import { WalkMeter } from '../../../chair-console/walk/walk-meter.ts';
import { WalkTest } from '../../../server/readiness/walk-test.ts';

function walk() {
  let now = 0;
  let n = 0;
  const test = new WalkTest(
    (length) => new Uint8Array(length).fill((n += 1)),
    () => now,
  );
  return { test, after: (ms: number) => (now += ms) };
}

function codeOf(test: WalkTest): string {
  return test.view(['http://h']).urls[0]!.split('#walk=')[1]!;
}

const STEP = { page: 'p1', now: 20, worst: 300, sent: 10, lost: 1, silence: 800 };

describe('the walk test', () => {
  test('nobody joins without its code, or after it', () => {
    const { test: it, after } = walk();
    expect(it.step({ ...STEP, code: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'walk-over' },
    });
    it.start();
    const code = codeOf(it);
    expect(it.step({ ...STEP, code: 'x' }).ok).toBe(false);
    expect(it.step({ ...STEP, code })).toEqual({ ok: true, value: { n: 1 } });
    after(61 * 60_000);
    expect(it.step({ ...STEP, code }).ok).toBe(false);
    expect(it.view(['http://h']).urls).toEqual([]);
  });

  test('a phone keeps its number through a break; its silence grows while it is away', () => {
    const { test: it, after } = walk();
    it.start();
    const code = codeOf(it);
    it.step({ ...STEP, code });
    it.step({ ...STEP, code, page: 'p2' });
    after(4_000);
    expect(it.view([]).walkers[0]).toMatchObject({ n: 1, now: null, silence: 4_000, heard: 4 });
    expect(it.step({ ...STEP, code })).toEqual({ ok: true, value: { n: 1 } });
    expect(it.view([]).walkers[0]).toMatchObject({ n: 1, now: 20, silence: 800 });
  });

  test('ended, what was measured stays as it was; a new walk begins empty', () => {
    const { test: it, after } = walk();
    it.start();
    it.step({ ...STEP, code: codeOf(it) });
    it.stop();
    after(100_000);
    expect(it.view(['http://h'])).toMatchObject({ urls: [], walkers: [{ n: 1, silence: 800 }] });
    it.start();
    expect(it.view([]).walkers).toEqual([]);
  });

  test('sixty phones at most', () => {
    const { test: it } = walk();
    it.start();
    const code = codeOf(it);
    const answers = Array.from({ length: 61 }, (_, i) => it.step({ ...STEP, code, page: `p${i}` }));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(60);
  });
});

describe('what a walking phone measures', () => {
  test('worst, lost and the longest silence, the present one included', () => {
    const meter = new WalkMeter();
    meter.lost();
    expect(meter.state(0)).toBe('connecting');
    expect(meter.figures(0)).toEqual({ now: null, worst: 0, sent: 0, lost: 0, silence: 0 });
    meter.answered(100, 40);
    expect(meter.state(200)).toBe('good');
    meter.answered(1_000, 350);
    expect(meter.state(1_000)).toBe('slow');
    meter.lost();
    expect(meter.state(1_100)).toBe('out');
    meter.answered(5_000, 60);
    expect(meter.figures(5_100)).toEqual({ now: 60, worst: 350, sent: 4, lost: 1, silence: 4_000 });
    expect(meter.state(5_100)).toBe('good');
    expect(meter.state(6_600)).toBe('out');
    expect(meter.silence(12_000)).toBe(7_000);
  });
});
