import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defined } from '#shared/assert.ts';
import { emptyDraft } from '#shared/plan/draft/blank.ts';
import { addVenue, rowsOf } from '#shared/plan/draft/draft-ops.ts';
import { draftOf } from '#shared/plan/draft/draft-of.ts';
import { undone } from '#shared/plan/draft/undo.ts';
import { fieldOfHeader, guessColumns, type ColumnMap } from '#shared/plan/import/columns.ts';
import { applyDiff, diffOf } from '#shared/plan/import/diff.ts';
import { peopleOf } from '#shared/plan/import/people.ts';
import { idOf, reasonOf } from '#shared/plan/import/person.ts';
import type { SheetRow } from '#shared/plan/import/sheet.ts';
import { cleanText, looksLegacy, nameKey } from '#shared/plan/person-name.ts';
import { samplePlan } from '#shared/plan/sample.ts';

function rows(cells: readonly (readonly string[])[], from = 1): SheetRow[] {
  return cells.map((each, i) => ({ number: from + i, cells: each }));
}

const ROLL: ColumnMap = ['name', 'post', 'unit'];

describe('names (R5)', () => {
  test('spaces, case, composed or not, where the tone stands: one name', () => {
    const same = [
      'Nguyễn Thị Hòa',
      ' nguyễn  thị\u00A0hòa ',
      'NGUYỄN THỊ HÒA',
      'Nguyễn Thị Hoà',
      'Nguyễn Thị Hòa'.normalize('NFD'),
      'Nguyễn\u200B Thị Hòa\uFEFF',
    ];
    expect(new Set(same.map(nameKey)).size).toBe(1);
    const others = ['Nguyễn Thị Hóa', 'Nguyễn Thị Hoa', 'Nguyên Thị Hòa', 'Nguyễn Thi Hòa'];
    expect(new Set(others.map(nameKey)).size).toBe(4);
    for (const other of others) expect(nameKey(other)).not.toBe(nameKey('Nguyễn Thị Hòa'));
  });

  test('Đ written as the Icelandic Ð is Đ', () => {
    expect(cleanText('\u00D0ặng Văn \u00D0ức')).toBe('Đặng Văn Đức');
    expect(nameKey('\u00F0ỗ')).toBe(nameKey('Đỗ'));
  });

  test('cleaning is stable, and no Vietnamese name looks like an old font', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
      }),
    );
    const names =
      'Nguyễn Hoàng Đạt, Trần Thị Ngọc Ánh, Lê Quý Đôn, Phạm Thuỳ Dung, Vũ Xuân Huỳnh, Đỗ Thị Uyên, Bùi Khuê, Y Blang Niê, Hồ Đức Oánh, Lý Quế Mỹ Ý, Ủy viên UBTVQH, Trưởng phòng LĐ-TB&XH, Tòa án, Giám đốc Sở TN&MT, Hà Quảng, Phó Chánh Văn phòng';
    for (const name of names.split(', ')) expect([name, looksLegacy(name)]).toEqual([name, false]);
    for (const old of [
      'NguyÔn V¨n A',
      'TrÇn §øc',
      'Nguyeãn Vaên A',
      'Traàn Ñöùc',
      'Nguy?n \uFFFD',
    ]) {
      expect([old, looksLegacy(old)]).toEqual([old, true]);
    }
  });
});

describe('columns are guessed from their headers', () => {
  test.each([
    ['Họ và tên', 'name'],
    ['HỌ TÊN', 'name'],
    ['Họ, đệm', 'family'],
    ['Tên', 'given'],
    ['Tên đơn vị', null],
    ['Chức vụ, đơn vị công tác', 'post'],
    ['Chức danh', 'post'],
    ['Đơn vị công tác', 'unit'],
    ['Cơ quan/đơn vị', 'unit'],
    ['Mã số cán bộ', 'id'],
    ['Ngày, tháng, năm sinh', 'born'],
    ['Lý do không lấy phiếu', 'excluded'],
    ['Ghi chú (nếu có)', 'note'],
    ['STT', 'skip'],
    ['Điện thoại', null],
    ['Đại biểu', 'name'],
    ['Đại biểu số 1', null],
    ['', null],
  ])('%s: %s', (header, field) => {
    expect(fieldOfHeader(header)).toBe(field);
  });

  test('below a title, one header joined over two columns, decomposed letters', () => {
    const sheet = rows([
      ['ỦY BAN NHÂN DÂN HUYỆN X'],
      ['DANH SÁCH ĐẠI BIỂU'],
      ['TT', 'Họ và tên'.normalize('NFD'), '', 'Chức vụ'],
      ['1', 'Nguyễn Văn', 'An', 'Bí thư'],
      ['2', 'Trần Thị', 'Bình', 'Chủ tịch'],
    ]);
    expect(guessColumns(sheet, 'roll', [])).toEqual({
      columns: ['skip', 'family', 'given', 'post'],
      headerRow: 3,
    });
  });

  test('venues of the plan by name or id; the same field only once', () => {
    const venues = [
      { key: 'k1', id: 'bch', name: 'Hội nghị Ban Chấp hành' },
      { key: 'k2', id: 'hdnd', name: 'Kỳ họp HĐND' },
    ];
    const sheet = rows([['Họ và tên', 'Nơi: Hội nghị Ban Chấp hành', 'HDND', 'Họ tên']]);
    expect(guessColumns(sheet, 'subjects', venues).columns).toEqual([
      'name',
      'venue:k1',
      'venue:k2',
      'skip',
    ]);
    expect(guessColumns(sheet, 'roll', venues).columns).toEqual(['name', 'skip', 'skip', 'skip']);
  });

  test('without headers: names by their form, the post beside them', () => {
    const sheet = rows([
      ['1', 'Nguyễn Văn An', '', 'Bí thư Huyện ủy'],
      ['2', 'Trần Thị Bình', '', 'Chủ tịch'],
    ]);
    expect(guessColumns(sheet, 'roll', [])).toEqual({
      columns: ['skip', 'name', 'skip', 'post'],
      headerRow: null,
    });
  });
});

