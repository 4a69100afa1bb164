import { describe, expect, test } from 'vitest';
import { handOverRecord, type HandOver } from '#shared/papers/hand-over.ts';
import { DEFAULT_PAPER_SETTINGS as SETTINGS } from '#shared/papers/settings.ts';
import { paperFacts } from '../../support/papers/facts.ts';
import { linesOf, textOf } from '../../support/papers/text.ts';

const ARCHIVE = {
  name: 'luu-tru-bch-1.homphieu',
  bytes: 1_234_567,
  sha256: '0123456789abcdef'.repeat(4),
  files: 31,
  madeAt: '2026-11-21T03:05:00.000Z',
};

function given(change: Partial<HandOver> = {}): HandOver {
  return {
    plan: paperFacts().plan,
    round: 'bch-1',
    rehearsal: false,
    archive: ARCHIVE,
    minutesCopies: 3,
    paperBallots: 4,
    others: ['USB bản sao thứ hai, đã niêm phong.'],
    from: { name: 'Hồ Ngọc Phượng', post: 'Trưởng ban kiểm phiếu' },
    to: { name: 'Bùi Quốc Khánh', post: 'Trưởng phòng, Ban Tổ chức Tỉnh ủy' },
    date: '2026-11-22',
    place: 'Trụ sở Tỉnh ủy',
    keyKeeper: 'Chánh Văn phòng Tỉnh ủy',
    ...change,
  };
}

describe('the hand-over record (R41; TT 45/2015 Đ10)', () => {
  test('names both sides, every item with its number, and the archive by its digest', () => {
    const lines = linesOf(handOverRecord(given(), { ...SETTINGS, padCounts: true }));
    const text = lines.join('\n');
    for (const words of [
      'Hôm nay, ngày 22 tháng 11 năm 2026, tại Trụ sở Tỉnh ủy',
      'Họ và tên: Hồ Ngọc Phượng',
      'Chức vụ, đơn vị: Trưởng phòng, Ban Tổ chức Tỉnh ủy',
      'Tên tệp: luu-tru-bch-1.homphieu',
      '03 bản',
      '04 phiếu',
      'USB bản sao thứ hai, đã niêm phong',
      '1.234.567 byte; 31 tệp bên trong',
      'Người giữ mật khẩu: Chánh Văn phòng Tỉnh ủy',
    ]) {
      expect(text).toContain(words);
    }
    const groups = lines.filter((line) => /^(?:[0-9a-f]{8} ?)+$/u.test(line));
    expect(groups.join(' ').replaceAll(' ', '')).toBe(ARCHIVE.sha256);
    expect(lines).toContain('BÊN GIAO');
    expect(lines).toContain('BÊN NHẬN');
  });

  test('without paper ballots or an archive neither is promised', () => {
    const text = textOf(handOverRecord(given({ archive: null, paperBallots: 0 }), SETTINGS));
    for (const word of ['Phiếu giấy', 'SHA-256', 'Mật khẩu', 'mã hóa']) {
      expect(text).not.toContain(word);
    }
  });

  test('what was not typed is dotted, to be filled in by hand', () => {
    const none = { name: ' ', post: '' };
    const change = { from: none, to: none, date: '', place: '', keyKeeper: '' };
    const text = textOf(handOverRecord(given(change), SETTINGS));
    expect(text).toContain('Hôm nay, ngày …… tháng …… năm ………, tại ……………');
    expect(text).toContain('Họ và tên: ………');
  });

  test.each([
    [true, 'party', 'ĐẢNG CỘNG SẢN VIỆT NAM'],
    [false, 'state', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
  ] as const)('secrecy by the venue’s setting: %s, in the %s style', (secret, style, motto) => {
    const { plan } = paperFacts({ style, venue: { secrecyMark: secret } });
    const text = textOf(handOverRecord(given({ plan }), SETTINGS));
    expect(text).toContain(motto);
    expect([text.includes('MẬT'), text.includes('chế độ mật'), text.includes('Nơi nhận')]).toEqual([
      secret,
      secret,
      secret,
    ]);
  });

  test('a rehearsal’s record is marked as one', () => {
    expect(handOverRecord(given({ rehearsal: true }), SETTINGS).watermark).toBe('DIỄN TẬP');
    expect(handOverRecord(given(), SETTINGS).watermark).toBeNull();
  });
});
