/**
 * Checks of a JSON value's exact shape (P 4.1): an object has exactly its keys in their order,
 * numbers are integers from 0 to 2^53 − 1, bytes are strict base64url of their exact length.
 */
import { fromBase64url } from './bytes.ts';
import { ELEMENT_BYTES, isPoint, isScalar } from './group.ts';
import type { ProtocolCode } from './protocol-code.ts';
import type { Sodium } from './sodium.ts';

/** Null when the value has the shape, else the code of the first thing wrong, in reading order. */
export type Shape = (value: unknown) => ProtocolCode | null;

/** Any text. */
export function text(value: unknown): ProtocolCode | null {
  return typeof value === 'string' ? null : 'E_JSON';
}

/** true or false. */
export function bool(value: unknown): ProtocolCode | null {
  return typeof value === 'boolean' ? null : 'E_JSON';
}

/** An integer 0 … 2^53 − 1. */
export function integer(value: unknown): ProtocolCode | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? null : 'E_JSON';
}

/** Exactly `length` bytes in strict base64url (`E_B64`, `E_SIZE`). */
export function bytes(length: number): Shape {
  return (value) => {
    const decoded = fromBase64url(value, length);
    return decoded.ok ? null : decoded.error;
  };
}

/** A canonical point other than the identity (`E_POINT`). */
export function point(sodium: Sodium): Shape {
  return (value) => {
    const decoded = fromBase64url(value, ELEMENT_BYTES);
    if (!decoded.ok) return decoded.error;
    return isPoint(sodium, decoded.value) ? null : 'E_POINT';
  };
}

/** A scalar below the group's order, zero included (`E_SCALAR`). */
export function scalar(value: unknown): ProtocolCode | null {
  const decoded = fromBase64url(value, ELEMENT_BYTES);
  if (!decoded.ok) return decoded.error;
  return isScalar(decoded.value) ? null : 'E_SCALAR';
}

/** A list of `item`s, of exactly `length` of them (`E_SIZE`) when a length is given. */
export function list(item: Shape, length?: number): Shape {
  return (value) => {
    if (!Array.isArray(value)) return 'E_JSON';
    if (length !== undefined && value.length !== length) return 'E_SIZE';
    return firstCode(value.map((element) => () => item(element)));
  };
}

/** An object with exactly these keys, in this order (`E_JSON`). */
export function object(fields: Readonly<Record<string, Shape>>): Shape {
  const expected = Object.entries(fields);
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'E_JSON';
    const found = Object.entries(value);
    if (found.length !== expected.length) return 'E_JSON';
    if (expected.some(([key], place) => found[place]?.[0] !== key)) return 'E_JSON';
    return firstCode(
      expected.map(
        ([, shape], place) =>
          () =>
            shape(found[place]?.[1]),
      ),
    );
  };
}

/** The first code of several checks, made in turn. */
export function firstCode(checks: Iterable<() => ProtocolCode | null>): ProtocolCode | null {
  for (const check of checks) {
    const code = check();
    if (code !== null) return code;
  }
  return null;
}