describe('rows become people', () => {
  test('NBSP, combining marks, Ð, double spaces are put right and said', () => {
    const { people, remarks } = peopleOf(
      rows([['\u00A0Nguyễn  Văn\u00A0Ân '.normalize('NFD'), '\u00D0ảng ủy viên', '']]),
      ROLL,
    );
    expect(people).toEqual([{ row: 1, name: 'Nguyễn Văn Ân', post: 'Đảng ủy viên', group: '' }]);
    expect(remarks).toEqual([{ row: 1, text: 'Đã sửa chữ Ð (không phải tiếng Việt) thành Đ.' }]);
  });

  test('what cannot be a person is refused with its row; headings between are passed over', () => {
    const read = peopleOf(
      [
        ...rows([
          ['Họ và tên', 'Chức vụ', 'Đơn vị'],
          ['I. KHỐI ĐẢNG', '', ''],
          ['', 'Bí thư', ''],
          ['12345', 'Bí thư', ''],
          ['NguyÔn V¨n A', 'Bí thư', ''],
          ['', '', ''],
          ['Tổng cộng: 33', '', ''],
          ['Trần Văn B', '', ''],
        ]),
        { number: 9, cells: ['Lê C'], faults: ['Ô A9: công thức báo lỗi #REF!.'] },
      ],
      ROLL,
    );
    expect(read.people.map(({ name }) => name)).toEqual(['Trần Văn B']);
    expect(read.refused.map(({ row }) => row)).toEqual([3, 4, 5, 9]);
    expect(read.refused[2]?.text).toContain('Unicode');
    expect(read.remarks.map(({ row }) => row)).toEqual([2, 7]);
  });

  test('one person twice is taken once; told apart by the year of birth (R5, F17)', () => {
    const columns: ColumnMap = ['name', 'post', 'born'];
    const { people, remarks } = peopleOf(
      rows([
        ['Nguyễn Văn A', 'Ủy viên', '1970'],
        ['NGUYỄN VĂN A', 'ủy  viên', '1970'],
        ['Nguyễn Văn A', 'Ủy viên', '05/03/1982'],
        ['Nguyễn Văn A', 'Ủy viên', ''],
      ]),
      columns,
    );
    expect(people.map(({ post }) => post)).toEqual(['Ủy viên', 'Ủy viên, sinh năm 1982']);
    expect(remarks.map(({ row }) => row)).toEqual([2, 3, 4]);
  });

  test('one name with two posts is asked about, and joined when told so (R5)', () => {
    const sheet = rows([
      ['Nguyễn Văn A', 'Bí thư', ''],
      ['Trần B', 'Ủy viên', ''],
      ['Nguyễn Văn A', 'Chủ tịch HĐND', ''],
    ]);
    const asked = peopleOf(sheet, ROLL);
    expect(asked.people).toHaveLength(3);
    expect(asked.namesakes).toEqual([{ first: 1, second: 3, name: 'Nguyễn Văn A' }]);
    const joined = peopleOf(sheet, ROLL, new Set([3]));
    expect(joined.people.map(({ post }) => post)).toEqual(['Bí thư; Chủ tịch HĐND', 'Ủy viên']);
  });

  test('subjects: marks of venues, reasons in the sources’ words (R3)', () => {
    const columns: ColumnMap = ['name', 'post', 'venue:k1', 'venue:k2', 'excluded'];
    const { people, refused } = peopleOf(
      rows([
        ['Nguyễn Văn A', 'Bí thư', 'x', '', ''],
        ['Trần Văn B', 'Phó', 'X', 'có', 'Lý do bổ nhiệm năm 2023'],
        ['Lê Văn C', 'Phó', 'có lẽ', '', ''],
        ['Lê Văn D', 'Phó', '', '', 'đi học'],
      ]),
      columns,
    );
    expect(people).toMatchObject([
      { venues: ['k1'], excluded: '' },
      { venues: ['k1', 'k2'], excluded: 'appointedThisYear' },
    ]);
    expect(refused.map(({ row }) => row)).toEqual([3, 4]);
    expect(
      ['bổ nhiệm lại', 'luân chuyển', 'được bầu năm 2023', 'chờ nghỉ hưu'].map(reasonOf),
    ).toEqual([
      'reappointedThisYear',
      'transferredThisYear',
      'electedThisYear',
      'retirementNotice',
    ]);
    expect(idOf('CB.Đ 01/ă')).toBe('CB-D-01-a');
  });
});

