import type { Page } from '@playwright/test';

/** A ballot on the board as the server sends it, up to a byte within its body. */
const BALLOT = /(\\"t\\":\\"ballot\\".*?\\"body\\":\\"[\w-]{500})([\w-])/;

/** From now on one byte of the board changes on its way to this page. */
export async function tamper(page: Page): Promise<void> {
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((word) => {
      server.send(word);
    });
    server.onMessage((word) => {
      socket.send(typeof word === 'string' ? word.replace(BALLOT, changed) : word);
    });
  });
}

function changed(_: string, before: string, byte: string): string {
  return before + (byte === 'A' ? 'B' : 'A');
}
