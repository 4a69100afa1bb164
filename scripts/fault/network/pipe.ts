import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault-kinds.ts';

const STALL_CHANCE = 0.3;
const STALL_MS = [200, 3000] as const;
const CUT_CHANCE = 0.03;
const LOOK_MS = 40;

/** What happens on the way, as the proxy has it now. */
export interface Road {
  readonly fault: () => Fault | null;
  /** Numbers from 0 to below 1. */
  readonly chance: () => number;
  /** Ends both sides at once. */
  readonly cut: () => void;
}

/**
 * One direction of a proxied connection. What was received is passed on in order, as TCP does:
 * late, in stalls, torn in the middle with the connection cut after it, or never.
 */
export class Pipe {
  /** From now on nothing is passed on, not even the end (half-open). */
  silent = false;
  readonly #to: Socket;
  readonly #road: Road;
  readonly #waiting: { readonly piece: Buffer | null; readonly at: number }[] = [];
  #running = false;

  constructor(from: Socket, to: Socket, road: Road) {
    this.#to = to;
    this.#road = road;
    from.on('data', (piece: Buffer) => {
      this.#take(piece);
    });
    from.on('close', () => {
      this.#take(null);
    });
  }

  #take(piece: Buffer | null): void {
    this.#waiting.push({ piece, at: performance.now() + this.#delay() });
    if (!this.#running) void this.#run();
  }

  #delay(): number {
    const fault = this.#road.fault();
    if (fault?.kind === 'slow') return fault.ms;
    if (fault?.kind !== 'lossy' || this.#road.chance() >= STALL_CHANCE) return 0;
    const [least, most] = STALL_MS;
    return least + this.#road.chance() * (most - least);
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const left = next.at - performance.now();
      if (left > 0) await sleep(left, undefined, { ref: false });
      // As TCP sends again what was lost while the network was away.
      while (this.#road.fault()?.kind === 'silent') await sleep(LOOK_MS, undefined, { ref: false });
      if (!this.silent) this.#pass(next.piece);
    }
    this.#running = false;
  }

  #pass(piece: Buffer | null): void {
    const { fault, chance, cut } = this.#road;
    if (piece === null) this.#to.end();
    else if (fault()?.kind === 'lossy' && chance() < CUT_CHANCE) {
      this.#to.write(piece.subarray(0, piece.length >> 1), cut);
    } else if (this.#to.writable) this.#to.write(piece);
  }
}
