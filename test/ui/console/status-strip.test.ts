import { flushSync, mount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import StatusStrip from '../../../chair-console/chair/StatusStrip.svelte';
import { chairView } from '../../support/views-chair.ts';
import { show, textOf } from './mounted.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(2027, 2, 15, 8, 29, 58) });
});

afterEach(() => {
  vi.useRealTimers();
});

test('X 5: the time of day is always in sight, and goes on', () => {
  const view = chairView('polling');
  show((target) => mount(StatusStrip, { target, props: { view, status: 'live' } }));
  expect(textOf('clock')).toBe('08:29');
  vi.advanceTimersByTime(5_000);
  flushSync();
  expect(textOf('clock')).toBe('08:30');
});
