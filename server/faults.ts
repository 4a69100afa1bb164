import { JournalBroken } from './store/journal.ts';

/**
 * What to do with an error nobody expected. A broken disk or a broken invariant stops the process
 * (reliability 0.8): nothing unsynced was acknowledged, and a restart reads the records again.
 * Anything else concerns one message: it stays unanswered and its device sends it again. Only the
 * error's own trace is printed, never a message's content.
 */
export function handleFault(error: unknown): void {
  if (error instanceof JournalBroken || isBug(error)) {
    process.stderr.write(`Máy chủ dừng để giữ an toàn dữ liệu: ${traceOf(error)}\n`);
    process.exit(1);
  }
  process.stderr.write(`Một thông điệp không được trả lời: ${traceOf(error)}\n`);
}

function isBug(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Bug:');
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : 'unknown';
}
