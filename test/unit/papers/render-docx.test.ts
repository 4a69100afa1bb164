import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import { bold } from '#shared/papers/blocks.ts';
import type { Block, Paper } from '#shared/papers/model.ts';
import { renderDocx } from '../../../server/papers/docx.ts';
import { renderPdf } from '../../../server/papers/pdf.ts';
import { docxBody, docxText, type DocxText } from '../../support/papers/docx-text.ts';
import { pdfBody, pdfPages } from '../../support/papers/pdf-text.ts';
import { decoded } from '../../support/papers/decoded.ts';
import { ACCENTED, p, QR_TEXT, samplePaper } from '../../support/papers/sample-paper.ts';

vi.setConfig({ testTimeout: 60_000 });

const MADE = new Date('2026-11-21T10:00:00Z');

async function textOf(blocks: readonly Block[], style: Partial<Paper> = {}): Promise<DocxText> {
  return docxText(await renderDocx(samplePaper(0, { blocks, watermark: null, ...style }), MADE));
}

describe('DOCX of a paper', async () => {
  const bytes = await renderDocx(samplePaper(60), MADE);
  const docx = docxText(bytes);

  it('gives every accented letter back (experience 6)', () => {
    for (const text of ACCENTED) expect(docx.paragraphs).toContain(text);
  });

  it('says word for word what the PDF says (issue 4)', async () => {
    // Few rows: the PDF says the header of a table again on every page.
    const paper = samplePaper(3);
    const pdf = pdfBody(await pdfPages(await renderPdf(paper, MADE)));
    const word = docxBody(docxText(await renderDocx(paper, MADE)));
    // A word longer than its line is broken in the PDF.
    expect(word.replaceAll(' ', '')).toBe(pdf.replaceAll(' ', ''));
  });

  it('bears the watermark in the header of the first page and of the others, and none otherwise', async () => {
    expect(docx.watermarks).toEqual({ first: 'DIỄN TẬP', others: 'DIỄN TẬP' });
    expect((await textOf([p('Một')])).watermarks).toEqual({ first: null, others: null });
  });

  it('numbers pages in the header, not the first (B4)', async () => {
    expect(docx.headers).toEqual({ first: '', others: '{PAGE}' });
    expect(docx.xml).toContain('<w:titlePg/>');
    const page = { ...samplePaper(0).page, numbered: false };
    expect((await textOf([p('Một')], { page })).headers).toEqual({ first: '', others: '' });
  });

  it('bears the footer on every page', () => {
    const { footer } = samplePaper().page;
    expect(docx.footers).toEqual({ first: footer, others: footer });
  });

  it('is A4 with the margins of the paper (B4), on its side when asked', async () => {
    expect(docx.xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/u);
    expect(docx.xml).toMatch(/w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/u);
    const page = { ...samplePaper(0).page, orientation: 'landscape' as const };
    const { xml } = await textOf([p('Một')], { page });
    expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/u);
  });

  it('is set in Times New Roman and marked as Vietnamese', () => {
    const styles = strFromU8(unzipSync(bytes)['word/styles.xml']!);
    expect(styles).toContain('w:ascii="Times New Roman"');
    expect(styles).toContain('w:lang w:val="vi-VN"');
  });

  it('is the same to the byte for the same paper and date', async () => {
    const again = await renderDocx(samplePaper(60), MADE);
    expect(Buffer.compare(again, bytes)).toBe(0);
    expect(docx.title).toBe('Biên bản kiểm phiếu (mẫu)');
    expect(strFromU8(unzipSync(bytes)['docProps/core.xml']!)).toContain('2026-11-21T10:00:00.000Z');
  });

  it('carries QR codes that a phone reads, quiet zone included', async () => {
    const texts = await Promise.all(docx.images.map(decoded));
    const cards = Array.from({ length: 7 }, (_, i) => `${QR_TEXT} ${i}`);
    expect(texts.toSorted()).toEqual([QR_TEXT, ...cards].toSorted());
  });
});

