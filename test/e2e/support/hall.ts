import type {
  Browser,
  BrowserContextOptions,
  Locator,
  Page,
  WebSocketRoute,
} from '@playwright/test';
import { scan } from './qr.ts';

/** Pages of one hall, each in a browser of its own, and everything that went wrong in them. */
export class Hall {
  readonly #browser: Browser;
  readonly #pages: Page[] = [];
  /** Errors of any page: exceptions, and the page's policy broken. */
  readonly faults: string[] = [];

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A device with nothing on it yet. */
  async device(name: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({ locale: 'vi-VN', ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => this.faults.push(`${name}: ${error.message}`));
    page.on('console', (message) => {
      if (/Content Security Policy|Permissions.Policy|Cross-Origin-/u.test(message.text())) {
        this.faults.push(`${name}: ${message.text()}`);
      }
    });
    context.on('request', (request) => {
      this.#watch(name, request.url());
    });
    page.on('websocket', (socket) => {
      this.#watch(name, socket.url());
    });
    this.#pages.push(page);
    return page;
  }

  /** No page asks anybody but the server, which these tests run on loopback (issue: no way out). */
  #watch(name: string, address: string): void {
    const { protocol, hostname } = new URL(address);
    const isInside = ['data:', 'blob:', 'file:', 'about:'].includes(protocol);
    if (isInside || ['127.0.0.1', 'localhost'].includes(hostname)) return;
    this.faults.push(`${name} asks ${protocol}//${hostname}`);
  }

  /** A phone as most members hold one. */
  phone(name: string): Promise<Page> {
    return this.device(name, {
      viewport: { width: 360, height: 740 },
      isMobile: true,
      hasTouch: true,
    });
  }

  /** Shows a pairing QR on the chair's page and opens what the camera reads on `page`. */
  async pair(chair: Page, button: string, page: Page): Promise<void> {
    await chair.getByTestId(button).click();
    await page.goto(await scan(chair.getByTestId('pairing-qr')));
    await chair.getByTestId('paired').waitFor();
    await chair.getByTestId('pairing-close').click();
  }

  async close(): Promise<void> {
    await Promise.all(this.#pages.map((page) => page.context().close()));
  }
}

/** A page's live connection passes through here: `pass` says what becomes of each word of the server. */
export async function between(
  page: Page,
  pass: (word: string, socket: WebSocketRoute) => string | null,
): Promise<void> {
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((word) => {
      server.send(word);
    });
    server.onMessage((word) => {
      const passed = typeof word === 'string' ? pass(word, socket) : word;
      if (passed !== null) socket.send(passed);
    });
  });
}

/** Types the number that the chair must confirm, and confirms it. */
export async function confirmNumber(chair: Page, button: string, number: number): Promise<void> {
  await chair.getByTestId(button).click();
  await chair.getByTestId('typed-number').fill(String(number));
  await chair.getByTestId('confirm-number').click();
}

/** The name of the voter's screen. */
export function voterState(phone: Page): Locator {
  return phone.getByTestId('state');
}
