import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { parseCsv } from '#shared/plan/import/csv.ts';
import type { Sheet } from '#shared/plan/import/sheet.ts';
import { readXlsx } from '#shared/plan/import/xlsx/xlsx.ts';
import { defined } from '#shared/assert.ts';
import type { Result } from '#shared/result.ts';
import { readPasted, readTable } from '../../../../chair-console/import/read-table.ts';
import {
  ROLL_TEMPLATE,
  subjectsTemplate,
  templateCsv,
  templateXlsx,
} from '../../../../chair-console/import/templates.ts';
import { textRows, workbook } from '../../../support/import/workbook.ts';

function cellsOf(read: Result<readonly Sheet[], unknown>): readonly (readonly string[])[] {
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return defined(read.value[0]).rows.map(({ cells }) => cells);
}

function utf16(text: string, little: boolean, mark: boolean): Uint8Array {
  const units = (mark ? '\uFEFF' : '') + text;
  const bytes = new Uint8Array(units.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < units.length; i += 1) view.setUint16(i * 2, units.charCodeAt(i), little);
  return bytes;
}

const TABLE = [
  ['Họ và tên', 'Chức vụ'],
  ['Nguyễn Thị Ánh', 'Trưởng phòng'],
  ['Đặng Văn Bưởi', 'Phó Trưởng phòng'],
];

describe('CSV', () => {
  for (const delimiter of [',', ';', '\t']) {
    for (const end of ['\n', '\r\n', '\r']) {
      test(`delimiter ${JSON.stringify(delimiter)}, line end ${JSON.stringify(end)}`, () => {
        const text = TABLE.map((cells) => cells.join(delimiter)).join(end);
        expect(cellsOf(readTable(strToU8(text)))).toEqual(TABLE);
      });
    }
  }

  test('quotes hold delimiters, quotes and line breaks; rows keep their numbers', () => {
    const text = 'Tên,Chức vụ\n"Nguyễn ""Út"" A","Bí thư,\nChủ tịch"\n\n,\nTrần B,Ủy viên\n\n\n';
    const rows = parseCsv(text);
    expect(rows).toEqual({
      ok: true,
      value: [
        { number: 1, cells: ['Tên', 'Chức vụ'] },
        { number: 2, cells: ['Nguyễn "Út" A', 'Bí thư,\nChủ tịch'] },
        { number: 5, cells: ['Trần B', 'Ủy viên'] },
      ],
    });
  });

  test('whatever cells are written by RFC 4180 are read back', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((each) => `a${each}`);
    const table = fc.integer({ min: 2, max: 4 }).chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 6,
      }),
    );
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
        const text = rows
          .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(delimiter))
          .join('\r\n');
        const read = parseCsv(`sep=${delimiter}\r\n${text}`);
        expect(read.ok && read.value.map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });

  test('a quote that never closes names its row', () => {
    expect(readTable(strToU8('Tên,Chức vụ\nA,"Bí thư\nB,Ủy viên'))).toMatchObject({
      ok: false,
      error: { row: 2, text: expect.stringContaining('Dòng 2') as string },
    });
  });

  test('too many columns are refused with the row, and nothing hangs on noise', () => {
    expect(parseCsv(`a;b\n${';'.repeat(200)}x`)).toMatchObject({ ok: false, error: { row: 2 } });
    expect(readTable(strToU8('"'.repeat(999)))).toMatchObject({ ok: false });
    expect(readTable(new Uint8Array())).toMatchObject({ ok: false });
  });
});

