import { writeFile } from 'node:fs/promises';
import { chromium, type Browser } from '@playwright/test';
import QRCode from 'qrcode';
import { BROWSER_ARGS } from '../../../scripts/browser.ts';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES_A_SECOND = 5;
/** A hand holds a code before the camera for about as long. */
const SECONDS = 3;

/**
 * A browser whose camera sees `sights`, one after the other and then from the beginning: the text of
 * a QR code held before it, or nothing (null). The video is written to `path` (Y4M).
 */
export async function browserThatSees(
  path: string,
  sights: readonly (string | null)[],
): Promise<Browser> {
  await writeFile(path, video(sights));
  const executablePath = process.env['HOM_PHIEU_BROWSER'] ?? '';
  return chromium.launch({
    ...(executablePath === '' ? {} : { executablePath }),
    args: [
      ...BROWSER_ARGS,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${path}`,
    ],
  });
}

function video(sights: readonly (string | null)[]): Buffer {
  const header = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_A_SECOND}:1 Ip A1:1 C420jpeg\n`;
  const frames = sights.flatMap((sight) => {
    const frame = Buffer.concat([Buffer.from('FRAME\n', 'latin1'), picture(sight)]);
    return Array.from({ length: SECONDS * FRAMES_A_SECOND }, () => frame);
  });
  return Buffer.concat([Buffer.from(header, 'latin1'), ...frames]);
}

/** A grey room, and in its middle the code on white paper: brightness, then no colour. */
function picture(text: string | null): Buffer {
  const frame = Buffer.alloc((WIDTH * HEIGHT * 3) / 2, 128);
  if (text === null) return frame;
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  const scale = Math.floor(320 / size);
  const margin = 4 * scale;
  const side = size * scale + 2 * margin;
  const left = Math.floor((WIDTH - side) / 2);
  const top = Math.floor((HEIGHT - side) / 2);
  for (let y = 0; y < side; y += 1) {
    const row = (top + y) * WIDTH + left;
    frame.fill(230, row, row + side);
    const line = Math.floor((y - margin) / scale);
    if (line < 0 || line >= size) continue;
    for (let column = 0; column < size; column += 1) {
      const at = row + margin + column * scale;
      if (data[line * size + column] === 1) frame.fill(25, at, at + scale);
    }
  }
  return frame;
}
