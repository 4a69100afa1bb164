import type { LogEvent } from './events.ts';

type SetAside = Extract<LogEvent, { type: 'recount-set-aside' }>;

/** A recount that was set aside, as the minutes and the chair's list of incidents say it (B3.9). */
export function setAsideText({
  by,
  digest,
  reason,
}: Pick<SetAside, 'by' | 'digest' | 'reason'>): string {
  return `Không dùng lần kiểm lại của «${by}» (mã ${digest.slice(0, 16)}…, khác máy chủ và các lần kiểm lại khác), thu hồi thiết bị đó. Lý do: ${reason}`;
}
