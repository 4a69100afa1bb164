import fc from 'fast-check';
import QRCode from 'qrcode';
import { describe, expect, test } from 'vitest';
import type { Block, Cards, Paper, Qr } from '#shared/papers/model.ts';
import { inFours, slipSheets, type CardHall } from '#shared/papers/slips.ts';
import {
  ballotUrl,
  generateShuffled,
  generateSlips,
} from '../../../chair-console/desk/ballot-codes.ts';
import { random, sodium } from '../../support/sodium.ts';
import { linesOf, textOf } from '../../support/papers/text.ts';

const HALL: CardHall = {
  issuingBody: 'Huyện ủy X',
  venueName: 'Hội nghị Ban Chấp hành Đảng bộ huyện',
  votingDay: '2026-11-21',
  rehearsal: false,
};

function printed(count: number, address = 'http://192.168.10.2:8080') {
  return generateSlips(sodium, random, count).map(({ serial, code }) => ({
    serial,
    code,
    url: ballotUrl(address, code),
  }));
}

function cardsOf(paper: Paper): Cards {
  return paper.blocks[0] as Cards;
}

function qrOf(card: readonly Block[]): Qr {
  const columns = card.find((block) => block.type === 'columns')!;
  return columns.columns.flat().find((block) => block.type === 'qr')!;
}

describe('the sheets of ballot slips (P 4.6.1)', () => {
  test('each slip: serial, code in groups of four, its own address as QR, the venue', () => {
    const slips = printed(3);
    const cards = cardsOf(slipSheets(HALL, slips)).cards;
    expect(cards).toHaveLength(3);
    cards.forEach((card, i) => {
      const lines = linesOf({ blocks: card });
      expect(lines).toContain(`Số: ${slips[i]!.serial}`);
      expect(lines).toContain(slips[i]!.code.replace(/(.{4})(?=.)/gu, '$1-'));
      expect(qrOf(card).text).toBe(slips[i]!.url);
      expect(lines).toContain('Hội nghị Ban Chấp hành Đảng bộ huyện, 21/11/2026');
    });
  });

  test('the order given is the order printed; shuffled by the desk, it tells nothing (F19)', () => {
    const created = printed(40);
    const shuffled = generateShuffled(random, created);
    const paper = slipSheets(HALL, shuffled);
    const urls = cardsOf(paper).cards.map((card) => qrOf(card).text);
    expect(urls).toEqual(shuffled.map(({ url }) => url));
    // By chance alone less than once in 40! runs.
    expect(urls).not.toEqual(created.map(({ url }) => url));
    expect(new Set(urls)).toEqual(new Set(created.map(({ url }) => url)));
  });

  test('law: level Q and at least 30 mm from edge to edge of the code (reliability 3.2)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 45 }), (length) => {
        const address = `http://${'a'.repeat(length)}:8080`;
        const qr = qrOf(cardsOf(slipSheets(HALL, printed(1, address))).cards[0]!);
        const { size } = QRCode.create(qr.text, { errorCorrectionLevel: qr.level }).modules;
        expect(qr.level).toBe('Q');
        expect((qr.size * size) / (size + 8)).toBeGreaterThanOrEqual(30);
      }),
    );
  });

  test('eight on an A4 page, cut lines between them, whole pages of cards', () => {
    const { page, ...paper } = slipSheets(HALL, printed(9));
    const { perRow, height } = cardsOf({ page, ...paper });
    const [top, right, bottom, left] = page.margins;
    const rows = Math.floor((297 - top - bottom) / height);
    expect(perRow * rows).toBe(8);
    expect(210 - left - right).toBe(190);
    expect([page.numbered, page.footer]).toEqual([false, null]);
  });

  test('the certificate only where pages need it; each slip of a rehearsal says so', () => {
    const slips = printed(2);
    expect(textOf(slipSheets(HALL, slips))).not.toContain('Chứng thư');
    expect(textOf(slipSheets(HALL, slips, '4F:2A'))).toContain('Chứng thư: 4F:2A');
    const rehearsed = slipSheets({ ...HALL, rehearsal: true }, slips);
    expect(rehearsed.watermark).toBe('DIỄN TẬP');
    for (const card of cardsOf(rehearsed).cards) {
      expect(textOf({ blocks: card })).toContain('DIỄN TẬP – PHIẾU TÍN NHIỆM');
    }
  });

  test('a long venue’s name ends at a word, so that no card grows', () => {
    const venueName = 'Hội nghị liên tịch '.repeat(12);
    const [card] = cardsOf(slipSheets({ ...HALL, venueName }, printed(1))).cards;
    const line = linesOf({ blocks: card! }).find((each) => each.includes('21/11/2026'))!;
    expect(line.length).toBeLessThan(100);
    expect(line).toMatch(/ (Hội|nghị|liên|tịch)…, 21\/11\/2026$/u);
  });
});

test('a code stands in groups of four whatever separators it came with', () => {
  expect(inFours('ABCD2345EFGH6789JKMN')).toBe('ABCD-2345-EFGH-6789-JKMN');
  expect(inFours('ABCD-2345 EFGH-6789-JKMN')).toBe('ABCD-2345-EFGH-6789-JKMN');
});