describe('blocks of the DOCX', () => {
  it('repeats header rows and keeps every row whole', async () => {
    const { xml } = docxText(await renderDocx(samplePaper(5), MADE));
    const rows = xml.match(/<w:tr>.*?<\/w:tr>/gsu)!.filter((row) => !row.includes('<w:tbl>'));
    const results = rows.filter((row) => /STT|Tín nhiệm|Số phiếu<|Trần Văn|Phương Thảo/u.test(row));
    expect(results.map((row) => row.includes('<w:tblHeader/>'))).toEqual([
      ...[true, true, true],
      ...[false, false, false, false, false],
    ]);
    expect(results.every((row) => row.includes('<w:cantSplit/>'))).toBe(true);
  });

  it('spans columns and rows', async () => {
    const { tables, xml } = docxText(await renderDocx(samplePaper(1), MADE));
    expect(tables[1]!.slice(0, 3)).toEqual([
      ['STT', 'Họ và tên', 'Chức vụ, đơn vị công tác', 'Số phiếu hợp lệ', 'Mức độ tín nhiệm'],
      ['', '', '', '', 'Tín nhiệm cao', 'Tín nhiệm', 'Tín nhiệm thấp'],
      ['', '', '', '', ...Array.from({ length: 3 }, () => ['Số phiếu', 'Tỷ lệ %']).flat()],
    ]);
    expect(xml).toContain('<w:gridSpan w:val="6"/>');
    expect(xml).toContain('<w:vMerge w:val="restart"/>');
  });

  it('styles runs', async () => {
    const { xml } = await textOf([
      p([
        bold('a'),
        { text: 'b', italic: true },
        { text: 'c', underline: true },
        { text: 'd', colour: 'red' },
        { text: 'e', size: 9 },
        { text: 'f', mono: true },
      ]),
    ]);
    for (const [text, mark] of [
      ['a', '<w:b/>'],
      ['b', '<w:i/>'],
      ['c', '<w:u w:val="single"/>'],
      ['d', '<w:color w:val="FF0000"/>'],
      ['e', '<w:sz w:val="18"/>'],
      ['f', '<w:spacing w:val="10"/>'],
    ]) {
      const run = xml.match(/<w:r>.*?<\/w:r>/gsu)!.find((each) => each.includes(`>${text}<`));
      expect(run).toContain(mark);
    }
  });

  it('draws the rule under a line and the frame of the secrecy mark', async () => {
    const { xml } = await textOf([
      p('Độc lập - Tự do - Hạnh phúc', { rule: 57, align: 'center' }),
      p([bold('MẬT', { colour: 'red' })], { framed: true, align: 'center' }),
    ]);
    const [rule, frame] = xml.match(/<w:pBdr>.*?<\/w:pBdr>/gsu)!;
    expect(rule).toMatch(/^<w:pBdr><w:bottom w:val="single" w:color="000000"/u);
    expect(frame!.match(/FF0000/gu)).toHaveLength(4);
    // 165 mm of text less 57 mm of rule, half of it at either side.
    expect(xml).toContain('<w:ind w:left="3061" w:right="3061"/>');
  });

  it('turns the page and keeps with the next where the paper says so', async () => {
    const { xml } = await textOf([
      p('Một', { keepWithNext: true }),
      p('Hai'),
      { type: 'pageBreak' },
      p('Ba'),
    ]);
    expect(xml.match(/<w:pageBreakBefore\/>/gu)).toHaveLength(1);
    expect(xml.match(/<w:keepNext\/>/gu)).toHaveLength(1);
  });

  it('parts tables that follow one another, which Word would join, and ends with a paragraph', async () => {
    const row = [{ content: [p('x')] }];
    const table: Block = {
      type: 'table',
      widths: [50],
      headerRows: 0,
      borders: 'all',
      rows: [row],
    };
    const { xml } = await textOf([table, table]);
    expect(xml).not.toMatch(/<\/w:tbl><w:tbl>/u);
    expect(xml).not.toMatch(/<\/w:tbl><w:sectPr/u);
    expect(xml).not.toMatch(/<\/w:tbl><\/w:tc>/u);
  });
});
