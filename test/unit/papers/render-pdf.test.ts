import { describe, expect, it, vi } from 'vitest';
import type { Block, Paper } from '#shared/papers/model.ts';
import { renderPdf } from '../../../server/papers/pdf.ts';
import {
  oneSpaced,
  pdfBody,
  pdfPages,
  pdfPageText,
  pdfTitle,
  type PdfItem,
  type PdfPage,
} from '../../support/papers/pdf-text.ts';
import { ACCENTED, p, samplePaper } from '../../support/papers/sample-paper.ts';

// Page breaks are tried line by line.
vi.setConfig({ testTimeout: 60_000 });

const MADE = new Date('2026-11-21T10:00:00Z');

async function pagesOf(blocks: readonly Block[], style: Partial<Paper> = {}): Promise<PdfPage[]> {
  return pdfPages(await renderPdf(samplePaper(0, { blocks, watermark: null, ...style }), MADE));
}

/** What can be seen; the extractor puts spaces between pieces. */
function shown(page: PdfPage): PdfItem[] {
  return page.items.filter(({ text }) => text.trim() !== '');
}

function lines(count: number, text = 'Dòng'): Block[] {
  return Array.from({ length: count }, (_, i) => p(`${text} ${i + 1}`));
}

describe('PDF of a paper', async () => {
  const bytes = await renderPdf(samplePaper(60), MADE);
  const pages = await pdfPages(bytes);

  it('gives every accented letter back (experience 6)', () => {
    const body = pdfBody(pages).replaceAll(' ', '');
    for (const text of ACCENTED) expect(body).toContain(text);
  });

  it('composes text that comes decomposed (experience 6, NFD)', async () => {
    const body = pdfBody(await pagesOf([p('Quốc hội, Nguyễn Thị Ỷ'.normalize('NFD'))]));
    expect(body).toBe('Quốc hội, Nguyễn Thị Ỷ');
  });

  it('bears the watermark of a rehearsal on every page, and none otherwise', async () => {
    expect(pages.length).toBeGreaterThan(3);
    expect(pages.map(({ watermark }) => watermark)).toEqual(pages.map(() => 'DIỄN TẬP'));
    expect((await pagesOf(lines(3)))[0]!.watermark).toBeNull();
  });

  it('numbers pages in the middle of the top margin, not the first (B4)', () => {
    const numbers = pages.map((page) => page.items.filter(({ y }) => y < 50));
    expect(numbers.map((items) => items.map(({ text }) => text).join(''))).toEqual(
      pages.map((_, i) => (i === 0 ? '' : String(i + 1))),
    );
    const [number] = numbers[1]!;
    // A4 with margins of 30 and 15 mm: the middle of the text lies 7.5 mm right of the page's.
    expect(number!.x).toBeCloseTo(595.28 / 2 + 21.26 - 3.25, 0);
    expect(number!.size).toBe(13);
  });

  it('does not number a paper that has no numbers', async () => {
    const page = { ...samplePaper(0).page, numbered: false, footer: null };
    const [, second] = await pagesOf(lines(60), { page });
    expect(second!.items.filter(({ y }) => y < 50)).toEqual([]);
  });

  it('bears the footer on every page', () => {
    for (const page of pages) {
      const foot = page.items.filter(({ y }) => y > page.height - 50);
      expect(oneSpaced(foot.map(({ text }) => text).join(''))).toBe(samplePaper().page.footer);
    }
  });

  it('repeats all header rows of a table on every page and loses no row', () => {
    const bodies = pages.map((page) => pdfPageText(page, 56, 56));
    const withTable = bodies.filter((body) => body.includes('Trần Văn Ữ'));
    expect(withTable.length).toBeGreaterThan(2);
    for (const body of withTable) {
      for (const title of ['STT', 'Mức độ tín nhiệm', 'Tín nhiệm thấp', 'Tỷ lệ']) {
        expect(oneSpaced(body)).toContain(title);
      }
    }
    const all = oneSpaced(bodies.join('\n'));
    for (let i = 0; i < 60; i++) {
      expect(all).toContain(`${i % 7 === 3 ? 'Nguyên Hương' : 'Trần Văn Ữ'} ${i} `);
    }
  });

  it('turns a page on its side', async () => {
    const page = { ...samplePaper(0).page, orientation: 'landscape' as const };
    const [first] = await pagesOf(lines(1), { page });
    expect([Math.round(first!.width), Math.round(first!.height)]).toEqual([842, 595]);
  });

  it('is the same to the byte for the same paper and date', async () => {
    const [one, two, other] = [MADE, MADE, new Date('2026-11-22T10:00:00Z')].map((made) =>
      renderPdf(samplePaper(4), made),
    );
    expect(Buffer.compare(await one!, await two!)).toBe(0);
    expect(Buffer.compare(await one!, await other!)).not.toBe(0);
  });

  it('states its title and embeds no font but Tinos', async () => {
    expect(await pdfTitle(bytes)).toBe('Biên bản kiểm phiếu (mẫu)');
    const names =
      Buffer.from(bytes)
        .toString('latin1')
        .match(/\/FontName \/[^\s/]+/gu) ?? [];
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !name.includes('+Tinos'))).toEqual([]);
  });
});

