import * as v from 'valibot';
import { fromBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { frame } from '#shared/protocol/hash.ts';
import type { RandomBytes, Sodium } from '#shared/protocol/sodium.ts';
import type { PairedRole } from '#shared/meeting/views.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { Answer, DeviceProof, Pairing } from '#shared/wire.ts';
import { Nonces } from './nonces.ts';
import type { DurableValue } from './store/durable-json.ts';

const CODE_LIFE_MS = 10 * 60_000;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const device = v.strictObject({
  /** The device's Ed25519 public key, base64url. */
  id: v.string(),
  role: v.picklist(['chair', 'desk', 'teller', 'supervisor', 'display', 'kiosk']),
  label: v.string(),
  /** A teller's number and the round whose committee elected them. */
  teller: v.nullable(v.strictObject({ i: v.number(), round: v.string() })),
});

const FILE = v.strictObject({ devices: v.array(device) });

/** A device and the role it was given, until revoked. */
export type PairedDevice = v.InferOutput<typeof device>;
export type PairingsFile = v.InferOutput<typeof FILE>;

/** The stored pairings, or why the file is none. */
export function parsePairings(input: unknown): Result<PairingsFile, string> {
  const parsed = v.safeParse(FILE, input);
  return parsed.success ? ok(parsed.output) : err('not a list of pairings');
}

/** What a pairing code gives. */
export type Invitation = Omit<PairedDevice, 'id'>;

interface Offer {
  readonly invitation: Invitation;
  /** By the monotonic clock, as every lifetime here. */
  readonly expires: number;
}

/**
 * Who is which role (design 3): single-use, short-lived codes; a role is bound to a device key, and
 * a device proves its key with a signature over a fresh nonce at every connection. `now` counts
 * milliseconds and never jumps: a clock that is set neither ends a code nor makes one last (S17).
 */
export class Pairings {
  readonly #sodium: Sodium;
  readonly #random: RandomBytes;
  readonly #store: DurableValue<PairingsFile>;
  readonly #now: () => number;
  readonly #offers = new Map<string, Offer>();
  readonly #nonces: Nonces;

  constructor(
    sodium: Sodium,
    random: RandomBytes,
    store: DurableValue<PairingsFile>,
    now: () => number,
  ) {
    this.#sodium = sodium;
    this.#random = random;
    this.#store = store;
    this.#now = now;
    this.#nonces = new Nonces(random, now);
  }

  get devices(): readonly PairedDevice[] {
    return this.#store.value.devices;
  }

  /**
   * A new code for one device, ten minutes long; `lasting` codes live as long as the process. There
   * is one code for a chair at most: a new one ends the one before.
   */
  offer(invitation: Invitation, lasting = false): { code: string; lastsSeconds: number } {
    for (const [code, { invitation: former, expires }] of this.#offers) {
      const isReplaced = former.role === 'chair' && invitation.role === 'chair';
      if (isReplaced || expires < this.#now()) this.#offers.delete(code);
    }
    const code = this.#code();
    const life = lasting ? Infinity : CODE_LIFE_MS;
    this.#offers.set(code, { invitation, expires: this.#now() + life });
    return { code, lastsSeconds: life / 1000 };
  }

  /** Redeems a code for a device key, once. A device that lost the answer asks `whoami`. */
  async pair(code: string, id: string, label?: string): Promise<Answer<Pairing>> {
    const offer = this.#offers.get(normalised(code));
    const key = fromBase64url(id, 32);
    if (offer === undefined || offer.expires < this.#now()) return err(refusal('pairing-code'));
    if (!key.ok) return err(refusal('malformed', { path: 'device' }));
    // A device makes a new key for every code. Whoever names a key that is paired already may only
    // have read it, and would take its role from that device; the code stays good for its owner.
    if (this.devices.some((each) => each.id === id)) {
      return err(refusal('malformed', { path: 'device' }));
    }
    // Used up before the disk answers, so that two devices cannot share it.
    this.#offers.delete(normalised(code));
    // The chair's name for it stands in the log and on the screens, whatever it calls itself.
    const named = offer.invitation.label === '' ? (label ?? '') : offer.invitation.label;
    const paired: PairedDevice = { ...offer.invitation, label: named, id };
    await this.#store.update(({ devices }) => ({
      // The same key under two codes at once: the later answer of the disk is the one that stands.
      devices: [
        ...devices.filter((other) => other.id !== id && !isReplacedBy(paired, other)),
        paired,
      ],
    }));
    return ok(describe(paired));
  }

  /** Ends every pairing that matches, at once. */
  async revoke(matches: (device: PairedDevice) => boolean): Promise<readonly PairedDevice[]> {
    const gone = this.devices.filter(matches);
    if (gone.length === 0) return gone;
    await this.#store.update(({ devices }) => ({
      devices: devices.filter((each) => !gone.some(({ id }) => id === each.id)),
    }));
    return gone;
  }

  /** A nonce for one proof, good for a minute. */
  challenge(): string {
    return this.#nonces.fresh();
  }

  /** The paired device that signed this fresh nonce for `namespace`, or null. */
  prove(namespace: string, { device: id, nonce, sig }: DeviceProof): PairedDevice | null {
    const paired = this.devices.find((each) => each.id === id);
    if (paired === undefined || !this.#nonces.isGood(nonce)) return null;
    const key = fromBase64url(id, 32);
    const bytes = fromBase64url(nonce, 32);
    const signature = fromBase64url(sig, 64);
    if (!key.ok || !bytes.ok || !signature.ok) return null;
    const message = frame('device', utf8(namespace), bytes.value);
    const isSigned = this.#sodium.crypto_sign_verify_detached(signature.value, message, key.value);
    if (!isSigned) return null;
    this.#nonces.use(nonce);
    return paired;
  }

  /** Ten characters, 50 bits, in two groups. */
  #code(): string {
    const letters = [...this.#random(10)].map((byte) => ALPHABET[byte & 31]);
    return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`;
  }
}

/** The pairing as the device and the screens see it. */
export function describe({ role, label, teller }: PairedDevice): Pairing {
  return { role, label, teller: teller?.i ?? null };
}

/** True when this device may enter the namespace of `role`. */
export function hasRole(device: PairedDevice | null, role: PairedRole): device is PairedDevice {
  return device?.role === role;
}

/** True when a device is still paired as it was: the same role, name and seat. */
export function isSamePairing(before: PairedDevice, now: PairedDevice | undefined): boolean {
  return (
    now?.id === before.id &&
    now.role === before.role &&
    now.label === before.label &&
    now.teller?.i === before.teller?.i &&
    now.teller?.round === before.teller?.round
  );
}

/**
 * A teller has one device and the round one chair: the newest replaces the one before, which may be
 * lost. A chair's code comes from the terminal of the laptop alone.
 */
function isReplacedBy(paired: PairedDevice, former: PairedDevice): boolean {
  if (paired.role === 'chair') return former.role === 'chair';
  return (
    paired.teller !== null &&
    paired.teller.i === former.teller?.i &&
    paired.teller.round === former.teller.round
  );
}

function normalised(code: string): string {
  const letters = code
    .toUpperCase()
    .replace(/[\s-]/gu, '')
    .replace(/[IL]/gu, '1')
    .replace(/O/gu, '0');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
