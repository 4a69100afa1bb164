import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { SIZES, type Device, type SizeName } from './stage.ts';

/** One picture on the disk. */
export interface Picture {
  readonly name: string;
  readonly size: SizeName;
  readonly file: string;
  readonly bytes: number;
}

export interface CameraOptions {
  readonly out: string;
  readonly only: readonly string[] | null;
  readonly axe: boolean;
}

export interface TakeOptions {
  /** Some of the page below the fold too: staff scroll, voters' bars do not move. */
  readonly whole?: boolean;
}

/** Small, and text still sharp. */
const QUALITY = 32;
const MOST_SCREENS = 1.4;

/** Takes the pictures, and has axe look at each state. */
export class Camera {
  readonly #options: CameraOptions;
  readonly #sessions = new WeakMap<Page, Promise<CDPSession>>();
  readonly pictures: Picture[] = [];
  /** What axe found, with the picture's name. */
  readonly findings: string[] = [];
  /** States that could not be shown, and why. */
  readonly missed: string[] = [];

  constructor(options: CameraOptions) {
    this.#options = options;
  }

  /** Takes the state that stands on this device, at each of the sizes its role uses. */
  async take(
    name: string,
    { page }: Device,
    sizes: readonly SizeName[],
    options: TakeOptions = {},
  ): Promise<void> {
    const { only, axe } = this.#options;
    if (only !== null && !only.some((part) => name.includes(part))) return;
    const before = page.viewportSize();
    for (const size of sizes) {
      if (page.viewportSize()?.width !== SIZES[size].width) await page.setViewportSize(SIZES[size]);
      await this.#shoot(name, page, size, options);
      if (axe) this.findings.push(...(await axeFindings(page)).map((f) => `${name}.${size}: ${f}`));
    }
    if (before !== null) await page.setViewportSize(before);
  }

  /** A state that the meeting does not wait for: without it the walk goes on and says so. */
  async attempt(name: string, show: () => Promise<void>): Promise<void> {
    try {
      await show();
    } catch (error) {
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      this.missed.push(`${name}: ${why}`);
      console.log(`  không chụp được ${name}: ${why}`);
    }
  }

  async #shoot(name: string, page: Page, size: SizeName, options: TakeOptions): Promise<void> {
    await page.evaluate(calm);
    const data = await this.#capture(page, size, options);
    const file = `${name}.${size}.webp`;
    await mkdir(this.#options.out, { recursive: true });
    await writeFile(join(this.#options.out, file), data);
    this.pictures.push({ name, size, file, bytes: data.length });
    console.log(`  ${file} ${Math.round(data.length / 1024)} kB`);
  }

  async #capture(page: Page, size: SizeName, { whole = false }: TakeOptions): Promise<Buffer> {
    const session = await this.#session(page);
    const { width, height } = SIZES[size];
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    const shown = whole ? Math.max(height, Math.min(tall, Math.round(height * MOST_SCREENS))) : 0;
    const answer = await session.send('Page.captureScreenshot', {
      format: 'webp',
      quality: QUALITY,
      ...(shown > height
        ? { captureBeyondViewport: true, clip: { x: 0, y: 0, width, height: shown, scale: 1 } }
        : {}),
    });
    return Buffer.from(answer.data, 'base64');
  }

  #session(page: Page): Promise<CDPSession> {
    const kept = this.#sessions.get(page) ?? page.context().newCDPSession(page);
    this.#sessions.set(page, kept);
    return kept;
  }
}

/** In the page: fonts there, nothing moving, no blinking caret, two frames painted. */
async function calm(): Promise<void> {
  if (document.adoptedStyleSheets.length === 0) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*, *::before, *::after { caret-color: transparent !important; animation: none !important; transition: none !important; }',
    );
    document.adoptedStyleSheets = [sheet];
  }
  await document.fonts.ready;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}
