import type { Page, WebSocketRoute } from '@playwright/test';

/** Whether a word of the page, as socket.io writes it, is held back for now. */
export type Holds = (word: string) => boolean;

/** A page's only line to the server: cut, and words of the page held back, as a bad network would. */
export class Gate {
  readonly #lines = new Set<WebSocketRoute>();
  readonly #held: (() => void)[] = [];
  #told: (word: string) => string = (word) => word;
  #cut = false;
  #holds: Holds = () => false;

  /** The gate of a page that has not been opened yet. */
  static async of(page: Page): Promise<Gate> {
    const gate = new Gate();
    await page.routeWebSocket(/\/socket\.io\//, (line) => {
      gate.#open(line);
    });
    await page.route(/\/socket\.io\//, (route) => (gate.#cut ? route.abort() : route.continue()));
    return gate;
  }

  /** From now on nothing goes through. */
  async cut(): Promise<void> {
    this.#cut = true;
    await Promise.all([...this.#lines].map((line) => line.close()));
    this.#lines.clear();
  }

  /** The page may connect again; it does so by itself. */
  mend(): void {
    this.#cut = false;
  }

  /** What the server says is changed on its way, as where a disk is full cannot be photographed otherwise. */
  tell(change: (word: string) => string): void {
    this.#told = change;
  }

  /** Holds such words of the page back until `release`. */
  hold(holds: Holds): void {
    this.#holds = holds;
  }

  release(): void {
    this.#holds = () => false;
    for (const send of this.#held.splice(0)) send();
  }

  #open(line: WebSocketRoute): void {
    if (this.#cut) {
      void line.close();
      return;
    }
    this.#lines.add(line);
    const server = line.connectToServer();
    line.onMessage((word) => {
      const send = (): void => {
        if (this.#lines.has(line)) server.send(word);
      };
      if (typeof word === 'string' && this.#holds(word)) this.#held.push(send);
      else send();
    });
    server.onMessage((word) => {
      line.send(typeof word === 'string' ? this.#told(word) : word);
    });
    line.onClose(() => {
      this.#lines.delete(line);
      void server.close();
    });
  }
}

/** A sealed ballot on its way to the server. */
export function isBallot(word: string): boolean {
  return word.startsWith('42/ballot,');
}
