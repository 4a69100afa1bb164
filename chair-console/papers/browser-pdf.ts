import bold from '@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf?url';
import boldItalic from '@expo-google-fonts/tinos/700Bold_Italic/Tinos_700Bold_Italic.ttf?url';
import italic from '@expo-google-fonts/tinos/400Regular_Italic/Tinos_400Regular_Italic.ttf?url';
import regular from '@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf?url';
import QRCode from 'qrcode';
import pdfmake from 'pdfmake/build/pdfmake.js';
import type { Paper } from '#shared/papers/model.ts';
import { PDF_FONT, pdfmakeDocument } from '#shared/papers/render/pdfmake-document.ts';

/**
 * PDF on this device, for what must never leave it: ballot codes, pairing codes. Three megabytes
 * with its fonts: import it only when a person asks for the file.
 */

function own(path: string): string {
  return new URL(path, location.href).href;
}

pdfmake.setFonts({
  [PDF_FONT]: {
    normal: own(regular),
    bold: own(bold),
    italics: own(italic),
    bolditalics: own(boldItalic),
  },
});
// Nothing but the fonts of this laptop is ever fetched for a paper.
pdfmake.setUrlAccessPolicy((url) => new URL(url).origin === location.origin);

/** The paper as the bytes of a PDF; rejects when the laptop does not give the fonts. */
export async function pdfOf(paper: Paper): Promise<Uint8Array> {
  const definition = pdfmakeDocument(
    paper,
    (text, level) => QRCode.create(text, { errorCorrectionLevel: level }).modules,
  );
  return pdfmake.createPdf(definition).getBuffer();
}
