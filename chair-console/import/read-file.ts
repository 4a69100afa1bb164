import { err, type Result } from '#shared/result.ts';
import type { ReadFault, Sheet } from '#shared/plan/import/sheet.ts';
import { MOST_FILE_BYTES } from './read-table.ts';

/** A file that takes longer is given up: the page must not wait for a trap. */
const MOST_MS = 30_000;

/** The tables of a chosen file, read in a worker of its own, which ends with it. */
export async function readFile(file: Blob): Promise<Result<readonly Sheet[], ReadFault>> {
  if (file.size > MOST_FILE_BYTES) {
    return err({ row: null, text: 'Tệp lớn hơn 10 MB. Hãy chỉ giữ bảng danh sách.' });
  }
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return err({ row: null, text: 'Không mở được tệp. Hãy chọn lại tệp.' });
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), { type: 'module' });
  try {
    return await answerOf(worker, new Uint8Array(bytes));
  } finally {
    worker.terminate();
  }
}

function answerOf(worker: Worker, bytes: Uint8Array): Promise<Result<readonly Sheet[], ReadFault>> {
  return new Promise((resolve) => {
    function give(text: string): void {
      resolve(err({ row: null, text }));
    }
    const timer = setTimeout(
      give,
      MOST_MS,
      'Đọc tệp quá lâu. Hãy chép riêng bảng danh sách sang tệp mới.',
    );
    worker.addEventListener('message', ({ data }: MessageEvent) => {
      clearTimeout(timer);
      resolve(data as Result<readonly Sheet[], ReadFault>);
    });
    worker.addEventListener('error', () => {
      clearTimeout(timer);
      give('Không đọc được tệp này. Hãy lưu lại bằng Excel rồi nhập lại.');
    });
    worker.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
  });
}
