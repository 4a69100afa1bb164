import { flushSync, mount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import DisplayScreen from '../../../chair-console/display/DisplayScreen.svelte';
import { displayView, TRACKING_CODES } from '../../support/views.ts';
import { byTestId, isShown, press, show } from './mounted.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function display(phase: 'polling' | 'counted' | 'announced'): void {
  const props = { view: displayView(phase), status: 'live' } as const;
  show((target) => mount(DisplayScreen, { target, props }));
}

function type(text: string): void {
  for (const key of text) {
    window.dispatchEvent(new KeyboardEvent('keydown', { key }));
    flushSync();
  }
}

test('no code is on the display while the polls are open (R37)', () => {
  display('polling');
  expect(isShown('codes')).toBe(false);
  expect(isShown('show-codes')).toBe(false);
});

test('while the hall waits for the announcement, the codes are listed in order (issue 6.6)', () => {
  display('counted');
  const shown = [...byTestId('codes').querySelectorAll('li')].map((li) => li.textContent);
  expect(shown).toEqual(TRACKING_CODES);
});

test('a code typed at the display’s laptop is found or not, and cleared for the next one', () => {
  display('counted');
  type('2b7k-m4np-8rst-vwxy');
  expect(byTestId('codes-found').dataset['found']).toBe('true');
  expect(byTestId('codes').querySelectorAll('.found')).toHaveLength(1);
  vi.advanceTimersByTime(30_000);
  flushSync();
  expect(byTestId('codes-found').dataset['found']).toBe('');
  type('2b7k-m4np-8rst-vwxz');
  expect(byTestId('codes-found').dataset['found']).toBe('false');
});

test('after the announcement the result stays; the list comes when asked for and goes by itself', () => {
  display('announced');
  expect(isShown('result-table')).toBe(true);
  press('show-codes');
  expect(isShown('codes')).toBe(true);
  vi.advanceTimersByTime(180_000);
  flushSync();
  expect(isShown('codes')).toBe(false);
  expect(isShown('result-table')).toBe(true);
});
