import { describe, expect, test } from 'vitest';
import type { DeskMember } from '#shared/meeting/views.ts';
import {
  memberOfCode,
  memberOfScan,
  ScanBurst,
  type Scan,
} from '../../../chair-console/desk/invitation.ts';
import { searchMembers } from '../../../chair-console/desk/search.ts';

function member(id: string, name: string): DeskMember {
  return { id, name, post: '', group: '', present: false, issued: null };
}

const MEMBERS = [
  member('DB-007', 'Nguyễn Văn An'),
  member('DB-070', 'Trần Thị Bình'),
  member('saa1', 'Lê Văn Cường'),
  member('x-1', 'Hai Gạch'),
  member('X1', 'Hai Liền'),
];

/** A burst of keys with this pause between them, ended by Enter. */
function typed(text: string, pause: number, letters = text): Scan | null {
  const burst = new ScanBurst();
  let at = 1000;
  for (const [i, character] of Array.from(text).entries()) {
    at += pause;
    const code = /\d/u.test(character)
      ? `Digit${character}`
      : /[a-z]/iu.test(character)
        ? `Key${character.toUpperCase()}`
        : 'Minus';
    const key = { key: letters.charAt(i) || 'Process', code, shiftKey: false };
    expect(burst.take(key, at)).toBeNull();
  }
  return burst.take({ key: 'Enter', code: 'Enter', shiftKey: false }, at + pause);
}

describe('a scanner types an invitation’s code', () => {
  test('wherever the focus is, in one burst; a hand is too slow to be one', () => {
    expect(memberOfScan(MEMBERS, typed('DB-007', 12)!)?.name).toBe('Nguyễn Văn An');
    expect(typed('DB-007', 90)).toBeNull();
    expect(typed('a', 12)).toBeNull();
  });

  test('a Vietnamese input method that turns “aa” into “â” hides nobody', () => {
    const scan = typed('saa1', 10, 'sâ1')!;
    expect(memberOfCode(MEMBERS, scan.letters)).toBeNull();
    expect(memberOfScan(MEMBERS, scan)?.name).toBe('Lê Văn Cường');
  });

  test('a second burst begins afresh', () => {
    const burst = new ScanBurst();
    const enter = { key: 'Enter', code: 'Enter', shiftKey: false };
    for (const [i, digit] of ['1', '2', '3'].entries()) {
      burst.take({ key: digit, code: `Digit${digit}`, shiftKey: false }, i * 10);
    }
    expect(burst.take(enter, 30)?.places).toBe('123');
    expect(burst.take(enter, 40)).toBeNull();
  });
});

test('arrows and Enter, however fast, are no scan', () => {
  const burst = new ScanBurst();
  for (const [i, key] of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter'].entries()) {
    expect(burst.take({ key, code: key, shiftKey: false }, i * 5)).toBeNull();
  }
});

describe('the code on an invitation', () => {
  test('is the member’s id, alone or at the end of an address, in small or capital letters', () => {
    for (const text of ['DB-007', 'db007', ' DB-007 ', 'http://noi-bo/moi#DB-007', 'DB_007']) {
      expect(memberOfCode(MEMBERS, text)?.name, text).toBe('Nguyễn Văn An');
    }
  });

  test('that could mean two members means nobody, unless it is one’s very own', () => {
    expect(memberOfCode(MEMBERS, 'x1')).toBeNull();
    expect(memberOfCode(MEMBERS, 'X1')?.name).toBe('Hai Liền');
    expect(memberOfCode(MEMBERS, 'x-1')?.name).toBe('Hai Gạch');
  });

  test('of a stranger, an empty one and a ballot’s address mean nobody', () => {
    for (const text of ['', '---', 'DB-008', 'http://x/#ABCD-2345-EFGH-6789-JKMN']) {
      expect(memberOfCode(MEMBERS, text), text).toBeNull();
    }
  });

  test('typed by hand into the search finds the member first', () => {
    expect(searchMembers(MEMBERS, 'db-007')[0]?.name).toBe('Nguyễn Văn An');
    expect(searchMembers(MEMBERS, 'DB070').map(({ name }) => name)).toEqual(['Trần Thị Bình']);
  });
});
