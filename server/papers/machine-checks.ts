import type { Blocker } from '#shared/meeting/views.ts';
import type { CheckState, ReadinessCheck } from '#shared/papers/readiness.ts';

interface LookedAt {
  readonly what: string;
  readonly good: string;
  /** What each alarm of the chair's screen says of it, without figures that change by the second. */
  readonly alarms: Readonly<Record<string, readonly [state: CheckState, found: string]>>;
  readonly advice: string;
}

const LOOKED_AT: readonly LookedAt[] = [
  {
    what: 'Ổ đĩa của máy chủ',
    good: 'Còn đủ chỗ',
    alarms: {
      'disk-full': ['fail', 'Đã đầy'],
      'disk-reserve': ['fail', 'Đang dùng phần dự trữ'],
      'disk-low': ['warn', 'Còn ít chỗ'],
    },
    advice: 'Xóa bớt tệp để còn trống ít nhất 500 MB.',
  },
  {
    what: 'Bản sao dự phòng',
    good: 'Không có cảnh báo',
    alarms: {
      'no-copy': ['warn', 'Chưa chọn nơi giữ bản sao'],
      'copy-lag': ['warn', 'Bị chậm'],
      'copy-lost': ['fail', 'Không ghi được'],
      'copy-full': ['fail', 'Nơi giữ bản sao đã đầy'],
      'copy-differs': ['fail', 'Không còn khớp với máy chủ'],
    },
    advice: 'Chọn hoặc kiểm tra USB, ổ đĩa giữ bản sao.',
  },
  {
    what: 'Đường truyền trong hội trường',
    good: 'Không có cảnh báo',
    alarms: { 'no-tls': ['warn', 'Không có chứng chỉ TLS'] },
    advice: 'Dùng mạng riêng của hội trường, hoặc khởi động với chứng chỉ TLS.',
  },
];

/** The readiness of the server's machine, as far as the chair's screen is warned of it. */
export function machineChecks(alarms: readonly Blocker[]): ReadinessCheck[] {
  return LOOKED_AT.map(({ what, good, alarms: known, advice }) => {
    const found = alarms.flatMap(({ code }) =>
      Object.hasOwn(known, code) ? [known[code]] : [],
    )[0];
    if (found === undefined) return { what, state: 'ok', value: good, advice: '' };
    const [state, value] = found;
    return { what, state, value, advice };
  });
}
