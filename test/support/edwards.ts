/** Edwards25519 in plain integers: an oracle for what libsodium accepts. Slow; tests only. */
const P = 2n ** 255n - 19n;

/** The order of the prime subgroup. */
export const ORDER: bigint = 2n ** 252n + 27742317777372353535851937790883648493n;

/** A point in extended coordinates: x = X/Z, y = Y/Z, T = XY/Z. */
export type EdwardsPoint = readonly [X: bigint, Y: bigint, Z: bigint, T: bigint];

const D = modulo(-121665n * power(121666n, P - 2n), P);
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);

/** A point of order 8. */
export const TORSION: EdwardsPoint = decodePoint(
  fromLittleEndian('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
);

/** The base point B of RFC 8032. */
export const EDWARDS_BASE: EdwardsPoint = decodePoint(
  fromLittleEndian('5866666666666666666666666666666666666666666666666666666666666666'),
);

/** n mod m, from 0. */
export function modulo(n: bigint, m: bigint): bigint {
  return ((n % m) + m) % m;
}

/** p + q by the complete addition law (Hisil, Wong, Carter, Dawson 2008). */
export function addPoints(
  [X1, Y1, Z1, T1]: EdwardsPoint,
  [X2, Y2, Z2, T2]: EdwardsPoint,
): EdwardsPoint {
  const a = modulo((Y1 - X1) * (Y2 - X2), P);
  const b = modulo((Y1 + X1) * (Y2 + X2), P);
  const c = modulo(2n * D * T1 * T2, P);
  const d = modulo(2n * Z1 * Z2, P);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f, P), modulo(g * h, P), modulo(f * g, P), modulo(e * h, P)];
}

/** n·p. */
export function multiplyPoint(n: bigint, p: EdwardsPoint): EdwardsPoint {
  let sum: EdwardsPoint = [0n, 1n, 1n, 0n];
  for (let rest = n, term = p; rest > 0n; rest >>= 1n, term = addPoints(term, term)) {
    if (rest & 1n) sum = addPoints(sum, term);
  }
  return sum;
}

/** The 32 bytes of RFC 8032. */
export function encodePoint([X, Y, Z]: EdwardsPoint): Uint8Array {
  const inverse = power(Z, P - 2n);
  const [x, y] = [modulo(X * inverse, P), modulo(Y * inverse, P)];
  return toLittleEndian(y | ((x & 1n) << 255n));
}

/** 32 bytes, least significant first. */
export function toLittleEndian(n: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((n >> BigInt(8 * i)) & 255n));
}

/** The integer of bytes, or of their hexadecimal, least significant first. */
export function fromLittleEndian(bytes: Uint8Array | string): bigint {
  const given = typeof bytes === 'string' ? Buffer.from(bytes, 'hex') : Buffer.from(bytes);
  return BigInt(`0x${given.reverse().toString('hex')}`);
}

function decodePoint(encoded: bigint): EdwardsPoint {
  const y = encoded & (2n ** 255n - 1n);
  const u = modulo(y * y - 1n, P);
  const v = modulo(D * y * y + 1n, P);
  let x = power(u * power(v, P - 2n), (P + 3n) / 8n);
  if (modulo(x * x * v - u, P) !== 0n) x = modulo(x * ROOT_OF_MINUS_ONE, P);
  if ((x & 1n) !== encoded >> 255n) x = modulo(-x, P);
  return [x, y, 1n, modulo(x * y, P)];
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = modulo(base, P);
  for (let rest = exponent; rest > 0n; rest >>= 1n, square = (square * square) % P) {
    if (rest & 1n) result = (result * square) % P;
  }
  return result;
}
