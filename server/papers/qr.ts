import { crc32, deflateSync } from 'node:zlib';
import QRCode from 'qrcode';
import type { Qr } from '#shared/papers/model.ts';
import { QUIET, type QrModules } from '#shared/papers/render/qr-svg.ts';

/** The modules of a QR code for the PDF; throws when the text is longer than a code holds. */
export function qrModules(text: string, level: Qr['level']): QrModules {
  return QRCode.create(text, { errorCorrectionLevel: level }).modules;
}

const DOTS = 8;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const [WHITE, BLACK] = [0xff, 0x00];

/**
 * The same code as a PNG with its quiet zone, for the DOCX: one bit a dot and eight dots a module,
 * so that a module is a byte. Two hundred slips are then a matter of milliseconds.
 */
export function qrPng(text: string, level: Qr['level']): Uint8Array {
  const { size, data } = qrModules(text, level);
  const whole = size + 2 * QUIET;
  const rows = Array.from({ length: whole }, (_, y) =>
    Array.from({ length: whole }, (__, x) => {
      const [row, column] = [y - QUIET, x - QUIET];
      const inside = row >= 0 && row < size && column >= 0 && column < size;
      return inside && Boolean(data[row * size + column]) ? BLACK : WHITE;
    }),
  );
  // A row begins with its filter: 0, none.
  const image = rows.flatMap((row) => Array.from({ length: DOTS }, () => [0, ...row]).flat());
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header(whole * DOTS)),
    chunk('IDAT', deflateSync(Uint8Array.from(image))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Width, height, bit depth 1, greyscale, and the only compression, filtering and order there is. */
function header(side: number): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(side, 0);
  bytes.writeUInt32BE(side, 4);
  bytes.writeUInt8(1, 8);
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
