import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { resultCsv } from '#shared/papers/csv.ts';
import type { CountedFacts } from '#shared/papers/counted.ts';
import { resultXlsx } from '../../../server/papers/xlsx.ts';
import { DIGEST, paperFacts } from '../../support/papers/facts.ts';

const FACTS = paperFacts({ subjects: 24 });

function named(name: string): CountedFacts {
  const { result } = FACTS;
  const rows = result.rows.map((row, i) => (i === 0 ? { ...row, name } : row));
  return { ...FACTS, result: { ...result, rows } };
}

/** Lines and fields of a CSV without line feeds in fields. */
function linesOf(csv: string): string[][] {
  return csv
    .slice(1)
    .split('\r\n')
    .map((line) => line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/u));
}

describe('resultCsv', () => {
  const csv = resultCsv(FACTS);
  const lines = linesOf(csv);

  it('opens in Excel with Vietnamese settings: mark, semicolons, CRLF', () => {
    expect(csv.startsWith('\uFEFFSTT;Họ và tên;')).toBe(true);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    expect(csv.endsWith('\r\n')).toBe(true);
  });

  it('repeats the figures of the result, letter for letter (issue 4)', () => {
    FACTS.result.rows.forEach((row, i) => {
      const { name, valid, invalid, high, highPercent, confidence, confidencePercent, low } = row;
      const expected = [i + 1, name, row.post, valid, invalid, high, highPercent, confidence];
      const rest = [confidencePercent, low, row.lowPercent];
      expect(lines[i + 1]!.slice(0, 11)).toEqual([...expected, ...rest].map(String));
    });
    for (const value of Object.values(FACTS.result.figures)) {
      expect(lines.some((line) => line.length === 2 && line[1] === String(value))).toBe(true);
    }
  });

  it('says the band of low confidence in words, and nothing for none (R45, R46)', () => {
    const words = { none: '', overHalf: 'Trên 50% đến dưới 2/3', twoThirds: 'Từ 2/3 trở lên' };
    for (const band of ['none', 'overHalf', 'twoThirds'] as const) {
      const { result } = FACTS;
      const rows = result.rows.map((row) => ({ ...row, band }));
      const [, first] = linesOf(resultCsv({ ...FACTS, result: { ...result, rows } }));
      expect(first!.at(-1)).toBe(words[band]);
    }
  });

  it.each(['=HYPERLINK("http://x")', '+84', '-1', '@SUM(A1)', ' =1', '\t=1'])(
    'lets no spreadsheet run %j as a formula',
    (name) => {
      const field = linesOf(resultCsv(named(name)))[1]![1]!;
      expect(field.replace(/^"/u, '').startsWith("'")).toBe(true);
    },
  );

  it('quotes semicolons and quotation marks', () => {
    const [, first] = linesOf(resultCsv(named('Lê; "Văn" A')));
    expect(first![1]).toBe('"Lê; ""Văn"" A"');
    expect(first).toHaveLength(12);
  });

  it('says that a rehearsal is one', () => {
    expect(resultCsv({ ...FACTS, rehearsal: true })).toContain('DIỄN TẬP');
    expect(csv).not.toContain('DIỄN TẬP');
  });
});

describe('resultXlsx', async () => {
  const bytes = await resultXlsx(FACTS);
  const files = unzipSync(bytes);
  const sheets = [1, 2, 3].map((n) => sheetOf(files, n));

  it('has the sheets Kết quả, Số liệu and Bằng chứng', () => {
    const workbook = strFromU8(files['xl/workbook.xml']!);
    expect([...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/gu)].map(([, name]) => name)).toEqual([
      'Kết quả',
      'Số liệu',
      'Bằng chứng',
    ]);
  });

  it('has the counts and percentages of the result as numbers (issue 4)', () => {
    FACTS.result.rows.forEach((row, i) => {
      const percents = [row.highPercent, row.confidencePercent, row.lowPercent].map((printed) =>
        Number(printed.replace(',', '.')),
      );
      expect(sheets[0]![i + 1]!.slice(0, 11)).toEqual([
        i + 1,
        row.name,
        row.post,
        row.valid,
        row.invalid,
        row.high,
        percents[0],
        row.confidence,
        percents[1],
        row.low,
        percents[2],
      ]);
    });
    const { figures } = FACTS.result;
    expect(sheets[1]!.slice(1).map(([, value]) => value)).toEqual(
      expect.arrayContaining(Object.values(figures)),
    );
    expect(sheets[1]).toHaveLength(Object.keys(figures).length + 1);
  });

  it('shows a percentage of nothing as the result prints it (F23)', async () => {
    const { result } = FACTS;
    const rows = result.rows.map((row) => ({ ...row, highPercent: '–' }));
    const [sheet] = [
      sheetOf(unzipSync(await resultXlsx({ ...FACTS, result: { ...result, rows } })), 1),
    ];
    expect(sheet[1]![6]).toBe('–');
  });

  it('carries the evidence by which it is checked', () => {
    const values = sheets[2]!.map(([, value]) => String(value).replaceAll(' ', ''));
    expect(values).toContain(DIGEST);
  });

  it('keeps a text that looks like a formula a text', async () => {
    const files = unzipSync(await resultXlsx(named('=1+1')));
    expect(sheetOf(files, 1)[1]![1]).toBe('=1+1');
    expect(strFromU8(files['xl/worksheets/sheet1.xml']!)).not.toContain('<f>');
  });

  it('is the same to the byte for the same facts', async () => {
    expect(Buffer.compare(await resultXlsx(FACTS), bytes)).toBe(0);
  });
});

/** The rows of a sheet: numbers as numbers, texts as texts; cells without a value left out. */
function sheetOf(files: Record<string, Uint8Array>, number: number): (string | number)[][] {
  const shared = strFromU8(files['xl/sharedStrings.xml']!);
  const texts = [...shared.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/gu)].map(([, text]) => text!);
  const xml = strFromU8(files[`xl/worksheets/sheet${number}.xml`]!);
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gsu)].map(([, row]) =>
    [...row!.matchAll(/<c ([^>]*)><v>([^<]*)<\/v>/gu)].map(([, attributes, value]) =>
      attributes!.includes('t="s"') ? texts[Number(value)]! : Number(value),
    ),
  );
}