describe('page breaks of the PDF', () => {
  it('begins a new page at a page break, before a title kept with what follows as well', async () => {
    const blocks: Block[] = [
      p('Trang một'),
      { type: 'pageBreak' },
      p('Tiêu đề', { keepWithNext: true }),
      p('Trang hai'),
      { type: 'pageBreak' },
      p('Một đoạn dài '.repeat(40)),
    ];
    const pages = await pagesOf(blocks);
    expect(pages.map((page) => pdfPageText(page, 56, 56).split('\n')[0])).toEqual([
      'Trang một',
      'Tiêu đề',
      expect.stringMatching(/^Một đoạn dài/u),
    ]);
  });

  it('keeps titles with the first row of the table under them, wherever the page ends', async () => {
    for (let before = 30; before < 42; before++) {
      const blocks: Block[] = [
        ...lines(before),
        p('Phần một', { keepWithNext: true }),
        p('Tiểu mục', { keepWithNext: true }),
        samplePaper(3).blocks.find(({ type }) => type === 'table')!,
      ];
      const pages = await pagesOf(blocks);
      const bodies = pages.map((page) => oneSpaced(pdfPageText(page, 56, 56)));
      const titled = bodies.filter((body) => body.includes('Phần một'));
      expect(titled).toHaveLength(1);
      expect(titled[0]).toMatch(/Phần một Tiểu mục STT.*Trần Văn Ữ 0/u);
    }
  });

  it('leaves no first line of a paragraph alone at the foot of a page', async () => {
    const long = 'Nội dung của một đoạn văn dài hơn ba dòng để chia trang. '.repeat(6);
    for (let before = 36; before < 44; before++) {
      const [first] = await pagesOf([...lines(before), p(long, { align: 'justify' })]);
      const shown = pdfPageText(first!, 56, 56)
        .split('\n')
        .filter((line) => !line.startsWith('Dòng'));
      expect(shown.length).not.toBe(1);
    }
  });

  it('never breaks columns that belong together', async () => {
    for (let before = 30; before < 42; before++) {
      const sign = samplePaper(0).blocks.filter(({ type }) => type === 'columns')[1]!;
      const bodies = (await pagesOf([...lines(before), sign])).map((page) => pdfPageText(page));
      const signed = bodies.filter((body) => /TRƯỞNG BAN|Phạm Đức Ngọ/u.test(body));
      expect(signed).toHaveLength(1);
    }
  });

  it('loses nothing of what is too high for a page, though it should stay together', async () => {
    const words = Array.from({ length: 1500 }, (_, i) => `chữ${i}`);
    const cell = { content: [p(words.join(' '))] };
    const blocks: Block[] = [
      { type: 'columns', widths: [165], together: true, columns: [lines(70, 'Cột')] },
      p('Tiêu đề', { keepWithNext: true }),
      { type: 'table', widths: [165], headerRows: 0, borders: 'all', rows: [[cell]] },
      p(Array.from({ length: 90 }, (_, i) => `Đoạn ${i + 1}`).join('\n')),
    ];
    const body = pdfBody(await pagesOf(blocks));
    for (const text of ['Cột 1 ', 'Cột 70 ', ...words.map((w) => `${w} `), 'Đoạn 1 ', 'Đoạn 90']) {
      expect(body).toContain(text);
    }
  });
});

describe('blocks of the PDF', () => {
  it('lays columns side by side', async () => {
    const [page] = await pagesOf([
      { type: 'columns', widths: [60, 60], together: true, columns: [[p('Trái')], [p('Phải')]] },
    ]);
    const [left, right] = shown(page!);
    expect(left!.y).toBeCloseTo(right!.y, 3);
    expect(right!.x - left!.x).toBeCloseTo((60 * 72) / 25.4, 1);
  });

  it('sets sizes, indents and the space around a paragraph', async () => {
    const [page] = await pagesOf([p('Một', { size: 13 }), p('Hai', { indent: 10, before: 12 })]);
    const [first, second] = shown(page!);
    expect([first!.size, second!.size]).toEqual([13, 14]);
    expect(second!.x - first!.x).toBeCloseTo((10 * 72) / 25.4, 1);
    expect(second!.y - first!.y).toBeGreaterThan(12 + 13);
  });

  it('gives a body row its least height, a header row none', async () => {
    const [page] = await pagesOf([
      {
        type: 'table',
        widths: [50],
        headerRows: 1,
        rowHeight: 20,
        borders: 'all',
        rows: ['Đầu', 'Một', 'Hai'].map((text) => [{ content: [p(text, { size: 12 })] }]),
      },
    ]);
    const [head, one, two] = shown(page!).map(({ y }) => y);
    expect(two! - one!).toBeCloseTo((20 * 72) / 25.4, 0);
    expect(one! - head!).toBeLessThan(25);
  });

  it('sets a card of every content, in rows of equal height', async () => {
    const cards = ['Một', 'Hai', 'Ba'].map((text) => [p(text)]);
    const [page] = await pagesOf([{ type: 'cards', perRow: 2, height: 50, cards }]);
    const [one, two, three] = shown(page!);
    expect(one!.y).toBeCloseTo(two!.y, 3);
    expect(three!.y - one!.y).toBeCloseTo((50 * 72) / 25.4, 0);
  });
});
