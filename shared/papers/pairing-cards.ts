import type { PairedRole } from '#shared/meeting/views.ts';
import { bold, centred, line, mono } from './blocks.ts';
import { compose } from './compose.ts';
import type { Block, Paper } from './model.ts';
import { clockInWords } from './numbers.ts';
import { besideQr, CARD_HEIGHT, CARD_PAGE, cardHead, type CardHall } from './slips.ts';

/** A pairing code for one device (design 3): single use, short-lived. */
export interface PairingCard {
  readonly role: Exclude<PairedRole, 'chair'>;
  /** What the device will be called: `Máy bỏ phiếu 3`, a teller's name. */
  readonly label: string;
  readonly code: string;
  readonly url: string;
  /** ISO 8601; after it the code is worth nothing. */
  readonly expires: string;
}

const ROLES: Readonly<Record<PairingCard['role'], string>> = {
  desk: 'BÀN PHÁT PHIẾU',
  teller: 'BAN KIỂM PHIẾU',
  supervisor: 'ĐẠI DIỆN GIÁM SÁT',
  display: 'MÀN HÌNH HỘI TRƯỜNG',
  kiosk: 'MÁY BỎ PHIẾU',
};

/** Cards that pair devices with their roles, in the order given: what each is for and until when. */
export function pairingCards(hall: CardHall, cards: readonly PairingCard[]): Paper {
  return compose(hall, {
    id: 'pairingCards',
    fileName: 'the-ghep-may',
    title: `Thẻ ghép máy · ${hall.venueName}`,
    page: CARD_PAGE,
    blocks: [
      {
        type: 'cards',
        perRow: 2,
        height: CARD_HEIGHT,
        cards: cards.map((card) => cardOf(hall, card)),
      },
    ],
  });
}

function cardOf(hall: CardHall, { role, label, code, url, expires }: PairingCard): Block[] {
  return [
    ...cardHead(hall, `THẺ GHÉP MÁY: ${ROLES[role]}`),
    besideQr(url, [
      line(bold(label), { size: 12, after: 2 }),
      line(bold(`Dùng được đến ${clockInWords(expires)}.`), { size: 10, after: 2 }),
      ...WARNINGS.map((text) => line(text, { size: 9.5, after: 1 })),
    ]),
    centred(mono(code, { bold: true }), { size: 12, before: 2 }),
  ];
}

const WARNINGS = [
  'Dùng một lần, cho một máy. Ai có thẻ này nhận được vai trò ghi trên thẻ.',
  'Giao tận tay, hủy thẻ ngay sau khi ghép. Mất thẻ: báo chủ trì để thu hồi.',
];
