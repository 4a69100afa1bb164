import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { Gate } from './gate.ts';

/** The sizes of issue 5 (11), in CSS pixels; the least wide phone (issue 5, 1), and a phone turned. */
export const SIZES = {
  phone: { width: 360, height: 740 },
  narrow: { width: 320, height: 568 },
  landscape: { width: 740, height: 360 },
  tablet: { width: 810, height: 1080 },
  laptop: { width: 1366, height: 768 },
  projector: { width: 1920, height: 1080 },
} as const;

export type SizeName = keyof typeof SIZES;

/** A device of the hall: a browser of its own. */
export interface Device {
  readonly name: string;
  readonly page: Page;
  readonly gate: Gate;
}

const WAIT_MS = 45_000;

/** All devices of the hall that is photographed. */
export class Stage {
  readonly #browser: Browser;
  /** Errors of any page: exceptions, and the page's policy broken. */
  readonly faults: string[] = [];

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A device with nothing on it. `prepare` runs in every page before the page's own code. */
  async device(name: string, size: SizeName, prepare?: () => void): Promise<Device> {
    const context = await this.#browser.newContext({
      viewport: SIZES[size],
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      colorScheme: 'light',
      reducedMotion: 'reduce',
      acceptDownloads: true,
      ...touch(size),
    });
    context.setDefaultTimeout(WAIT_MS);
    await context.addInitScript(seedPage, seedOf(name));
    if (prepare !== undefined) await context.addInitScript(prepare);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(`${name}: ${error.message}`));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) {
        this.faults.push(`${name}: ${message.text()}`);
      }
    });
    return { name, page, gate: await Gate.of(page) };
  }

  /** The device leaves the hall. */
  async leave({ page }: Device): Promise<void> {
    await page.context().close();
  }
}

function touch(size: SizeName): BrowserContextOptions {
  if (size === 'phone') return { isMobile: true, hasTouch: true };
  return size === 'tablet' ? { hasTouch: true } : {};
}

function seedOf(name: string): number {
  const letters = new TextEncoder().encode(name);
  return letters.reduce((seed, byte) => Math.imul(seed ^ byte, 16777619), 7);
}

/** In the page: what it asks of the system's randomness follows from the device's name. */
function seedPage(seed: number): void {
  if (location.protocol === 'about:') return;
  let state = (seed + Number(sessionStorage.getItem('opened') ?? '0') * 7919) >>> 0;
  sessionStorage.setItem('opened', String(Number(sessionStorage.getItem('opened') ?? '0') + 1));
  Crypto.prototype.getRandomValues = (array) => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let i = 0; i < bytes.length; i += 1) {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      bytes[i] = (mixed ^ (mixed >>> 14)) >>> 8;
    }
    return array;
  };
}
