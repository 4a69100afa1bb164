import { availableParallelism } from 'node:os';
import { err, ok, type Result } from '#shared/result.ts';
import { parseCommandLine, wholeOption } from '../arguments.ts';
import { isBottleneck, spreadOf } from './figures.ts';
import { measureReconnect, type Reconnected, type ReconnectJob } from './reconnect.ts';

export const RECONNECT_USAGE =
  'npm run bench -- reconnect [--voters N] [--subjects N] [--down SECONDS]';

/** Design 5: all back and current within ten seconds of the server. */
export const BACK_MS = 10_000;

/**
 * `npm run bench -- reconnect`: kills the server under connected devices and prints how they came
 * back. Exit code 1 when one did not within ten seconds; 2 for unusable options.
 */
export async function benchReconnect(args: readonly string[]): Promise<number> {
  const job = parseReconnect(args);
  if (!job.ok) {
    console.error(`${job.error}\n${RECONNECT_USAGE}`);
    return 2;
  }
  console.log(`· ${job.value.voters} thiết bị…`);
  const measured = await measureReconnect(job.value);
  console.log(`\n${reconnectTable(measured)}\n`);
  if (isBottleneck(measured.lag.p99, spreadOf(measured.back)?.p99 ?? 0))
    console.log('Lưu ý: chính máy phát tải là chỗ nghẽn; số của máy chủ tốt hơn số đo được.');
  const problem = reconnectProblem(measured);
  if (problem === null) console.log('Đã kiểm: mọi thiết bị đã trở lại và hiển thị đúng.');
  else console.error(`SAI: ${problem}`);
  return problem === null ? 0 : 1;
}

/** In what the design's number was missed; null for nothing. */
export function reconnectProblem({ voters, back }: Reconnected): string | null {
  if (back.length < voters) return `${voters - back.length} thiết bị không trở lại`;
  const late = back.filter((ms) => ms > BACK_MS).length;
  return late === 0 ? null : `${late} thiết bị trở lại sau hơn ${BACK_MS / 1000} s`;
}

function parseReconnect(args: readonly string[]): Result<ReconnectJob, string> {
  const values = ['voters', 'subjects', 'down'];
  const parsed = parseCommandLine(args, { values, flags: [], words: [1, 1] });
  if (!parsed.ok) return parsed;
  const voters = wholeOption(parsed.value, 'voters', [3, 2047]);
  const subjects = wholeOption(parsed.value, 'subjects', [1, 60]);
  const down = wholeOption(parsed.value, 'down', [0, 600]);
  for (const each of [voters, subjects, down]) if (!each.ok) return err(each.error);
  return ok({
    voters: (voters.ok ? voters.value : null) ?? 1000,
    subjects: (subjects.ok ? subjects.value : null) ?? 24,
    downMs: ((down.ok ? down.value : null) ?? 2) * 1000,
  });
}

function reconnectTable({ voters, away, back, attempts, next, lag, busy }: Reconnected): string {
  const spread = spreadOf(back);
  const tries = spreadOf(attempts);
  const rows: [string, string][] = [
    ['Thiết bị / devices', String(voters)],
    ['Trở lại / back', String(back.length)],
    ['Máy chủ vắng / server away', ms(away)],
    ['Có lại máy chủ → trở lại p50', ms(spread?.p50)],
    ['                        p99', ms(spread?.p99)],
    ['                        tối đa / max', ms(spread?.max)],
    ['Lần thử p50 / attempts', String(tries?.p50 ?? '–')],
    ['        tối đa / max', String(tries?.max ?? '–')],
    ['Đông nhất trong 1 s / most in 1 s', String(busiestSecond(back))],
    ['Lời tiếp theo → mọi màn hình', ms(spreadOf(next)?.max)],
    ['Máy phát trễ p99 / generator lag', ms(lag.p99)],
    ['             tối đa / max', ms(lag.max)],
    [`Tải của máy (${availableParallelism()} lõi) / load average`, busy.toFixed(1)],
  ];
  return rows.map(([name, value]) => name.padEnd(40) + value.padStart(12)).join('\n');
}

/** How many came back in the fullest second: the jitter keeps it below all of them. */
function busiestSecond(back: readonly number[]): number {
  const sorted = [...back].sort((a, b) => a - b);
  let from = 0;
  let most = 0;
  for (const [i, time] of sorted.entries()) {
    while (time - (sorted[from] ?? time) > 1000) from += 1;
    most = Math.max(most, i - from + 1);
  }
  return most;
}

function ms(value: number | undefined): string {
  return value === undefined ? '–' : `${Math.round(value)} ms`;
}
