import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, it } from 'vitest';
import type { Cell, Table } from '#shared/papers/model.ts';
import { textWidth } from '#shared/papers/render/letter-widths.ts';
import { linesOf } from '#shared/papers/render/paragraph-extent.ts';
import { qrSvg, QUIET } from '#shared/papers/render/qr-svg.ts';
import { placesOf } from '#shared/papers/render/spans.ts';
import { TINOS } from '../../../server/papers/fonts.ts';
import { qrModules, qrPng } from '../../../server/papers/qr.ts';
import { brokenWords } from '../../support/papers/broken-words.ts';
import { decoded } from '../../support/papers/decoded.ts';
import { ACCENTED, p, samplePaper } from '../../support/papers/sample-paper.ts';

function table(widths: readonly number[], rows: readonly (readonly Cell[])[]): Table {
  return { type: 'table', widths, headerRows: 0, rows, borders: 'all' };
}

function cell(columns = 1, rows = 1): Cell {
  return { content: [p('x')], columns, rows };
}

describe('placesOf (spans as in HTML)', () => {
  it('fills what spans cover', () => {
    const [wide, tall, plain] = [cell(2), cell(1, 2), cell()];
    expect(
      placesOf(
        table(
          [1, 1, 1],
          [
            [tall, wide],
            [plain, plain],
          ],
        ),
      ),
    ).toEqual([
      [tall, wide, 'covered'],
      ['covered', plain, plain],
    ]);
  });

  it.each([
    ['too few cells', [[cell()]]],
    ['too many cells', [[cell(), cell(), cell()]]],
    ['a span beyond the last column', [[cell(), cell(2)]]],
    ['a span beyond the last row', [[cell(1, 2), cell()]]],
    ['a span over a span', [[cell(), cell(1, 2)], [cell(2)]]],
  ])('refuses %s, lest figures stand in the wrong column', (_, rows) => {
    expect(() => placesOf(table([1, 1], rows))).toThrow(/Bug/u);
  });
});

describe('textWidth', () => {
  it.each([
    ['normal', false],
    ['bold', true],
  ] as const)('has the widths of the %s face of Tinos (experience 6)', (face, bold) => {
    const advance = advancesOf(readFileSync(TINOS[face]));
    const printable = Array.from({ length: 95 }, (_, i) => String.fromCodePoint(0x20 + i)).join('');
    for (const letter of `${printable}${ACCENTED.join('')}…–—`) {
      // The horn of ơ and ư is counted at a mean.
      expect(Math.abs(textWidth(letter, 1000, bold) - advance(letter))).toBeLessThan(65);
    }
    expect(textWidth('MẬT 53,19%', 10, bold)).toBeCloseTo(
      Array.from('MẬT 53,19%').reduce((sum, letter) => sum + advance(letter), 0) / 100,
      1,
    );
  });
});

describe('linesOf', () => {
  it('breaks between words, after hyphens, at line feeds, and through a word too long', () => {
    expect(linesOf(p(''), 100)).toBe(1);
    expect(linesOf(p('một hai'), 200)).toBe(1);
    expect(linesOf(p('một hai'), 30)).toBe(2);
    expect(linesOf(p('một\nhai\nba'), 200)).toBe(3);
    expect(linesOf(p('mmmm-mmmm'), 60)).toBe(2);
    expect(linesOf(p('m'.repeat(20)), (14 * 778 * 5) / 1000 + 1)).toBe(4);
  });
});

describe('brokenWords', () => {
  it('finds words that a column is too narrow for', () => {
    const narrow = { blocks: [table([11], [[{ content: [p('Số phiếu', { size: 12 })] }]])] };
    expect(brokenWords(narrow)).toEqual(['phiếu']);
    const wide = { blocks: [table([13], [[{ content: [p('Số phiếu', { size: 12 })] }]])] };
    expect(brokenWords(wide)).toEqual([]);
  });
});

describe('QR codes', () => {
  it('are read back from the PNG, whatever they say', async () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('HOM-PHIEU_ 019azAZ/:#?=&')),
      minLength: 1,
    });
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('M' as const, 'Q' as const), async (said, level) => {
        expect(await decoded(qrPng(said, level))).toBe(said);
      }),
      { numRuns: 30 },
    );
  });

  it('are drawn in the PDF module by module, quiet zone included', () => {
    const modules = qrModules('HOM-PHIEU 1', 'M');
    const svg = qrSvg(modules);
    const side = modules.size + 2 * QUIET;
    expect(svg).toContain(`viewBox="-4 -4 ${side} ${side}"`);
    const drawn = Array.from({ length: modules.size ** 2 }, () => 0);
    for (const [, x, y, n] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/gu)) {
      for (let i = 0; i < Number(n); i++) drawn[Number(y) * modules.size + Number(x) + i]! += 1;
    }
    expect(drawn).toEqual(
      [...QRCode.create('HOM-PHIEU 1', { errorCorrectionLevel: 'M' }).modules.data].map(Number),
    );
  });
});

describe('the sample', () => {
  it('has every block', () => {
    const types = new Set(samplePaper(1).blocks.map(({ type }) => type));
    expect([...types].toSorted()).toEqual(
      ['cards', 'columns', 'pageBreak', 'paragraph', 'qr', 'spacer', 'table'].toSorted(),
    );
  });
});

/** Advance widths of a TrueType font by letter, in thousandths of an em, from its own tables. */
function advancesOf(font: Buffer): (letter: string) => number {
  function at(tag: string): number {
    const records = Array.from({ length: font.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
    const record = records.find((each) => font.toString('latin1', each, each + 4) === tag)!;
    return font.readUInt32BE(record + 8);
  }
  const units = font.readUInt16BE(at('head') + 18);
  const metrics = font.readUInt16BE(at('hhea') + 34);
  const glyph = glyphsOf(font, at('cmap'));
  return (letter) => {
    const index = Math.min(glyph(letter.codePointAt(0)!), metrics - 1);
    return (font.readUInt16BE(at('hmtx') + 4 * index) * 1000) / units;
  };
}

/** The glyph of a code point by the font's Unicode map of format 4. */
function glyphsOf(font: Buffer, cmap: number): (code: number) => number {
  const records = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + 4 + 8 * i);
  const map = records
    .map((record) => cmap + font.readUInt32BE(record + 4))
    .find((offset) => font.readUInt16BE(offset) === 4)!;
  const twice = font.readUInt16BE(map + 6);
  const ends = map + 14;
  const starts = ends + twice + 2;
  return (code) => {
    for (let i = 0; i < twice; i += 2) {
      if (font.readUInt16BE(ends + i) < code) continue;
      const start = font.readUInt16BE(starts + i);
      const range = starts + 2 * twice + i;
      const delta = font.readUInt16BE(starts + twice + i);
      const shift = font.readUInt16BE(range);
      if (shift === 0) return (code + delta) & 0xffff;
      return (font.readUInt16BE(range + shift + 2 * (code - start)) + delta) & 0xffff;
    }
    return 0;
  };
}
