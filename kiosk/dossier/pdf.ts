import type * as Pdf from 'pdfjs-dist';
import program from 'pdfjs-dist/legacy/build/pdf.min.mjs?url';
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

/** A PDF that is open in this page, drawn page by page; its scripts and links are never run. */
export interface OpenPdf {
  readonly pages: number;
  /** Width by height of its first page. */
  readonly ratio: number;
  /** Draws a page as wide as `width` device pixels. Errors leave the page white. */
  draw(page: number, canvas: HTMLCanvasElement, width: number): void;
  close(): void;
}

/** Wider pictures cost more memory than a phone has, and show no more. */
const MOST_PIXELS = 2400;

/** Opens a PDF with the reader that this laptop serves. Rejects where it cannot be read. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  // As it was published: its parts are not for this app's older target.
  const { getDocument, GlobalWorkerOptions } = (await import(
    /* @vite-ignore */ program
  )) as typeof Pdf;
  GlobalWorkerOptions.workerSrc = worker;
  const task = getDocument({
    data: bytes,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
  });
  const pdf = await task.promise;
  const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
  async function draw(number: number, canvas: HTMLCanvasElement, width: number): Promise<void> {
    const page = await pdf.getPage(number);
    const wanted = Math.min(width, MOST_PIXELS);
    const viewport = page.getViewport({ scale: wanted / page.getViewport({ scale: 1 }).width });
    // Drawn aside: two drawings on one canvas at once would be refused.
    const aside = document.createElement('canvas');
    aside.width = Math.floor(viewport.width);
    aside.height = Math.floor(viewport.height);
    await page.render({ canvas: aside, viewport }).promise;
    canvas.width = aside.width;
    canvas.height = aside.height;
    canvas.getContext('2d')?.drawImage(aside, 0, 0);
  }
  return {
    pages: pdf.numPages,
    ratio: first.width / first.height,
    draw: (page, canvas, width) => {
      draw(page, canvas, width).catch(() => undefined);
    },
    close: () => void task.destroy(),
  };
}