describe('an import is a difference, shown before it is applied', () => {
  const draft = draftOf(samplePlan('2026-11-21'));
  const ref = { name: 'roll', venue: defined(draft.venues[0]).key } as const;
  const members = rowsOf<'roll'>(draft, ref);
  const table = members.map(({ name, post, group }) => [name, post, group]);

  function imported(cells: readonly (readonly string[])[]) {
    return diffOf(draft, ref, peopleOf(rows(cells), ROLL).people);
  }

  test('the same list again changes nothing', () => {
    const entries = imported(table);
    expect(entries.every(({ kind }) => kind === 'same')).toBe(true);
    const all = new Set(entries.keys());
    expect(rowsOf<'roll'>(applyDiff(draft, ref, entries, all).draft, ref)).toEqual(members);
  });

  test('added, changed, removed; ids and keys stay; taken back as one', () => {
    const [first, second, ...others] = table;
    const entries = imported([
      ['Người Mới', 'Ủy viên', ''],
      [defined(first)[0]!, 'Chức vụ mới', ''],
      ...others,
    ]);
    expect(entries.filter(({ kind }) => kind !== 'same')).toMatchObject([
      { kind: 'added', person: { name: 'Người Mới' } },
      { kind: 'changed', key: members[0]?.key, fields: ['post'] },
      { kind: 'removed', before: { name: defined(second)[0] } },
    ]);
    const applied = applyDiff(draft, ref, entries, new Set(entries.keys()));
    const after = rowsOf<'roll'>(applied.draft, ref);
    expect(after).toHaveLength(members.length);
    expect(after[0]).toMatchObject({ name: 'Người Mới', id: 'db-1' });
    expect(after[1]).toMatchObject({
      id: members[0]?.id,
      key: members[0]?.key,
      post: 'Chức vụ mới',
    });
    expect(rowsOf<'roll'>(undone(applied.draft, applied.undo), ref)).toEqual(members);
  });

  test('what is not chosen stays as it was', () => {
    const entries = imported([['Người Mới', '', ''], ...table.slice(0, 3)]);
    const none = applyDiff(draft, ref, entries, new Set());
    const names = rowsOf<'roll'>(none.draft, ref).map(({ name }) => name);
    expect([...names].sort()).toEqual(members.map(({ name }) => name).sort());
  });

  test('any part of the list, in any order, chosen whole: the list becomes the file', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...table.keys()]),
        fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 }),
        (places, news) => {
          const cells = [
            ...places.map((at) => table[at]!),
            ...news.map((n) => [`Người mới số ${'một '.repeat(n)}`, '', '']),
          ];
          const entries = imported(cells);
          const applied = applyDiff(draft, ref, entries, new Set(entries.keys()));
          const after = rowsOf<'roll'>(applied.draft, ref);
          expect(after.map(({ name }) => name)).toEqual(cells.map(([name]) => cleanText(name!)));
          expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
          expect(new Set(after.map(({ key }) => key)).size).toBe(after.length);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('people are known again by their id though name and post changed', () => {
    const first = defined(members[0]);
    const people = [{ row: 2, id: first.id, name: 'Tên Khác', post: 'Chức Khác' }];
    expect(diffOf(draft, ref, people)[0]).toMatchObject({
      kind: 'changed',
      key: first.key,
      fields: ['name', 'post'],
    });
  });

  test('subjects: the unit stands behind the post, as the ballot prints it', () => {
    const { draft: empty } = addVenue(emptyDraft(), 'party-96');
    const subjects = { name: 'subjects', venue: null } as const;
    const people = [{ row: 2, name: 'Trần A', post: 'Giám đốc', group: 'Sở Y tế', born: '1970' }];
    const entries = diffOf(empty, subjects, people);
    const { draft: after } = applyDiff(empty, subjects, entries, new Set([0]));
    expect(after.subjects).toMatchObject([
      { id: 'cb-1', name: 'Trần A', post: 'Giám đốc, Sở Y tế' },
    ]);
    expect(after.subjects[0]).not.toHaveProperty('born');
  });

  test('5,000 people at once', () => {
    const cells = Array.from({ length: 5000 }, (_, i) => [
      `Nguyễn Văn Số ${i}`,
      `Chức vụ ${i % 7}`,
      '',
    ]);
    const entries = imported(cells);
    expect(entries.filter(({ kind }) => kind === 'added')).toHaveLength(5000);
    const applied = applyDiff(draft, ref, entries, new Set(entries.keys()));
    expect(rowsOf<'roll'>(applied.draft, ref)).toHaveLength(5000);
  });
});
