/**
 * What a counting committee member's device remembers, serialisable as JSON, bytes as base64url.
 * All of it is secret: it stays on the device, or leaves it sealed under a passphrase
 * (`exportShare`). The device is stored before anything it says is posted.
 */
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { toBase64url } from './bytes.ts';
import type { DkgCommitBody, DkgComplaintBody, DkgDealBody, DkgOkBody } from './entries.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { bytes, integer, list, object, scalar } from './shape.ts';
import type { Shape } from './shape.ts';
import type { RandomBytes, Sodium, SodiumKeyPair } from './sodium.ts';

/** The fresh keys of a device for one session: Ed25519 `sign`, X25519 `box` (P 4.3.0). */
export interface TellerKeys {
  readonly sign: SodiumKeyPair;
  readonly box: SodiumKeyPair;
}

/** A key pair as base64url. */
export interface StoredKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** How far the device is in key generation, with what it has said and still needs. */
export type CeremonyWork =
  | { readonly step: 'joined' }
  | {
      readonly step: 'committed';
      readonly coefficients: readonly string[];
      readonly commit: DkgCommitBody;
    }
  | {
      readonly step: 'dealt';
      readonly coefficients: readonly string[];
      readonly commit: DkgCommitBody;
      readonly deal: DkgDealBody;
    }
  | { readonly step: 'complained'; readonly complaint: DkgComplaintBody }
  | {
      /** The coefficients are gone; `eid` is set once the device has checked `open`. */
      readonly step: 'sealed';
      readonly share: string;
      readonly ok: DkgOkBody;
      readonly eid: string | null;
    };

/** A co-issuer's part (P 4.6.4): its key, and the one B it has answered for every claim. */
export interface CoIssuerPart {
  readonly k: string;
  readonly pk: string;
  readonly claims: readonly { readonly claim: string; readonly B: string }[];
}

/** A member's device. */
export interface TellerDevice {
  readonly sign: StoredKeys;
  readonly box: StoredKeys;
  /** The board it belongs to and its number there, once `setup` names its keys. */
  readonly seat: { readonly sid: string; readonly i: number } | null;
  readonly work: CeremonyWork;
  /** The one tally (th) it has agreed to in each election (eid). */
  readonly agreed: readonly { readonly eid: string; readonly th: string }[];
  readonly issuer: CoIssuerPart | null;
}

/** Fresh keys, made when the device joins, before `setup`; the public halves go to the server. */
export function generateTellerKeys(random: RandomBytes, sodium: Sodium): TellerKeys {
  return {
    sign: sodium.crypto_sign_seed_keypair(random(32)),
    box: sodium.crypto_box_seed_keypair(random(32)),
  };
}

/** A device that has just joined. */
export function newTellerDevice(
  { sign, box }: TellerKeys,
  issuer: CoIssuerPart | null = null,
): TellerDevice {
  const work = { step: 'joined' } as const;
  return { sign: stored(sign), box: stored(box), seat: null, work, agreed: [], issuer };
}

/** The device's share and number in the election `eid` (base64url), null if it has none there. */
export function shareOf(
  { seat, work }: TellerDevice,
  eid: string,
): { readonly i: number; readonly share: string } | null {
  if (seat === null || work.step !== 'sealed' || work.eid !== eid) return null;
  return { i: seat.i, share: work.share };
}

/** A sealed device out of storage or an import; anything else is refused by its shape. */
export function parseSealedDevice(input: unknown): Result<TellerDevice, ProtocolCode> {
  const code = sealedShape(input);
  // Taken on the word of the shape just checked.
  return code === null ? ok(input as TellerDevice) : err(code);
}

function stored({ publicKey, privateKey }: SodiumKeyPair): StoredKeys {
  return { publicKey: toBase64url(publicKey), privateKey: toBase64url(privateKey) };
}

function orNull(shape: Shape): Shape {
  return (value) => (value === null ? null : shape(value));
}

function literal(expected: string): Shape {
  return (value) => (value === expected ? null : 'E_JSON');
}

const hash = bytes(32);
const okShape = object({ i: integer, X: hash, tr: hash, sig: bytes(64) });

const sealedShape = object({
  sign: object({ publicKey: hash, privateKey: bytes(64) }),
  box: object({ publicKey: hash, privateKey: hash }),
  seat: object({ sid: hash, i: integer }),
  work: object({ step: literal('sealed'), share: scalar, ok: okShape, eid: orNull(hash) }),
  agreed: list(object({ eid: hash, th: hash })),
  issuer: orNull(object({ k: scalar, pk: hash, claims: list(object({ claim: hash, B: hash })) })),
});
