import { inGroups } from '../papers/evidence.ts';
import { shortDate } from '../papers/numbers.ts';
import type { HallFacts } from './facts.ts';
import type { NamedCheck } from './model.ts';

const DAY_MS = 24 * 3600 * 1000;
/** A meeting may be put off by a week. */
const SPARE_DAYS = 7;

/** How the pages are served, whether the certificate lasts, and what browsers allow by it. */
export function certificateChecks(facts: HallFacts): NamedCheck[] {
  return [servingCheck(facts), certificateCheck(facts), featuresCheck(facts)];
}

function servingCheck({ serving, newAuthority }: HallFacts): NamedCheck {
  const base = { id: 'serving', what: 'Cách máy chủ phục vụ trang' } as const;
  switch (serving.way) {
    case 'own':
      return {
        ...base,
        state: 'ok',
        value: `HTTPS, chứng chỉ của Ban tổ chức cho ${serving.names.join(', ') || 'địa chỉ máy'}`,
        advice: '',
      };
    case 'local':
      return {
        ...base,
        state: newAuthority ? 'warn' : 'ok',
        value: 'HTTPS, chứng chỉ nội bộ do máy này lập',
        advice: newAuthority
          ? 'Chứng chỉ nội bộ vừa được lập: cài trên từng máy của Ban tổ chức theo trang hướng dẫn.'
          : '',
      };
    case 'plain':
      return {
        ...base,
        state: 'warn',
        value: 'HTTP, không mã hóa',
        advice:
          'Ai chen được vào Wi-Fi có thể sửa trang bỏ phiếu trước khi đến tay đại biểu: khởi động lại với --tls-local, hoặc chỉ dùng Wi-Fi riêng có mật khẩu.',
      };
  }
}

function certificateCheck(facts: HallFacts): NamedCheck {
  const { serving, clock, openKey, chain, life } = facts;
  const base = { id: 'certificate', what: 'Chứng chỉ còn hạn đến ngày họp' } as const;
  if (serving.until === null || serving.fingerprint === null || life === null) {
    return {
      ...base,
      state: 'warn',
      value: 'Không có chứng chỉ',
      advice: 'Trang chạy HTTP nên không có gì để kiểm tra; xem mục trên.',
    };
  }
  const value = `Đến ${shortDate(serving.until.slice(0, 10))}; SHA-256 ${inGroups(serving.fingerprint.slice(0, 16))}…`;
  const fault = faultOf(life.end, life.needed, clock.now, serving.way);
  if (fault !== null) return { ...base, ...fault, value };
  if (openKey) {
    return {
      ...base,
      state: 'warn',
      value,
      advice: 'Người dùng khác của máy này đọc được khóa: đặt quyền tệp khóa là 600.',
    };
  }
  if (serving.way === 'own' && chain === 0) {
    return {
      ...base,
      state: 'warn',
      value,
      advice: 'Tệp chỉ có một chứng chỉ, điện thoại có thể không nhận: dùng tệp fullchain.pem.',
    };
  }
  return { ...base, state: 'ok', value, advice: '' };
}

function faultOf(
  end: number,
  needed: number,
  now: number,
  way: 'own' | 'local' | 'plain',
): Pick<NamedCheck, 'state' | 'advice'> | null {
  const renewal =
    way === 'own'
      ? 'Gia hạn chứng chỉ, chép tệp mới vào chỗ cũ rồi khởi động lại máy chủ.'
      : 'Khởi động lại máy chủ trong vòng 30 ngày trước khi hết hạn: chứng chỉ được lập mới.';
  if (end <= now) return { state: 'fail', advice: `Chứng chỉ đã hết hạn. ${renewal}` };
  if (end < needed) {
    return { state: 'fail', advice: `Chứng chỉ hết hạn trước khi họp xong. ${renewal}` };
  }
  if (end < needed + SPARE_DAYS * DAY_MS) {
    return { state: 'warn', advice: `Chứng chỉ hết hạn ngay sau ngày họp. ${renewal}` };
  }
  return null;
}

/** What browsers give to secure pages only (reliability 3.1). */
function featuresCheck({ serving }: HallFacts): NamedCheck {
  const base = { id: 'features', what: 'Camera quét mã, giữ sáng màn hình' } as const;
  if (serving.way !== 'plain') {
    return { ...base, state: 'ok', value: 'Dùng được ở máy tin chứng chỉ', advice: '' };
  }
  return {
    ...base,
    state: 'warn',
    value: 'Trình duyệt chặn vì trang không mã hóa',
    advice:
      'Quét mã bằng ứng dụng camera của máy, nhập mã bằng tay hoặc máy quét; đặt thời gian tắt màn hình máy bỏ phiếu ở mức dài nhất.',
  };
}
