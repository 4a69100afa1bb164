import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DeskMember } from '#shared/meeting/views.ts';
import { byGivenName, fold, givenName, searchMembers } from '../../../chair-console/desk/search.ts';

function member(id: string, name: string, post = 'Ủy viên', group = ''): DeskMember {
  return { id, name, post, group, present: false, issued: null };
}

const roll = [
  member('1', 'Nguyễn Văn An'),
  member('2', 'Đặng Thị Dung'),
  member('3', 'Trần Đức Đạt'),
  member('4', 'Lê Ánh'),
  member('5', 'Phạm Minh Ân', 'Trưởng phòng Nội vụ'),
  member('6', 'Vũ Dương'),
  member('7', 'Hoàng Ngọc Anh'),
  member('8', 'Bùi Thị Ăn'),
];

function names(query: string): string[] {
  return searchMembers(roll, query).map(({ name }) => name);
}

describe('finding a member at the desk (X 6)', () => {
  test('marks and đ are no obstacle: both letters find đ, and marks find plain letters', () => {
    expect(fold('Đặng ĐỨC Ẫ ự')).toBe('dang duc a u');
    expect(names('dat')[0]).toBe('Trần Đức Đạt');
    expect(names('đạt')[0]).toBe('Trần Đức Đạt');
    expect(names('ĐẠT')[0]).toBe('Trần Đức Đạt');
    expect(names('dung')[0]).toBe('Đặng Thị Dung');
  });

  test('a decomposed (NFD) query or roll finds the same persons', () => {
    expect(names('Đạt'.normalize('NFD'))).toEqual(names('Đạt'));
    const decomposed = roll.map((m) => ({ ...m, name: m.name.normalize('NFD') }));
    expect(searchMembers(decomposed, 'anh').map(({ id }) => id)).toEqual(['7', '4']);
  });

  test('two letters bring given names to the top before family names', () => {
    const found = names('du');
    expect(found.slice(0, 2)).toEqual(['Đặng Thị Dung', 'Vũ Dương']);
    expect(found).toContain('Trần Đức Đạt');
  });

  test('initials find a person: nva, dtd', () => {
    expect(names('nva')).toEqual(['Nguyễn Văn An']);
    expect(names('dt')[0]).toBe('Đặng Thị Dung');
  });

  test('several words begin words of the name in their order', () => {
    expect(names('ng an')).toEqual(['Nguyễn Văn An', 'Hoàng Ngọc Anh']);
    expect(names('an ng')).toEqual([]);
  });

  test('marks typed put the exact spelling first and hide nobody', () => {
    expect(names('ân')[0]).toBe('Phạm Minh Ân');
    expect(names('ăn')[0]).toBe('Bùi Thị Ăn');
    expect([...names('ân')].sort()).toEqual([...names('an')].sort());
  });

  test('the post is searched when no name matches', () => {
    expect(names('noi vu')).toEqual(['Phạm Minh Ân']);
  });

  test('two letters are not looked for inside words or in posts', () => {
    expect(names('ao')).toEqual([]);
    expect(names('vi')).toEqual([]);
  });

  test('an empty query lists everyone by given name in Vietnamese order', () => {
    expect(names('  ')).toEqual([
      'Nguyễn Văn An',
      'Hoàng Ngọc Anh',
      'Lê Ánh',
      'Bùi Thị Ăn',
      'Phạm Minh Ân',
      'Đặng Thị Dung',
      'Vũ Dương',
      'Trần Đức Đạt',
    ]);
    expect(givenName(' Trần  Đức Đạt ')).toBe('Đạt');
  });

  test('law: every member is found by the folded full name, and a search invents nobody', () => {
    const name = fc
      .array(fc.constantFrom('Nguyễn', 'Đặng', 'Thị', 'Văn', 'Ánh', 'Đức', 'Dũng', 'Huỳnh'), {
        minLength: 1,
        maxLength: 4,
      })
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 12 }), fc.nat(), (list, pick) => {
        const members = list.map((text, i) => member(String(i), text));
        const wanted = members[pick % members.length]!;
        const found = searchMembers(members, fold(wanted.name));
        expect(found).toContain(wanted);
        expect(members).toEqual(expect.arrayContaining(found));
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });

  test('law: the order is total and does not depend on the order of the roll', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(roll, { minLength: roll.length }), (shuffled) => {
        expect(shuffled.toSorted(byGivenName)).toEqual(roll.toSorted(byGivenName));
      }),
    );
  });
});
