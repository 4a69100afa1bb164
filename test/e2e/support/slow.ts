import type { Page } from '@playwright/test';

/**
 * A slow device on a slow line: its processor `cpu` times slower, and `latency` milliseconds on
 * every request and on every word of its live connection, each way half of it. From the next load on.
 */
export async function slow(
  page: Page,
  { cpu, latency }: { readonly cpu: number; readonly latency: number },
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((word) => {
      setTimeout(() => {
        server.send(word);
      }, latency / 2);
    });
    server.onMessage((word) => {
      setTimeout(() => {
        socket.send(word);
      }, latency / 2);
    });
  });
}
