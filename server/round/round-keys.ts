import { join } from 'node:path';
import * as v from 'valibot';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import { generateServerKeys } from '#shared/protocol/authority.ts';
import type { RandomBytes, Sodium, SodiumKeyPair } from '#shared/protocol/sodium.ts';
import type { LiveKeys } from '#shared/meeting/owed.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { readSecretFile, writeSecretFile } from '../store/secret-file.ts';

const pair = v.nullable(v.strictObject({ public: v.string(), private: v.string() }));
const FILE = v.strictObject({ board: pair, issuer: pair, issuerSign: pair });

/**
 * The server's keys of one round, `keys.json` (design 7, Server secrets): written and synced before
 * anything needs them, never logged, and erased one by one when they have done their duty.
 */
export class RoundKeys {
  readonly #path: string;
  #keys: LiveKeys;

  private constructor(path: string, keys: LiveKeys) {
    this.#path = path;
    this.#keys = keys;
  }

  /** Reads the round's keys, or makes them; the error is a file that cannot be read as keys. */
  static async open(
    sodium: Sodium,
    random: RandomBytes,
    folder: string,
  ): Promise<Result<RoundKeys, string>> {
    const path = join(folder, 'keys.json');
    const bytes = await readSecretFile(path);
    if (bytes === null) {
      const keys = new RoundKeys(path, generateServerKeys(sodium, random));
      await keys.#write();
      return ok(keys);
    }
    const read = decode(bytes);
    return read === null ? err(path) : ok(new RoundKeys(path, read));
  }

  get live(): LiveKeys {
    return this.#keys;
  }

  /** After `token-reveal`: the issuer's key is public then, and of no more use. */
  async eraseIssuer(): Promise<void> {
    if (this.#keys.issuer === null) return;
    this.#keys = { ...this.#keys, issuer: null, issuerSign: null };
    await this.#write();
  }

  /** After `head`: nothing more is signed in this round. */
  async eraseBoard(): Promise<void> {
    if (this.#keys.board === null) return;
    this.#keys = { board: null, issuer: null, issuerSign: null };
    await this.#write();
  }

  #write(): Promise<void> {
    const { board, issuer, issuerSign } = this.#keys;
    const text = JSON.stringify({
      board: encodePair(board),
      issuer: issuer === null ? null : encodePair({ publicKey: issuer.pk, privateKey: issuer.k }),
      issuerSign: encodePair(issuerSign),
    });
    return writeSecretFile(this.#path, Buffer.from(text));
  }
}

function encodePair(keys: SodiumKeyPair | null): { public: string; private: string } | null {
  if (keys === null) return null;
  return { public: toBase64url(keys.publicKey), private: toBase64url(keys.privateKey) };
}

function decode(bytes: Uint8Array): LiveKeys | null {
  try {
    const parsed = v.safeParse(FILE, JSON.parse(Buffer.from(bytes).toString('utf8')));
    if (!parsed.success) return null;
    const issuer = decodePair(parsed.output.issuer, 32);
    return {
      board: decodePair(parsed.output.board, 64),
      issuer: issuer === null ? null : { k: issuer.privateKey, pk: issuer.publicKey },
      issuerSign: decodePair(parsed.output.issuerSign, 64),
    };
  } catch {
    return null;
  }
}

/** Throws on wrong bytes: caught above, where the whole file is refused. */
function decodePair(
  stored: { public: string; private: string } | null,
  privateLength: number,
): SodiumKeyPair | null {
  if (stored === null) return null;
  const publicKey = fromBase64url(stored.public, 32);
  const privateKey = fromBase64url(stored.private, privateLength);
  if (!publicKey.ok || !privateKey.ok) throw new Error('keys');
  return { publicKey: publicKey.value, privateKey: privateKey.value };
}