describe('encodings', () => {
  const text = TABLE.map((cells) => cells.join(';')).join('\r\n');
  test.each([
    ['UTF-8 with its mark', strToU8(`\uFEFF${text}`)],
    ['UTF-16 LE with its mark', utf16(text, true, true)],
    ['UTF-16 BE with its mark', utf16(text, false, true)],
    ['UTF-16 LE without', utf16(text, true, false)],
    ['UTF-16 BE without', utf16(text, false, false)],
    ['decomposed UTF-8', strToU8(text.normalize('NFD'))],
  ])('%s', (_name, bytes) => {
    expect(cellsOf(readTable(bytes)).map((cells) => cells.map((c) => c.normalize('NFC')))).toEqual(
      TABLE,
    );
  });

  test('windows-1258: letters with the tone behind them', () => {
    // «Họ;Chức vụ» and «Nguyễn Đức;Ủy»: ê with 0xDE (tilde), ư with 0xEC (acute), 0xF2 (dot below).
    const bytes = new Uint8Array([
      ...strToU8('Ho'),
      0xf2,
      ...strToU8(';Chu'.slice(0, 3)),
      0xfd,
      0xec,
      ...strToU8('c vu'),
      0xf2,
      ...strToU8('\nNguy'),
      0xea,
      0xde,
      ...strToU8('n '),
      0xd0,
      0xfd,
      0xec,
      ...strToU8('c;U'),
      0xd2,
      ...strToU8('y'),
    ]);
    expect(cellsOf(readTable(bytes))).toEqual([
      ['Họ', 'Chức vụ'],
      ['Nguyễn Đức', 'Ủy'],
    ]);
  });

  test.each([
    // «Nguyễn Văn Đức» in TCVN3 and in VISCII, «Trần Văn Mỹ» with 0xFC.
    ['TCVN3', [0x4e, 0x67, 0x75, 0x79, 0xd4, 0x6e, 0x20, 0x56, 0xa8, 0x6e, 0x20, 0xa7, 0xf8, 0x63]],
    [
      'VISCII',
      [0x4e, 0x67, 0x75, 0x79, 0xad, 0x6e, 0x20, 0x56, 0xe5, 0x6e, 0x20, 0xd0, 0xd1, 0x63],
    ],
    ['an unknown one', [0x54, 0x72, 0xfc, 0x6e, 0xe4]],
  ])('%s is refused, naming the row and what to do', (_name, bytes) => {
    const file = new Uint8Array([...strToU8('Ten;Chuc vu\nTran A;Bi thu\n'), ...bytes, 0x3b, 0x41]);
    const read = readTable(file);
    expect(read).toMatchObject({ ok: false, error: { row: 3 } });
    expect(!read.ok && read.error.text).toContain('Unicode');
  });

  test('a file that says UTF-8 and is not names its row', () => {
    const file = new Uint8Array([0xef, 0xbb, 0xbf, ...strToU8('Tên;Mã\nA;1\n'), 0xc3, 0x28, 0x0a]);
    expect(readTable(file)).toMatchObject({ ok: false, error: { row: 3 } });
  });
});

