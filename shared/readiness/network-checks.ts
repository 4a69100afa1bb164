import type { WalkerView } from '../wire-readiness.ts';
import type { HallFacts } from './facts.ts';
import type { NamedCheck } from './model.ts';

/** An answer that takes longer makes people press again. */
const SLOW_MS = 500;
/** A place in the hall where answers take longer, or fail for longer, needs another access point. */
const WORST_MS = 1_500;
const SILENCE_MS = 5_000;

/** Paired devices and the Wi-Fi. */
export function networkChecks(facts: HallFacts): NamedCheck[] {
  return [devicesCheck(facts), wifiCheck(facts)];
}

function devicesCheck({ devices }: HallFacts): NamedCheck {
  const base = { id: 'devices', what: 'Thiết bị đã ghép' } as const;
  const others = devices.filter(({ role }) => role !== 'chair');
  if (others.length === 0) {
    return {
      ...base,
      state: 'warn',
      value: 'Mới có máy của chủ trì',
      advice: 'Ghép máy bàn phát phiếu, màn hình hội trường, giám sát và máy bỏ phiếu.',
    };
  }
  const here = devices.filter(({ online }) => online);
  const value = `${devices.length} máy, ${here.length} đang kết nối`;
  const away = devices.filter(({ online }) => !online).map(({ label }) => label);
  if (away.length > 0) {
    return {
      ...base,
      state: 'warn',
      value,
      advice: `Bật máy, mở lại trang, kiểm tra Wi-Fi: ${someOf(away)}.`,
    };
  }
  const slow = here.filter(({ ms, polling }) => polling || (ms ?? 0) > SLOW_MS);
  if (slow.length > 0) {
    const names = someOf(slow.map(({ label }) => label));
    return {
      ...base,
      state: 'warn',
      value: `${value}, chậm: ${names}`,
      advice: 'Đưa máy lại gần bộ phát Wi-Fi, hoặc nối bằng dây.',
    };
  }
  const slowest = Math.max(0, ...here.map(({ ms }) => ms ?? 0));
  return { ...base, state: 'ok', value: `${value}, chậm nhất ${slowest} ms`, advice: '' };
}

function wifiCheck({ walk: { walkers } }: HallFacts): NamedCheck {
  const base = { id: 'wifi', what: 'Wi-Fi trong hội trường (đi thử)' } as const;
  if (walkers.length === 0) {
    return {
      ...base,
      state: 'warn',
      value: 'Chưa đi thử',
      advice: 'Bấm «Đi thử Wi-Fi», quét mã bằng điện thoại, đi hết hội trường, nhất là hàng cuối.',
    };
  }
  const worst = Math.max(...walkers.map((each) => each.worst));
  const silence = Math.max(...walkers.map((each) => each.silence));
  const sent = sum(walkers, (each) => each.sent);
  const lost = sum(walkers, (each) => each.lost);
  const value = `${walkers.length} máy; chậm nhất ${worst} ms; mất ${lost}/${sent} lần hỏi; im lâu nhất ${(silence / 1000).toFixed(1).replace('.', ',')} giây`;
  if (silence > SILENCE_MS) {
    return {
      ...base,
      state: 'fail',
      value,
      advice: 'Có chỗ mất Wi-Fi: đặt thêm bộ phát ở đó, rồi đi thử lại.',
    };
  }
  const isPoor = worst > WORST_MS || lost * 50 > sent;
  return {
    ...base,
    state: isPoor ? 'warn' : 'ok',
    value,
    advice: isPoor ? 'Có chỗ Wi-Fi yếu: dời bộ phát, đổi kênh, rồi đi thử lại.' : '',
  };
}

function sum(walkers: readonly WalkerView[], of: (walker: WalkerView) => number): number {
  return walkers.reduce((all, walker) => all + of(walker), 0);
}

/** The first few, so that a cell of the paper holds them. */
function someOf(names: readonly string[]): string {
  const rest = names.length - 4;
  return rest > 0 ? `${names.slice(0, 4).join(', ')} và ${rest} máy khác` : names.join(', ');
}
