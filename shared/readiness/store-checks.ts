import type { CheckState } from '../papers/readiness.ts';
import type { HallFacts } from './facts.ts';
import type { CheckId, NamedCheck } from './model.ts';

const GIGABYTE = 1_000_000_000;
/** Vietnam, minutes east of Greenwich. */
const ZONE = 7 * 60;
const CLOCK_MS = 60_000;

interface Alarmed {
  readonly id: CheckId;
  readonly what: string;
  /** What each alarm of the chair's screen says of it. */
  readonly alarms: Readonly<Record<string, readonly [state: CheckState, found: string]>>;
  readonly advice: string;
}

const DISK: Alarmed = {
  id: 'disk',
  what: 'Ổ đĩa của máy chủ',
  alarms: {
    'disk-full': ['fail', 'Đã đầy'],
    'disk-reserve': ['fail', 'Đang dùng phần dự trữ'],
    'disk-low': ['warn', 'Còn ít chỗ'],
  },
  advice: 'Xóa bớt tệp để còn trống ít nhất 500 MB.',
};

const COPY: Alarmed = {
  id: 'copy',
  what: 'Bản sao dự phòng',
  alarms: {
    'copy-lag': ['warn', 'Bị chậm'],
    'copy-lost': ['fail', 'Không ghi được'],
    'copy-full': ['fail', 'Nơi giữ bản sao đã đầy'],
    'copy-differs': ['fail', 'Không còn khớp với máy chủ'],
  },
  advice: 'Kiểm tra USB, ổ đĩa giữ bản sao, hoặc chọn nơi khác ở «Việc khác».',
};

/** Disk, copy, clock. */
export function storeChecks(facts: HallFacts): NamedCheck[] {
  return [diskCheck(facts), copyCheck(facts), clockCheck(facts)];
}

function diskCheck({ alarms, freeBytes }: HallFacts): NamedCheck {
  const room = freeBytes === null ? 'Chưa rõ còn bao nhiêu' : `Còn trống ${sizeText(freeBytes)}`;
  return alarmed(DISK, alarms, room) ?? { ...headOf(DISK), state: 'ok', value: room, advice: '' };
}

function copyCheck({ alarms, copy }: HallFacts): NamedCheck {
  if (copy === null) {
    return {
      ...headOf(COPY),
      state: 'warn',
      value: 'Chưa chọn nơi giữ bản sao',
      advice: 'Cắm USB, mở «Việc khác», chọn nơi giữ bản sao.',
    };
  }
  const at = `Tại ${copy.path}; chậm ${copy.lagSeconds} giây`;
  const found = alarmed(COPY, alarms, at);
  if (found !== null) return found;
  if (copy.failed !== null) {
    return { ...headOf(COPY), state: 'fail', value: at, advice: COPY.advice };
  }
  return { ...headOf(COPY), state: 'ok', value: at, advice: '' };
}

function clockCheck({ clock, findings, round, votingDay }: HallFacts): NamedCheck {
  const base = { id: 'clock', what: 'Đồng hồ của máy chủ', value: clock.text } as const;
  if (clock.built !== null && clock.now < clock.built) {
    return {
      ...base,
      state: 'fail',
      advice: 'Ngày giờ sớm hơn ngày lập phần mềm: đặt lại đồng hồ máy chủ.',
    };
  }
  if (clock.zone !== ZONE) {
    return { ...base, state: 'warn', advice: 'Đặt múi giờ của máy là Việt Nam (GMT+7).' };
  }
  const apart = findings === null ? 0 : Math.abs(findings.clock - clock.now);
  if (apart > CLOCK_MS) {
    return {
      ...base,
      state: 'warn',
      advice: `Máy của chủ trì lệch ${Math.round(apart / 60_000)} phút: so với đồng hồ hội trường, đặt lại máy sai.`,
    };
  }
  const day = round?.votingDay ?? votingDay;
  if (day !== null && clock.day > day && round?.rehearsal !== true) {
    return {
      ...base,
      state: 'warn',
      advice: 'Đã qua ngày bỏ phiếu ghi trong kế hoạch: kiểm tra đồng hồ, hoặc sửa ngày.',
    };
  }
  return { ...base, state: 'ok', advice: '' };
}

function alarmed(
  { id, what, alarms: known, advice }: Alarmed,
  alarms: HallFacts['alarms'],
  figure: string,
): NamedCheck | null {
  const found = alarms.flatMap(({ code }) => (Object.hasOwn(known, code) ? [known[code]] : []))[0];
  if (found === undefined) return null;
  const [state, words] = found;
  return { id, what, state, value: `${words}. ${figure}`, advice };
}

function headOf({ id, what }: Alarmed): Pick<NamedCheck, 'id' | 'what'> {
  return { id, what };
}

/** `12,4 GB`, below one gigabyte `640 MB`. */
function sizeText(bytes: number): string {
  if (bytes < GIGABYTE) return `${Math.floor(bytes / 1_000_000)} MB`;
  return `${(bytes / GIGABYTE).toFixed(1).replace('.', ',')} GB`;
}
