import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Fault, Way } from './fault-kinds.ts';
import { Pipe, type Road } from './pipe.ts';

/** A connection through the proxy. */
interface Passage {
  readonly up: Pipe;
  readonly down: Pipe;
  readonly cut: () => void;
}

/**
 * One device's way to the server over loopback, with the faults of a bad network. It stands above
 * TCP, which never loses anything within a connection: "30 % loss" is what an application sees of it,
 * each piece stalled with a chance of 30 % for 0.2 to 3 s, and now and then a connection cut in the
 * middle of a frame.
 */
export class Proxy {
  readonly #server: Server;
  readonly #target: number;
  readonly #chance: () => number;
  readonly #passages = new Set<Passage>();
  #fault: Fault | null = null;

  private constructor(server: Server, target: number, chance: () => number) {
    this.#server = server;
    this.#target = target;
    this.#chance = chance;
    server.on('connection', (socket) => {
      this.#welcome(socket);
    });
  }

  /** Listens on a free port of loopback and passes on to `target` there. */
  static async open(target: number, chance: () => number): Promise<Proxy> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new Proxy(server, target, chance);
  }

  /** Where the device goes. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get fault(): Fault | null {
    return this.#fault;
  }

  /** From now on this is the network; null: a good one. */
  become(fault: Fault | null): void {
    this.#fault = fault;
    if (fault?.kind === 'down') for (const { cut } of [...this.#passages]) cut();
    if (fault?.kind === 'half-open') this.#silence(fault.way);
  }

  close(): void {
    this.#server.close();
    for (const { cut } of [...this.#passages]) cut();
  }

  #silence(way: Way): void {
    for (const { up, down } of this.#passages) {
      if (way !== 'down') up.silent = true;
      if (way !== 'up') down.silent = true;
    }
  }

  #welcome(device: Socket): void {
    if (this.#fault?.kind === 'down') {
      device.resetAndDestroy();
      return;
    }
    const server = connect(this.#target, '127.0.0.1');
    const cut = (): void => {
      device.destroy();
      server.destroy();
      this.#passages.delete(passage);
    };
    const road: Road = { fault: () => this.#fault, chance: this.#chance, cut };
    const passage = {
      up: new Pipe(device, server, road),
      down: new Pipe(server, device, road),
      cut,
    };
    this.#passages.add(passage);
    for (const socket of [device, server]) {
      socket.setNoDelay(true);
      // `close` follows and ends the other side.
      socket.on('error', () => undefined);
    }
    device.once('close', () => {
      if (server.destroyed) this.#passages.delete(passage);
    });
  }
}
