import type { DeskMember } from '#shared/meeting/views.ts';
import { fold } from './search.ts';

/** What a scanner typed, read twice: by the keys' places, and by the letters they made. */
export interface Scan {
  readonly places: string;
  readonly letters: string;
}

/** A key as the browser tells it. */
export type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>;

/** A scanner types faster than this from key to key, in milliseconds; a hand does not. */
const GAP_MS = 60;
/** One key and Enter may well be a hand. */
const SHORTEST = 2;
/** What an input method says instead of the letter. */
const VEILED = ['Process', 'Unidentified', 'Dead'];

/**
 * A scanner at USB or Bluetooth types like a keyboard, wherever the focus is. The keys' places count
 * too, because a Vietnamese input method makes other letters of `aa` or `s`.
 */
export class ScanBurst {
  #places = '';
  #letters = '';
  #last = -Infinity;

  /** Takes a key pressed at `at` (milliseconds); a scan when this key ended one, else null. */
  take(key: Key, at: number): Scan | null {
    const goesOn = at - this.#last <= GAP_MS;
    if (key.key === 'Enter' || key.key === 'Tab') {
      const scan = { places: this.#places, letters: this.#letters };
      this.#forget();
      return goesOn && scan.places.length >= SHORTEST ? scan : null;
    }
    if (['Shift', 'CapsLock', 'Control', 'Alt', 'AltGraph'].includes(key.key)) return null;
    if (!goesOn) this.#forget();
    // An arrow, a function key: no scanner's.
    if (key.key.length > 1 && !VEILED.includes(key.key)) {
      this.#forget();
      return null;
    }
    this.#places += placeOf(key);
    this.#letters += key.key.length === 1 ? key.key : '';
    this.#last = at;
    return null;
  }

  #forget(): void {
    this.#places = '';
    this.#letters = '';
    this.#last = -Infinity;
  }
}

function placeOf({ code, shiftKey }: Key): string {
  const letter = /^Key([A-Z])$/u.exec(code)?.[1];
  if (letter !== undefined) return letter;
  const digit = /^(?:Digit|Numpad)([0-9])$/u.exec(code)?.[1];
  return digit !== undefined && !shiftKey ? digit : '-';
}

/**
 * The member whose code stands on an invitation or a badge: the member's id in the plan, alone or at
 * the end of an address. Small and capital letters and what stands between them do not matter, as
 * long as only one member can be meant. Null: nobody on this roll.
 */
export function memberOfCode(members: readonly DeskMember[], text: string): DeskMember | null {
  const typed = text.trim();
  const last = typed.split(/[/#=]/u).at(-1) ?? '';
  const exact = members.find(({ id }) => id === typed || id === last);
  if (exact !== undefined) return exact;
  const bare = bareOf(last);
  if (bare === '') return null;
  const alike = members.filter(({ id }) => bareOf(id) === bare);
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** The member that a scanner's keys mean, whichever way they are read. */
export function memberOfScan(members: readonly DeskMember[], scan: Scan): DeskMember | null {
  return memberOfCode(members, scan.letters) ?? memberOfCode(members, scan.places);
}

function bareOf(text: string): string {
  return fold(text).replace(/[^a-z0-9]/gu, '');
}
