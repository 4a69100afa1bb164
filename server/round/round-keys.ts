import { join } from 'node:path';
import * as v from 'valibot';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import { generateServerKeys } from '#shared/protocol/authority.ts';
import type { BoardState } from '#shared/protocol/board.ts';
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

  /**
   * Reads the keys of the round whose board this is, or makes them before it begins. The error is
   * the file: it is missing, is none, or holds other keys than the board was set up with. A round
   * that `isOver`, void or counted on paper alone, may have had its keys erased.
   */
  static async open(
    sodium: Sodium,
    random: RandomBytes,
    folder: string,
    board: BoardState,
    isOver: boolean,
  ): Promise<Result<RoundKeys, string>> {
    const path = join(folder, 'keys.json');
    const bytes = await readSecretFile(path);
    if (bytes === null && board.setup === null) {
      const keys = new RoundKeys(path, generateServerKeys(sodium, random));
      await keys.#write(keys.#keys);
      return ok(keys);
    }
    const read = bytes === null ? null : decode(bytes);
    if (read === null) return err(path);
    const isErased = isOver && read.board === null && read.issuer === null;
    return isErased || areKeysOf(board, read) ? ok(new RoundKeys(path, read)) : err(path);
  }

  get live(): LiveKeys {
    return this.#keys;
  }

  /** After `token-reveal`: the issuer's key is public then, and of no more use. */
  async eraseIssuer(): Promise<void> {
    if (this.#keys.issuer === null) return;
    await this.#replace({ ...this.#keys, issuer: null, issuerSign: null });
  }

  /** After `head`: nothing more is signed in this round. */
  async eraseBoard(): Promise<void> {
    if (this.#keys.board === null) return;
    await this.#replace({ board: null, issuer: null, issuerSign: null });
  }

  /** The disk first: what could not be erased there is tried again. */
  async #replace(keys: LiveKeys): Promise<void> {
    await this.#write(keys);
    this.#keys = keys;
  }

  #write({ board, issuer, issuerSign }: LiveKeys): Promise<void> {
    const text = JSON.stringify({
      board: encodePair(board),
      issuer: issuer === null ? null : encodePair({ publicKey: issuer.pk, privateKey: issuer.k }),
      issuerSign: encodePair(issuerSign),
    });
    return writeSecretFile(this.#path, Buffer.from(text));
  }
}

/** Each key that still has a duty on this board is there, and is the one its `setup` names. */
function areKeysOf({ setup, reveals, finished }: BoardState, keys: LiveKeys): boolean {
  if (setup === null)
    return keys.board !== null && keys.issuer !== null && keys.issuerSign !== null;
  const [own] = setup.issuers;
  const isIssuer = isKey(keys.issuer?.pk, own?.pk) && isKey(keys.issuerSign?.publicKey, own?.sign);
  return (finished || isKey(keys.board?.publicKey, setup.board)) && (reveals.has(1) || isIssuer);
}

function isKey(key: Uint8Array | undefined, named: string | undefined): boolean {
  return key !== undefined && toBase64url(key) === named;
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
