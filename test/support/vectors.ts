/** The known answers of `test/vectors/`. */
import { readFileSync } from 'node:fs';
import { fromHex, utf8 } from '#shared/protocol/bytes.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import { h32, hs } from '#shared/protocol/hash.ts';
import { sodium } from './sodium.ts';

const folder = `${import.meta.dirname}/../vectors`;

/** A file of `test/vectors/` as text. */
export function readVector(name: string): string {
  return readFileSync(`${folder}/${name}`, 'utf8');
}

type HexName =
  | 'frame hash32 hashScalar eid x Y vk seed firstNonce tokenInput issuerSk issuerPk blind'
  | 'blinded evaluated tokenProof token body id sig openingCtx openingProof';
type Words<S extends string> = S extends `${infer A} ${infer B}` ? A | Words<B> : S;

interface Vectors extends Record<Words<HexName>, string> {
  readonly marks: readonly MarkCode[];
  readonly code: string;
  readonly openingD: readonly string[];
  readonly lagrange_1_3_4: readonly string[];
}

/** `vectors.json`; bytes in hex. */
export const vectors = JSON.parse(readVector('vectors.json')) as Vectors;

/** A hex field of `vectors.json` as bytes. */
export function known(name: Words<HexName>): Uint8Array {
  return fromHex(vectors[name]);
}

/** The inputs of `vectors.json` are labels: H32 of the label under the tag `test`. */
export function label32(label: string): Uint8Array {
  return h32(sodium, 'test', utf8(label));
}

/** Hs of the label under the tag `test`. */
export function labelScalar(label: string): Uint8Array {
  return hs(sodium, 'test', utf8(label));
}
