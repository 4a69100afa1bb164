/** The register as a co-issuer's device reads it: chain, shapes, and every line as its own work. */
import { utf8 } from '#shared/protocol/bytes.ts';
import { parseLine } from '#shared/protocol/chain.ts';
import type { RegisterEntry } from '#shared/protocol/entries.ts';
import {
  applyRegisterEntry,
  emptyRegister,
  parseRegisterEntry,
  registerConflict,
} from '#shared/protocol/register.ts';
import type { RegisterState } from '#shared/protocol/register.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';

type Exchange = Extract<RegisterEntry, { t: 'exchange' }>['b'];

/** What became of a line: taken in, or what is wrong with it. */
export type Taken =
  { readonly kind: 'taken'; readonly exchange: Exchange | null } | { readonly kind: 'broken' };

/** Reads one register from its first line on; `broken` leaves it as it was. */
export class RegisterReading {
  readonly #sodium: Sodium;
  #state: RegisterState;

  constructor(sodium: Sodium, eid: Uint8Array, issuers: number) {
    this.#sodium = sodium;
    this.#state = emptyRegister(eid, issuers);
  }

  /** Lines read, exchanges among them, and the hash of the last. */
  get state(): Pick<RegisterState, 'n' | 'count' | 'head'> {
    return this.#state;
  }

  take(line: string): Taken {
    const { n, head } = this.#state;
    const parsed = parseLine(this.#sodium, 'register-entry', n, head, utf8(line));
    if (!parsed.ok) return { kind: 'broken' };
    const { t, b, hash } = parsed.value;
    const entry = parseRegisterEntry(this.#sodium, this.#state, t, b);
    if (!entry.ok || registerConflict(this.#state, entry.value) !== null) return { kind: 'broken' };
    this.#state = applyRegisterEntry(this.#state, entry.value, hash);
    return { kind: 'taken', exchange: entry.value.t === 'exchange' ? entry.value.b : null };
  }
}