describe('XLSX', () => {
  test('strings, rich text, phonetics left out, numbers, days, booleans, formulas', () => {
    const bytes = workbook({
      strings:
        '<si><t>Họ và tên</t></si><si><r><t>Nguyễn </t></r><r><rPr><b/></rPr><t xml:space="preserve">Văn A</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>',
      styles:
        '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.00&quot;đ&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>',
      sheets: {
        'Danh sách': `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row>
          <row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3"><v>1975</v></c><c r="D3" s="1"><v>27759</v></c><c r="E3" s="2"><v>45678.6</v></c><c r="F3" s="3"><v>12.5</v></c><c r="G3" t="b"><v>1</v></c><c r="H3" t="str"><f>A1&amp;"x"</f><v>ghép_x000A_chữ</v></c><c r="I3" t="d"><v>2024-03-05T00:00:00</v></c></row></sheetData>`,
      },
    });
    expect(readXlsx(bytes)).toEqual({
      ok: true,
      value: [
        {
          name: 'Danh sách',
          rows: [
            { number: 1, cells: ['Họ và tên'] },
            {
              number: 3,
              cells: [
                'Nguyễn Văn A',
                '',
                '1975',
                '31/12/1975',
                '21/01/2025',
                '12.5',
                'x',
                'ghép\nchữ',
                '05/03/2024',
              ],
            },
          ],
        },
      ],
    });
  });

  test('every day of 1900 to 2100 is the day that the calendar has', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 73_000 }), (serial) => {
        const day = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString();
        const [year, month, date] = day.slice(0, 10).split('-');
        const bytes = workbook({
          styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
          sheets: { A: `<sheetData><row><c s="0"><v>${serial}</v></c></row></sheetData>` },
        });
        expect(cellsOf(readXlsx(bytes))).toEqual([[`${date!}/${month!}/${year!}`]]);
      }),
      { numRuns: 60 },
    );
  });

  test('days count from 1904 where the workbook says so', () => {
    const bytes = workbook({
      workbookPr: '<workbookPr date1904="1"/>',
      styles: '<cellXfs><xf numFmtId="14"/></cellXfs>',
      sheets: { A: '<sheetData><row><c s="0"><v>26297</v></c></row></sheetData>' },
    });
    expect(cellsOf(readXlsx(bytes))).toEqual([['31/12/1975']]);
  });

  test('a cell joined over rows stands in each of them, one joined over columns once', () => {
    const bytes = workbook({
      sheets: {
        A: `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>DANH SÁCH</t></is></c></row>
          <row r="2"><c r="A2" t="inlineStr"><is><t>Khối Đảng</t></is></c><c r="B2" t="inlineStr"><is><t>A</t></is></c></row>
          <row r="3"><c r="A3"/><c r="B3" t="inlineStr"><is><t>B</t></is></c></row></sheetData>
          <mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/></mergeCells>`,
      },
    });
    expect(cellsOf(readXlsx(bytes))).toEqual([
      ['DANH SÁCH'],
      ['Khối Đảng', 'A'],
      ['Khối Đảng', 'B'],
    ]);
  });

  test('a formula without a result, or with an error, is a fault of its row', () => {
    const bytes = workbook({
      sheets: {
        A: '<sheetData><row r="1"><c r="A1" t="e"><f>X</f><v>#N/A</v></c></row><row r="2"><c r="B2"><f>X</f></c></row></sheetData>',
      },
    });
    const read = readXlsx(bytes);
    expect(read.ok && read.value[0]?.rows.map(({ faults }) => faults?.[0])).toEqual([
      'Ô A1: công thức báo lỗi #N/A.',
      'Ô B2: công thức chưa có kết quả; hãy mở tệp bằng Excel rồi lưu lại.',
    ]);
  });

  test('hidden and empty sheets are left out; a prefix and blank rows at the end do no harm', () => {
    const blank = Array.from(
      { length: 500 },
      (_, i) => `<row r="${i + 2}"><c r="A${i + 2}"/></row>`,
    );
    const bytes = workbook({
      hidden: ['Ẩn'],
      sheets: {
        Ẩn: textRows([['bí mật']]),
        Trống: '<sheetData/>',
        Thật: `<x:sheetData xmlns:x="a"><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>A</x:t></x:is></x:c></x:row>${blank.join('')}</x:sheetData>`.replaceAll(
          /<(\/?)(row|c)\b/gu,
          '<$1x:$2',
        ),
      },
    });
    const read = readXlsx(bytes);
    expect(read).toEqual({
      ok: true,
      value: [{ name: 'Thật', rows: [{ number: 1, cells: ['A'] }] }],
    });
  });

  test('a bomb is noticed while it unpacks; entities and document types are refused', () => {
    const bomb = workbook({
      sheets: { A: '<sheetData/>' },
      strings: `<si><t>${'0'.repeat(3_000_000)}</t></si>`,
    });
    expect(bomb.length).toBeLessThan(20_000);
    expect(readXlsx(bomb, 1_000_000)).toMatchObject({
      ok: false,
      error: { text: expect.stringContaining('quá lớn') as string },
    });
    const laughs = zipSync({
      'xl/workbook.xml': strToU8(
        '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><workbook>&c;</workbook>',
      ),
      'xl/_rels/workbook.xml.rels': strToU8('<Relationships/>'),
    });
    expect(readXlsx(laughs).ok).toBe(false);
  });

  test('what is no workbook is refused with what to do, never an exception', () => {
    const good = workbook({ sheets: { A: textRows(TABLE) } });
    expect(cellsOf(readXlsx(good))).toEqual(TABLE);
    for (const cut of [4, 40, good.length >> 1]) {
      expect(readTable(good.subarray(0, cut)).ok).toBe(false);
    }
    expect(readTable(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]))).toMatchObject({
      error: { text: expect.stringContaining('.xls') as string },
    });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const broken = good.slice();
        broken[at] = byte;
        readTable(broken);
      }),
      { numRuns: 200 },
    );
  });

  test('5,000 rows are read in a moment', () => {
    const rows = Array.from({ length: 5000 }, (_, i) => [`${i}`, `Nguyễn Văn ${i}`, 'Ủy viên']);
    expect(cellsOf(readXlsx(workbook({ sheets: { A: textRows(rows) } })))).toEqual(rows);
  });
});

describe('templates', () => {
  test('both templates are read back with the columns that they have', () => {
    for (const template of [
      ROLL_TEMPLATE,
      subjectsTemplate([{ key: 'k1', id: 'bch', name: 'Hội nghị "A"; lần 1' }]),
    ]) {
      for (const bytes of [templateXlsx(template), templateCsv(template)]) {
        expect(cellsOf(readTable(bytes))).toEqual([template.headers]);
      }
    }
  });

  test('a table pasted from Excel is read as one', () => {
    expect(cellsOf(readPasted('Nguyễn Văn A\tBí thư\r\nTrần B\t"Chủ tịch\nHĐND"\r\n'))).toEqual([
      ['Nguyễn Văn A', 'Bí thư'],
      ['Trần B', 'Chủ tịch\nHĐND'],
    ]);
  });
});
