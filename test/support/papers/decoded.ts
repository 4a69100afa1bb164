import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { ROOT } from '../../../scripts/root.ts';

const wasm = readFileSync(join(ROOT, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } });

/** The text of the one QR code in a PNG. */
export async function decoded(png: Uint8Array): Promise<string> {
  const found = await readBarcodes(Uint8Array.from(png), { formats: ['QRCode'], tryInvert: false });
  if (found.length !== 1) throw new Error(`${found.length} QR codes in the picture`);
  return found[0]!.text;
}
