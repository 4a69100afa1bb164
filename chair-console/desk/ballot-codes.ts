import { toBase64url } from '#shared/protocol/bytes.ts';
import {
  claimOf,
  formatBallotCode,
  generateBallotCode,
  slipSerial,
} from '#shared/protocol/code.ts';
import type { RandomBytes, Sodium } from '#shared/protocol/sodium.ts';

/** A printed slip: its code, and the serial by which a lost one is named (P 4.6.6). */
export interface Slip {
  readonly code: string;
  readonly serial: string;
  /** Base64url, as it is registered. */
  readonly claim: string;
}

/** `count` slips with fresh codes (P 4.6.1). */
export function generateSlips(sodium: Sodium, random: RandomBytes, count: number): Slip[] {
  return Array.from({ length: count }, () => {
    const code = generateBallotCode(random);
    const claim = claimOf(sodium, code);
    return { code, serial: slipSerial(claim), claim: toBase64url(claim) };
  });
}

/** The claim of a code, as it is registered (base64url). */
export function claimText(sodium: Sodium, code: string): string {
  return toBase64url(claimOf(sodium, code));
}

/** The address that a voter's phone opens: the code stands in the fragment and never reaches the server. */
export function ballotUrl(address: string, code: string): string {
  return `${address.replace(/\/+$/u, '')}/#${formatBallotCode(code)}`;
}

/**
 * The items in a random order, each equally likely (Fisher–Yates with rejection), so that the
 * order of printing says nothing about the order of registration.
 */
export function generateShuffled<T>(random: RandomBytes, items: readonly T[]): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = generateBelow(random, last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}

/** `items` in runs of at most `size`: the server takes at most 500 claims in one message. */
export function inRuns<T>(items: readonly T[], size: number): T[][] {
  const runs = Math.ceil(items.length / size);
  return Array.from({ length: runs }, (_, i) => items.slice(i * size, (i + 1) * size));
}

/** An unbiased whole number from 0 to `below` − 1; `below` at most 65536. */
function generateBelow(random: RandomBytes, below: number): number {
  const limit = 65_536 - (65_536 % below);
  for (;;) {
    const [high = 0, low = 0] = random(2);
    const drawn = high * 256 + low;
    if (drawn < limit) return drawn % below;
  }
}
