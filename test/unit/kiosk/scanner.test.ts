import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBallotCode, generateBallotCode } from '#shared/protocol/code.ts';
import { characterOf, Scanner, type Key, type Scan } from '../../../kiosk/tablet/scanner.ts';
import { random } from '../../support/sodium.ts';

const URL = 'http://192.168.1.10:8080/#';

/** How a scanner with a US keyboard types a character. */
function keyFor(character: string, changes: Partial<Key> = {}): Key {
  const lower = character.toLowerCase();
  if (/[a-z]/.test(lower)) {
    const shiftKey = character !== lower;
    return { key: character, code: `Key${character.toUpperCase()}`, shiftKey, ...changes };
  }
  if (/[0-9]/.test(character))
    return { key: character, code: `Digit${character}`, shiftKey: false, ...changes };
  const places: Readonly<Record<string, [string, boolean]>> = {
    '#': ['Digit3', true],
    ':': ['Semicolon', true],
    '/': ['Slash', false],
    '.': ['Period', false],
    '-': ['Minus', false],
  };
  const [code, shiftKey] = places[character] ?? ['', false];
  return { key: character, code, shiftKey, ...changes };
}

const ENTER: Key = { key: 'Enter', code: 'Enter', shiftKey: false };

function type(keys: readonly Key[], gap = 8, scanner = new Scanner()): Scan | null {
  let at = 1000;
  for (const key of keys) {
    const scan = scanner.take(key, (at += gap));
    if (scan !== null) return scan;
  }
  return scanner.take(ENTER, at + gap);
}

function keysOf(text: string, change: (key: Key) => Key = (key) => key): Key[] {
  return Array.from(text, (character) => change(keyFor(character)));
}

describe('a scanner that types (issue 5.2)', () => {
  test('reads every code, bare, in groups, or as the address of a slip', () => {
    const codes = fc.integer({ min: 0 }).map(() => generateBallotCode(random));
    fc.assert(
      fc.property(codes, fc.constantFrom('bare', 'groups', 'address'), (code, form) => {
        const grouped = formatBallotCode(code);
        const text = form === 'bare' ? code : form === 'groups' ? grouped : URL + grouped;
        expect(type(keysOf(text))).toEqual({ code });
      }),
    );
  });

  test('a Vietnamese input method and a caps lock change letters, not keys', () => {
    const code = 'AAWWEE00DDSSFFRRXX99';
    const telex = keysOf(URL + formatBallotCode(code), (key) => ({ ...key, key: 'Process' }));
    expect(type(telex)).toEqual({ code });
    const marked = keysOf(formatBallotCode(code), (key) => ({
      ...key,
      key: /[AWED]/.test(key.key) ? 'ư' : key.key,
    }));
    expect(type(marked)).toEqual({ code });
    const locked = keysOf(code, (key) => ({ ...key, key: key.key.toLowerCase() }));
    expect(type(locked)).toEqual({ code });
  });

  test('where a device names no keys, their letters do', () => {
    const code = generateBallotCode(random);
    const nameless = keysOf(URL + formatBallotCode(code), (key) => ({ ...key, code: '' }));
    expect(type(nameless)).toEqual({ code });
  });

  test('shift keys between the letters, as scanners send them, are no letters', () => {
    const code = generateBallotCode(random);
    const shift: Key = { key: 'Shift', code: 'ShiftLeft', shiftKey: true };
    expect(type(keysOf(code).flatMap((key) => [shift, key]))).toEqual({ code });
  });

  test('a hand is no scanner: slow keys and the Enter that presses a button stay theirs', () => {
    expect(type(keysOf(generateBallotCode(random)), 300)).toBeNull();
    expect(type([])).toBeNull();
    expect(type(keysOf('ABC'))).toBeNull();
  });

  test('another barcode is told as one; the address of the page alone is no code', () => {
    expect(type(keysOf('8934563138165'))).toEqual({ code: null });
    expect(type(keysOf('http://192.168.1.10:8080/kiosk/abcdefg'))).toEqual({ code: null });
  });

  test('two scans one after the other are two', () => {
    const scanner = new Scanner();
    const [first, second] = [generateBallotCode(random), generateBallotCode(random)];
    expect(type(keysOf(first), 8, scanner)).toEqual({ code: first });
    expect(type(keysOf(second), 8, scanner)).toEqual({ code: second });
  });
});

test('a key typed by hand is a character by its place, whatever the input method made of it', () => {
  expect(characterOf({ key: 'ă', code: 'KeyA', shiftKey: false })).toBe('A');
  expect(characterOf({ key: '7', code: 'Numpad7', shiftKey: false })).toBe('7');
  expect(characterOf({ key: 'b', code: '', shiftKey: false })).toBe('B');
  expect(characterOf({ key: '#', code: 'Digit3', shiftKey: true })).toBeNull();
  expect(characterOf({ key: 'F5', code: 'F5', shiftKey: false })).toBeNull();
});
