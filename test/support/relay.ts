/** A wire between a voter's device and the server that gives it a name and an address of its own. */
import { createServer, connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** Where the device connects to; everything it sends comes from `address` under `userAgent`. */
export interface Relay {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a relay on loopback to the server at `url`. */
export async function relayTo(url: string, address: string, userAgent: string): Promise<Relay> {
  const { port } = new URL(url);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port: Number(port), localAddress: address });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => open.delete(socket));
    }
    near.once('data', (first) => {
      far.write(withAgent(first, userAgent));
      near.pipe(far);
    });
    far.pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${own}`,
    close() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      );
    },
  };
}

/** The request with the header after its first line. */
function withAgent(request: Buffer | string, userAgent: string): string {
  return request.toString('latin1').replace('\r\n', `\r\nUser-Agent: ${userAgent}\r\n`);
}
