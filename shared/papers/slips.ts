import type { HallView } from '#shared/meeting/views.ts';
import { bold, centred, line, mono } from './blocks.ts';
import { compose } from './compose.ts';
import type { Block, Columns, Page, Paper, Paragraph } from './model.ts';
import { shortDate } from './numbers.ts';

/** What a cut-out card says of the meeting: a desk has no more of it than its view. */
export type CardHall = Pick<HallView, 'issuingBody' | 'venueName' | 'votingDay' | 'rehearsal'>;

/** A printed slip (P 4.6.1): the address that carries its code, the code itself, its serial. */
export interface PrintedSlip {
  readonly serial: string;
  /** Canonical or in groups; printed in groups of four. */
  readonly code: string;
  readonly url: string;
}

/** A4 with room for a printer's unprintable edge; two cards of 95 mm in a row. */
export const CARD_PAGE: Page = {
  orientation: 'portrait',
  margins: [10, 10, 10, 10],
  numbered: false,
  footer: null,
};
/** Eight cards a page, millimetres. */
export const CARD_HEIGHT = 68;
/** With its quiet zone: the code itself is at least 30 mm wide (reliability 3.2). */
const QR_SIZE = 40;
/** Inside a card, left and right of the fold between code and words. */
const WIDTHS = [QR_SIZE + 1, 48];

/**
 * Sheets of ballot slips to be cut and drawn from a stack: code, serial, how to use it, and no
 * member. They stand in the order given; the caller shuffles, so that the order of printing says
 * nothing about the order of registration. `tls`: the laptop's certificate, where pages need it;
 * `wifiName`: what the hall's Wi-Fi is called, where the chair has entered it.
 */
export function slipSheets(
  hall: CardHall,
  slips: readonly PrintedSlip[],
  tls: string | null = null,
  wifiName: string | null = null,
): Paper {
  return compose(hall, {
    id: 'slips',
    fileName: 'phieu-in-san',
    title: `Phiếu in sẵn · ${hall.venueName}`,
    page: CARD_PAGE,
    blocks: [
      {
        type: 'cards',
        perRow: 2,
        height: CARD_HEIGHT,
        cards: slips.map((slip) => slipCard(hall, slip, tls, wifiName)),
      },
    ],
  });
}

function slipCard(
  hall: CardHall,
  { serial, code, url }: PrintedSlip,
  tls: string | null,
  wifiName: string | null,
): Block[] {
  return [
    ...cardHead(hall, 'PHIẾU TÍN NHIỆM'),
    besideQr(url, [
      line(bold(`Số: ${serial}`), { size: 11, after: 3 }),
      line(wifiName === null ? JOIN : `1. Nối Wi-Fi ${wifiName}.`, { size: 9.5, after: 1 }),
      ...STEPS.map((text) => line(text, { size: 9.5, after: 1 })),
      ...(tls === null ? [] : [line(`Chứng thư: ${tls}`, { size: 7 })]),
    ]),
    centred(mono(inFours(code), { bold: true }), { size: 12, before: 2 }),
  ];
}

const JOIN = '1. Nối Wi-Fi của hội trường.';
const STEPS = [
  '2. Quét hoặc nhập mã dưới đây.',
  '3. Ghi phiếu, xem lại, bỏ phiếu.',
  'Mã dùng một lần, không cho người khác xem.',
  'Phiếu không ghi tên người bỏ phiếu.',
];

/** A QR code for paper, level Q (reliability 3.2), and what is said beside it. */
export function besideQr(url: string, words: readonly Paragraph[]): Columns {
  const qr = { type: 'qr', text: url, size: QR_SIZE, level: 'Q', align: 'left' } as const;
  // A card is never broken over two pages; its parts need not be kept together once more.
  return { type: 'columns', widths: WIDTHS, columns: [[qr], words], together: false };
}

/** The meeting's lines at the top of a card; a rehearsal is said on each, for cards are cut apart. */
export function cardHead(hall: CardHall, title: string): Block[] {
  return [
    centred(bold(hall.rehearsal ? `DIỄN TẬP – ${title}` : title), { size: 12 }),
    centred(`${shortened(hall.venueName)}, ${shortDate(hall.votingDay)}`, { size: 9, after: 2 }),
  ];
}

/** `ABCD2345…` as `ABCD-2345-…`, whatever separators it came with. */
export function inFours(code: string): string {
  return (code.replace(/[\s-]/gu, '').match(/.{1,4}/gu) ?? []).join('-');
}

/** A card has room for two lines: a text longer than `most` ends in an ellipsis at a word. */
export function shortened(text: string, most = 80): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most).replace(/\s+\S*$/u, '')}…`;
}
