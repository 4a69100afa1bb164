import type { Paper } from '#shared/papers/model.ts';
import { download } from '../board/download.ts';

/**
 * Makes the PDF of a paper on this device, which sends nothing of it anywhere, and hands it to the
 * browser as a download. Rejects when its renderer or fonts cannot be fetched from the laptop.
 */
export async function savePdf(paper: Paper): Promise<void> {
  const { pdfOf } = await import('./browser-pdf.ts');
  download(`${paper.fileName}.pdf`, await pdfOf(paper));
}
