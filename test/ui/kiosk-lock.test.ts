import { afterEach, beforeEach, expect, test, vi as mocks } from 'vitest';
import { formatBallotCode, generateBallotCode } from '#shared/protocol/code.ts';
import { lockPage } from '../../kiosk/tablet/lock.ts';
import { random } from '../support/sodium.ts';

const touched = mocks.fn();
const scanned = mocks.fn();
let busy = false;
let unlock: () => void;

beforeEach(() => {
  unlock = lockPage({ touched, scanned, isBusy: () => busy });
});

afterEach(() => {
  unlock();
  busy = false;
  document.body.replaceChildren();
  touched.mockReset();
  scanned.mockReset();
  mocks.unstubAllGlobals();
});

function send(event: Event): Event {
  (document.activeElement ?? document.body).dispatchEvent(event);
  return event;
}

function key(name: string, code: string): KeyboardEvent {
  return new KeyboardEvent('keydown', { key: name, code, bubbles: true, cancelable: true });
}

test('issue 5.2: no menu, nothing to drag, nothing to select', () => {
  for (const name of ['contextmenu', 'dragstart']) {
    const event = send(new Event(name, { bubbles: true, cancelable: true }));
    expect([name, event.defaultPrevented]).toEqual([name, true]);
  }
  expect(document.documentElement.dataset).toHaveProperty('kiosk');
});

test('every touch, key and scroll tells that somebody is there', () => {
  for (const name of ['pointerdown', 'touchmove', 'wheel'])
    send(new Event(name, { bubbles: true }));
  send(key('a', 'KeyA'));
  expect(touched).toHaveBeenCalledTimes(4);
});

test('a scanner’s Enter presses no button; a hand’s Enter does', () => {
  const button = document.createElement('button');
  document.body.append(button);
  button.focus();
  const code = generateBallotCode(random);
  for (const character of formatBallotCode(code)) {
    const place = /[0-9]/.test(character) ? 'Digit' : 'Key';
    send(key(character, character === '-' ? 'Minus' : place + character));
  }
  expect(send(key('Enter', 'Enter')).defaultPrevented).toBe(true);
  expect(scanned.mock.calls).toEqual([[code]]);
  expect(send(key('Enter', 'Enter')).defaultPrevented).toBe(false);
});

test('the first touch fills the screen', () => {
  const fill = mocks.fn(() => Promise.resolve());
  Object.assign(document.documentElement, { requestFullscreen: fill });
  Object.defineProperty(document, 'fullscreenEnabled', { value: true, configurable: true });
  Object.defineProperty(document, 'fullscreenElement', { value: null, configurable: true });
  document.body.click();
  expect(fill).toHaveBeenCalledTimes(1);
});

test('the back button leads nowhere, and a ballot being marked is not left by mistake', () => {
  const { length } = history;
  dispatchEvent(new PopStateEvent('popstate', { state: null }));
  expect(history.length).toBe(length + 1);
  expect(
    send(new Event('beforeunload', { bubbles: true, cancelable: true })).defaultPrevented,
  ).toBe(false);
  busy = true;
  expect(
    send(new Event('beforeunload', { bubbles: true, cancelable: true })).defaultPrevented,
  ).toBe(true);
});

test('unlocked, the page is as it was', () => {
  unlock();
  expect(send(new Event('contextmenu', { bubbles: true, cancelable: true })).defaultPrevented).toBe(
    false,
  );
  expect(document.documentElement.dataset).not.toHaveProperty('kiosk');
});
