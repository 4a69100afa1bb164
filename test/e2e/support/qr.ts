import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { ROOT } from '../../../scripts/root.ts';

const wasm = readFileSync(join(ROOT, 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } });

/** What a phone's camera reads from this place on the screen: from its pixels, nothing else. */
export async function scan(place: Locator): Promise<string> {
  await place.waitFor();
  const picture = await place.screenshot();
  const found = await readBarcodes(new Uint8Array(picture), { formats: ['QRCode'] });
  const [text, ...others] = found.map((barcode) => barcode.text);
  if (text === undefined || others.length > 0) throw new Error(`${found.length} QR codes in sight`);
  return text;
}
