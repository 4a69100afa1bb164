import { availableParallelism } from 'node:os';
import type { Ledger } from '../rehearse/evidence.ts';
import { spreadOf, type Spread } from './figures.ts';
import type { HallOutcome } from './hall.ts';

/** One hall's column of the table. */
export interface Column {
  readonly voters: number;
  readonly subjects: number;
  readonly within: number;
  readonly outcome: HallOutcome;
  readonly ledger: Ledger;
  /** Bytes; null when the page was not built. */
  readonly firstLoad: number | null;
}

type Row = readonly [name: string, of: (column: Column) => string];

const ROWS: readonly Row[] = [
  ['Cử tri × người được lấy phiếu', ({ voters, subjects }) => `${voters} × ${subjects}`],
  ['Nhịp gửi / pace', ({ within }) => (within === 0 ? 'cùng lúc' : `trong ${within} s`)],
  ['Đã gửi / sent', ({ ledger }) => String(ledger.sent)],
  ['Máy chủ xác nhận / acknowledged', ({ ledger }) => String(ledger.acknowledged)],
  ['Trong hòm phiếu / stored', ({ ledger }) => String(ledger.stored)],
  ['Đã kiểm / counted', countedOf],
  ['Gửi → biên nhận p50', latency('p50')],
  ['                p95', latency('p95')],
  ['                p99', latency('p99')],
  ['                tối đa / max', latency('max')],
  ['Vòng hỏi máy chủ p50', ({ outcome }) => milliseconds(spreadOf(outcome.trips)?.p50)],
  ['                 p99', ({ outcome }) => milliseconds(spreadOf(outcome.trips)?.p99)],
  ['Bộ nhớ máy chủ / RSS', ({ outcome }) => megabytes(outcome.memory?.now)],
  ['               tối đa / peak', ({ outcome }) => megabytes(outcome.memory?.peak)],
  ['Lượt tải đầu / first load', ({ firstLoad }) => kilobytes(firstLoad)],
  ['Mở bỏ phiếu → mọi màn hình', ({ outcome }) => milliseconds(spreadOf(outcome.opened)?.max)],
  ['Đóng hòm → mọi màn hình', ({ outcome }) => milliseconds(spreadOf(outcome.closed)?.max)],
  ['Đóng hòm → tổng số', ({ outcome }) => milliseconds(outcome.counted?.took)],
  ['Niêm phong một phiếu p50', ({ outcome }) => milliseconds(spreadOf(outcome.sealing)?.p50)],
  ['Máy phát trễ p99 / generator lag', ({ outcome }) => milliseconds(outcome.lag.p99)],
  ['             tối đa / max', ({ outcome }) => milliseconds(outcome.lag.max)],
  [
    `Tải của máy (${availableParallelism()} lõi) / load average`,
    ({ outcome }) => outcome.busy.toFixed(1),
  ],
];

/** The halls side by side. */
export function hallTable(columns: readonly Column[]): string {
  const width = Math.max(...ROWS.map(([name]) => name.length)) + 2;
  return ROWS.map(
    ([name, of]) => name.padEnd(width) + columns.map((each) => of(each).padStart(12)).join(''),
  ).join('\n');
}

/** From the cast to the checked receipt, over all processes; null without any receipt. */
export function latenciesOf({ loads }: HallOutcome): Spread | null {
  return spreadOf(loads.flatMap(({ latencies }) => latencies));
}

function latency(which: keyof Spread): Row[1] {
  return ({ outcome }) => milliseconds(latenciesOf(outcome)?.[which]);
}

function countedOf({ outcome, ledger }: Column): string {
  return outcome.counted === null ? 'không chạy' : String(ledger.counted);
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? '–' : `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

function megabytes(value: number | undefined): string {
  return value === undefined ? '–' : `${Math.round(value / 1e6)} MB`;
}

function kilobytes(value: number | null): string {
  return value === null ? '–' : `${Math.round(value / 1000)} kB`;
}
