import pdfmake from 'pdfmake';
import type { Paper } from '#shared/papers/model.ts';
import { PDF_FONT, pdfmakeDocument } from '#shared/papers/render/pdfmake-document.ts';
import { TINOS } from './fonts.ts';
import { qrModules } from './qr.ts';

const FONT_FILES: ReadonlySet<string> = new Set(Object.values(TINOS));

pdfmake.setFonts({ [PDF_FONT]: { ...TINOS } });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => FONT_FILES.has(path));

/**
 * The paper as a PDF with Tinos embedded. Same paper and same `made`, the date its properties
 * state, same bytes. It reads nothing but the font files and reaches no address.
 */
export async function renderPdf(paper: Paper, made = new Date()): Promise<Uint8Array> {
  const definition = pdfmakeDocument(paper, qrModules);
  Object.assign(definition.info, { creationDate: made, modDate: made });
  return pdfmake.createPdf(definition).getBuffer();
}
