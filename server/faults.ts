import { JournalBroken } from './store/journal.ts';

/**
 * What to do with an error nobody expected. A broken disk or a broken invariant stops the process
 * (reliability 0.8): nothing unsynced was acknowledged, and a restart reads the records again.
 * Anything else concerns one message: it stays unanswered and its device sends it again. Only the
 * error's own trace is printed, never a message's content.
 */
export function handleFault(error: unknown): void {
  if (error instanceof JournalBroken || isBug(error)) {
    process.stderr.write(`${stopSentence(error)}\n${traceOf(error)}\n`);
    process.exit(1);
  }
  process.stderr.write(`Một thông điệp không được trả lời: ${traceOf(error)}\n`);
}

/** What the person at the laptop is to do; the devices wait and go on by themselves. */
function stopSentence(error: unknown): string {
  const why =
    error instanceof JournalBroken
      ? `Ổ đĩa báo lỗi khi ghi tệp «${error.file}». Máy chủ dừng để giữ an toàn dữ liệu: phiếu đã báo nhận không mất.`
      : 'Máy chủ gặp lỗi và dừng để giữ an toàn dữ liệu: phiếu đã báo nhận không mất.';
  return `${why} Hãy kiểm tra ổ đĩa rồi chạy lại: npm start. Nếu máy lại dừng, khởi động từ bản sao: npm start -- --data "<thư mục bản sao>" (docs/drill-vi.md).`;
}

function isBug(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Bug:');
}

function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : 'unknown';
}
