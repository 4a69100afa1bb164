import { createHmac, timingSafeEqual } from 'node:crypto';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import type { RandomBytes } from '#shared/protocol/sodium.ts';

const LIFE_MS = 60_000;
const CLOCK_BYTES = 6;
const BODY_BYTES = 16;

/**
 * Fresh nonces for the proofs of devices: each good once and for a minute. A nonce carries its own
 * end and a tag under a key of this process, so that asking for many costs the server no memory and
 * pushes nobody else's out; only those that a paired device has used are remembered, while they
 * last. `now` counts milliseconds and never jumps (S17).
 */
export class Nonces {
  readonly #random: RandomBytes;
  readonly #now: () => number;
  readonly #key: Uint8Array;
  /** Used ones, with their ends. */
  readonly #used = new Map<string, number>();

  constructor(random: RandomBytes, now: () => number) {
    this.#random = random;
    this.#now = now;
    this.#key = random(32);
  }

  /** 32 bytes, base64url. */
  fresh(): string {
    const body = Buffer.alloc(BODY_BYTES);
    body.set(this.#random(BODY_BYTES - CLOCK_BYTES), CLOCK_BYTES);
    body.writeUIntBE(Math.ceil(this.#now()) + LIFE_MS, 0, CLOCK_BYTES);
    return toBase64url(Buffer.concat([body, this.#tag(body)]));
  }

  /** True for a nonce of this process that has not ended and was not used. */
  isGood(nonce: string): boolean {
    const decoded = fromBase64url(nonce, 2 * BODY_BYTES);
    if (!decoded.ok || this.#used.has(nonce)) return false;
    const bytes = Buffer.from(decoded.value);
    const body = bytes.subarray(0, BODY_BYTES);
    if (!timingSafeEqual(this.#tag(body), bytes.subarray(BODY_BYTES))) return false;
    return endOf(body) >= this.#now();
  }

  /** Uses a good nonce up: it is none any more. */
  use(nonce: string): void {
    const now = this.#now();
    for (const [former, end] of this.#used) {
      if (end >= now) break;
      this.#used.delete(former);
    }
    this.#used.set(nonce, endOf(Buffer.from(nonce, 'base64url')));
  }

  #tag(body: Uint8Array): Buffer {
    return createHmac('sha256', this.#key).update(body).digest().subarray(0, BODY_BYTES);
  }
}

function endOf(bytes: Buffer): number {
  return bytes.readUIntBE(0, CLOCK_BYTES);
}
