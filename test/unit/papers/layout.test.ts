import { describe, expect, test, vi } from 'vitest';
import { minutes } from '#shared/papers/minutes.ts';
import { DEFAULT_PAPER_SETTINGS as DEFAULTS } from '#shared/papers/settings.ts';
import { zeroReport } from '#shared/papers/zero-report.ts';
import { renderPdf } from '../../../server/papers/pdf.ts';
import { eventfulFacts, paperFacts } from '../../support/papers/facts.ts';
import { pdfPages, pdfPageText } from '../../support/papers/pdf-text.ts';
import { p, samplePaper } from '../../support/papers/sample-paper.ts';
import { linesOf } from '../../support/papers/text.ts';
import type { Paper } from '#shared/papers/model.ts';

vi.setConfig({ testTimeout: 60_000 });

const MADE = new Date('2026-11-21T10:00:00Z');

/** The text of each page that has a place to sign. */
async function signedPages(paper: Paper): Promise<string[]> {
  const pages = await pdfPages(await renderPdf(paper, MADE));
  return pages
    .map((page) => pdfPageText(page, 56, 56))
    .filter((text) => text.includes('Ký, ghi rõ'));
}

describe('the places to sign stand on one page with text above them (issue 4)', () => {
  test.each([
    ['3 tellers', paperFacts({ tellers: 3 })],
    ['9 tellers, 24 subjects', eventfulFacts({ subjects: 24, tellers: 9 })],
    ['9 tellers, long names', eventfulFacts({ subjects: 3, tellers: 9, long: true })],
    ['9 tellers, 60 subjects, long names', eventfulFacts({ subjects: 60, tellers: 9, long: true })],
    ['a session', eventfulFacts({ profile: 'council-96', tellers: 9 })],
  ])('minutes: %s', async (_name, facts) => {
    const pages = await signedPages(minutes(facts, DEFAULTS, 1));
    expect(pages).toHaveLength(1);
    const [before] = pages[0]!.split('ỦY VIÊN');
    expect(before).toContain('Biên bản được lập thành');
    expect(pages[0]).toContain('TRƯỞNG BAN');
  });

  test('the report of the sealed box', async () => {
    const pages = await signedPages(zeroReport(paperFacts({ tellers: 9 }), DEFAULTS));
    expect(pages).toHaveLength(1);
    expect(pages[0]!.split('TRƯỞNG BAN')[0]).toContain('thống nhất ký tên');
  });

  test('a committee that needs more than a page loses nobody', async () => {
    const facts = eventfulFacts({ tellers: 12, long: true });
    const supervisors = Array.from({ length: 9 }, (_, i) => ({
      name: `Giám sát ${i + 1}`,
      body: 'Ủy ban Kiểm tra Tỉnh ủy và Ban Tổ chức Tỉnh ủy, Ban Nội chính Tỉnh ủy',
    }));
    const plan = { ...facts.plan, venue: { ...facts.plan.venue, supervisors } };
    const paper = minutes({ ...facts, plan }, DEFAULTS, 1);
    const pages = await signedPages(paper);
    expect(pages.length).toBeGreaterThan(1);
    for (const name of linesOf(paper).filter((line) => /^Giám sát \d$/u.test(line))) {
      expect(pages.join('\n')).toContain(name);
    }
  });
});

test('justified lines put no room inside numbers of documents and keys (B4)', async () => {
  const text =
    'Căn cứ Nghị quyết số 96/2023/QH15 ngày 23/6/2023 và Kế hoạch số 01-KH/HU của Huyện ủy X, với mã khóa K7QD-94XM-2HTB-RW3F đã được đối chiếu, nay tiến hành lấy phiếu';
  const paper = samplePaper(0, { watermark: null, blocks: [p(text, { align: 'justify' })] });
  const [page] = await pdfPages(await renderPdf(paper, MADE));
  const pieces = page!.items.map((item) => item.text.trim());
  expect(pieces).toEqual(
    expect.arrayContaining(['96/2023/QH15', '01-KH/HU', 'K7QD-94XM-2HTB-RW3F']),
  );
});
