import { describe, expect, test } from 'vitest';
import type { Cards } from '#shared/papers/model.ts';
import { pairingCards, type PairingCard } from '#shared/papers/pairing-cards.ts';
import { linesOf, textOf } from '../../support/papers/text.ts';

const HALL = {
  issuingBody: 'Huyện ủy X',
  venueName: 'Hội nghị Ban Chấp hành Đảng bộ huyện',
  votingDay: '2026-11-21',
  rehearsal: false,
};

const KIOSK: PairingCard = {
  role: 'kiosk',
  label: 'Máy bỏ phiếu 3',
  code: '7QK2M-9XD0R',
  url: 'http://192.168.10.2:8080/#pair=7QK2M-9XD0R',
  expires: '2026-11-21T01:30:00.000Z',
};

describe('the pairing cards (design 3)', () => {
  test('role, label, code, address as QR, until when it is good in the hall’s time, a warning', () => {
    const paper = pairingCards(HALL, [KIOSK]);
    const lines = linesOf(paper);
    expect(lines).toContain('THẺ GHÉP MÁY: MÁY BỎ PHIẾU');
    expect(lines).toContain('Máy bỏ phiếu 3');
    expect(lines).toContain('7QK2M-9XD0R');
    expect(lines).toContain(`[QR ${KIOSK.url}]`);
    expect(lines).toContain('Dùng được đến 08 giờ 30 phút.');
    expect(textOf(paper)).toContain('Ai có thẻ này nhận được vai trò ghi trên thẻ.');
  });

  test('one card a device, each with the name of its role, in the order given', () => {
    const roles = ['desk', 'teller', 'supervisor', 'display', 'kiosk'] as const;
    const paper = pairingCards(
      HALL,
      roles.map((role, i) => ({ ...KIOSK, role, label: `Máy ${i}` })),
    );
    const cards = (paper.blocks[0] as Cards).cards.map((blocks) => linesOf({ blocks }));
    expect(cards.map(([title]) => title)).toEqual([
      'THẺ GHÉP MÁY: BÀN PHÁT PHIẾU',
      'THẺ GHÉP MÁY: BAN KIỂM PHIẾU',
      'THẺ GHÉP MÁY: ĐẠI DIỆN GIÁM SÁT',
      'THẺ GHÉP MÁY: MÀN HÌNH HỘI TRƯỜNG',
      'THẺ GHÉP MÁY: MÁY BỎ PHIẾU',
    ]);
    cards.forEach((lines, i) => {
      expect(lines).toContain(`Máy ${i}`);
    });
  });

  test('a rehearsal’s cards say so', () => {
    const paper = pairingCards({ ...HALL, rehearsal: true }, [KIOSK]);
    expect(paper.watermark).toBe('DIỄN TẬP');
    expect(linesOf(paper)[0]).toBe('DIỄN TẬP – THẺ GHÉP MÁY: MÁY BỎ PHIẾU');
  });
});
