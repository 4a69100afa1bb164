/** A member's share outside the device: argon2id and secretbox under a passphrase (P 4.3.4). */
import { invariant } from '#shared/assert.ts';
import { err } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { fromUtf8, toBase64url, utf8 } from './bytes.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { bytes, object, text } from './shape.ts';
import { bytesOf } from './signed-word.ts';
import type { RandomBytes, Sodium } from './sodium.ts';
import { parseSealedDevice } from './teller-device.ts';
import type { TellerDevice } from './teller-device.ts';

const FORMAT = 'hom-phieu/share/1';
const SALT_BYTES = 16;
const NONCE_BYTES = 24;
const KEY_BYTES = 32;

/** argon2id, three passes over 64 MiB: under a second on a laptop, and it fits a tablet. */
const ARGON2ID = 2;
const PASSES = 3;
const MEMORY_BYTES = 64 * 1024 * 1024;

/** Why an import is refused; `E_PASSPHRASE` also when the text was altered. */
export type ShareProblem = ProtocolCode | 'E_PASSPHRASE';

interface ShareFile {
  readonly format: string;
  readonly salt: string;
  readonly nonce: string;
  readonly box: string;
}

/** The device as one line of JSON text that only the passphrase opens. Sealed devices only. */
export function exportShare(
  sodium: Sodium,
  random: RandomBytes,
  device: TellerDevice,
  passphrase: string,
): string {
  invariant(device.work.step === 'sealed', 'only a sealed device has a share');
  const salt = random(SALT_BYTES);
  const nonce = random(NONCE_BYTES);
  const key = deriveKey(sodium, passphrase, salt);
  const box = sodium.crypto_secretbox_easy(utf8(JSON.stringify(device)), nonce, key);
  sodium.memzero(key);
  const file: ShareFile = {
    format: FORMAT,
    salt: toBase64url(salt),
    nonce: toBase64url(nonce),
    box: toBase64url(box),
  };
  return JSON.stringify(file);
}

/** The device of an export; the old device's session is to be revoked by the caller. */
export function importShare(
  sodium: Sodium,
  exported: string,
  passphrase: string,
): Result<TellerDevice, ShareProblem> {
  const file = parseFile(exported.trim());
  if (file === null) return err('E_JSON');
  const device = openBox(sodium, file, passphrase);
  return device === null ? err('E_PASSPHRASE') : parseSealedDevice(device);
}

function parseFile(exported: string): ShareFile | null {
  try {
    const value: unknown = JSON.parse(exported);
    const code = object({
      format: text,
      salt: bytes(SALT_BYTES),
      nonce: bytes(NONCE_BYTES),
      box: text,
    })(value);
    const file = value as ShareFile;
    return code === null && file.format === FORMAT && anyBytes(file.box) ? file : null;
  } catch {
    return null;
  }
}

function anyBytes(box: string): boolean {
  return bytes(Math.floor((box.length * 3) / 4))(box) === null;
}

function openBox(sodium: Sodium, file: ShareFile, passphrase: string): unknown {
  const key = deriveKey(sodium, passphrase, bytesOf(file.salt));
  try {
    const plain = sodium.crypto_secretbox_open_easy(bytesOf(file.box), bytesOf(file.nonce), key);
    const json = fromUtf8(plain);
    return json.ok ? (JSON.parse(json.value) as unknown) : null;
  } catch {
    return null;
  } finally {
    sodium.memzero(key);
  }
}

/** Vietnamese can be typed in two Unicode forms; both are the same passphrase. */
function deriveKey(sodium: Sodium, passphrase: string, salt: Uint8Array): Uint8Array {
  const password = utf8(passphrase.normalize('NFC'));
  return sodium.crypto_pwhash(KEY_BYTES, password, salt, PASSES, MEMORY_BYTES, ARGON2ID);
}
