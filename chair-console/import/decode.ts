import { err, ok, type Result } from '#shared/result.ts';
import type { ReadFault } from '#shared/plan/import/sheet.ts';

/** A text and how it was written. */
export interface Decoded {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258';
}

const HOW =
  'Hãy mở tệp bằng Excel, chọn Lưu thành «CSV UTF-8», rồi nhập lại; chữ TCVN3, VNI cần chuyển sang Unicode trước.';

/**
 * The text of a file without a word on its encoding: UTF-8 and UTF-16 by their mark or by their
 * form, else windows-1258, whose rows the caller still has to look at (`looksLegacy`).
 */
export function decodeText(bytes: Uint8Array): Result<Decoded, ReadFault> {
  const encoding = encodingOf(bytes);
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // The windows code page writes tones behind their letters.
    return ok({ text: encoding === 'windows-1258' ? text.normalize('NFC') : text, encoding });
  } catch {
    return err({ row: brokenRow(bytes), text: `Không đọc được chữ trong tệp. ${HOW}` });
  }
}

function encodingOf(bytes: Uint8Array): Decoded['encoding'] {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  const wide = wideEncoding(bytes);
  if (wide !== null) return wide;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1258';
  }
}

/** UTF-16 without a mark: delimiters, spaces and digits leave half of their bytes zero. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const some = bytes.subarray(0, 4000);
  let even = 0;
  let odd = 0;
  some.forEach((byte, i) => {
    if (byte !== 0) return;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  });
  if (odd > some.length / 8 && even < odd / 8) return 'utf-16le';
  if (even > some.length / 8 && odd < even / 8) return 'utf-16be';
  return null;
}

/** The line with the first byte that is no UTF-8, for a file that says it is. */
function brokenRow(bytes: Uint8Array): number | null {
  let row = 1;
  let from = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    if (at < bytes.length && bytes[at] !== 0x0a) continue;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(from, at));
    } catch {
      return row;
    }
    row += 1;
    from = at + 1;
  }
  return null;
}
