import { parseBallotCode } from '#shared/protocol/code.ts';

/** A key as the browser tells it. */
export type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>;

/** A burst of keys that ended with Enter: a ballot code, or null for anything else. */
export interface Scan {
  readonly code: string | null;
}

/** A scanner types faster than this from key to key, a hand slower. */
const GAP_MS = 120;
/** Fewer keys than this are nobody's scan. */
const SHORTEST = 8;
const IN_GROUPS = /(?:^|-)((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})$/;

/**
 * A barcode scanner at USB or Bluetooth types like a keyboard. What it means is read from the keys'
 * places, not from the letters they made: a Vietnamese input method turns `aa` into `â`, and a caps
 * lock turns letters over. Where a device names no places, the letters have to do.
 */
export class Scanner {
  #places = '';
  #letters = '';
  #count = 0;
  #last = 0;

  /** Takes a key pressed at `at` (milliseconds); a scan when this key ended one. */
  take(key: Key, at: number): Scan | null {
    const isBurst = this.#count > 0 && at - this.#last <= GAP_MS;
    if (key.key === 'Enter' || key.key === 'Tab' || key.code === 'NumpadEnter') {
      const scan = isBurst && this.#count >= SHORTEST ? this.#read() : null;
      this.#forget();
      return scan;
    }
    if (isModifier(key)) return null;
    if (!isBurst) this.#forget();
    this.#places += placeOf(key);
    this.#letters += letterOf(key);
    this.#count += 1;
    this.#last = at;
    return null;
  }

  #read(): Scan {
    return { code: codeIn(this.#places) ?? codeIn(this.#letters) };
  }

  #forget(): void {
    this.#places = '';
    this.#letters = '';
    this.#count = 0;
  }
}

/** The one character of a code that this key stands for, or null. */
export function characterOf(key: Key): string | null {
  const character = key.code === '' ? letterOf(key) : placeOf(key);
  return character === '-' ? null : character;
}

/** A code typed bare, or at the end of an address, in its groups. */
function codeIn(text: string): string | null {
  return parseBallotCode(IN_GROUPS.exec(text)?.[1] ?? text);
}

function placeOf({ code, shiftKey }: Key): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  return digit !== undefined && !shiftKey ? digit : '-';
}

function letterOf({ key }: Key): string {
  return /^[0-9A-Za-z]$/.test(key) ? key.toUpperCase() : '-';
}

function isModifier({ key, code }: Key): boolean {
  return (
    ['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph', 'Meta', 'NumLock', 'Dead'].includes(key) ||
    ((key === 'Unidentified' || key === 'Process') && code === '')
  );
}
