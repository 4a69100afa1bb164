/** What is done to one device's network. */
export type Fault =
  /** The Wi-Fi is gone, and the device knows: what is open is cut, what is new is refused. */
  | { readonly kind: 'down' }
  /** The network is gone and nobody is told; what was sent arrives when it is back. */
  | { readonly kind: 'silent' }
  /** So many milliseconds each way. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** 30 % loss, see `Proxy`. */
  | { readonly kind: 'lossy' }
  /** What is open now never passes anything on again this way, and is not closed; what is new works. */
  | { readonly kind: 'half-open'; readonly way: Way }
  /** Casts and exchanges are sent several times, late ones after what came later. */
  | { readonly kind: 'twice' };

/** `up`: from the device to the server. */
export type Way = 'up' | 'down' | 'both';

/** Faults that orders may name; `server`: the server is killed and started again. */
export const KINDS = ['down', 'silent', 'slow', 'lossy', 'half-open', 'twice', 'server'] as const;
export type Kind = (typeof KINDS)[number];

const SLOW_MS = 2000;
const WAYS: readonly Way[] = ['up', 'down', 'both'];

/** A fault of this kind; `chance` gives numbers from 0 to below 1. */
export function faultOf(kind: Exclude<Kind, 'server'>, chance: () => number): Fault {
  if (kind === 'slow') return { kind, ms: SLOW_MS };
  if (kind === 'half-open')
    return { kind, way: WAYS[Math.floor(chance() * WAYS.length)] ?? 'both' };
  return { kind };
}
