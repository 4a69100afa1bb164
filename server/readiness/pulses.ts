import type { Socket } from 'socket.io';

interface Pulse {
  ms: number | null;
  readonly conn: Socket['conn'];
}

/** How quickly each paired device answers the server's own pings: in memory alone. */
export class Pulses {
  readonly #now: () => number;
  readonly #pulses = new Map<string, Pulse>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Follows a device's line from its connection on. */
  follow(device: string, { conn }: Socket): void {
    const pulse: Pulse = { ms: null, conn };
    this.#pulses.set(device, pulse);
    let asked: number | null = null;
    conn.on('packetCreate', ({ type }: { type: string }) => {
      if (type === 'ping') asked = this.#now();
    });
    conn.on('packet', ({ type }: { type: string }) => {
      if (type !== 'pong' || asked === null) return;
      pulse.ms = Math.round(this.#now() - asked);
      asked = null;
    });
    conn.once('close', () => {
      if (this.#pulses.get(device) === pulse) this.#pulses.delete(device);
    });
  }

  of(device: string): { readonly ms: number | null; readonly polling: boolean } {
    const pulse = this.#pulses.get(device);
    if (pulse === undefined) return { ms: null, polling: false };
    return { ms: pulse.ms, polling: pulse.conn.transport.name === 'polling' };
  }
}
