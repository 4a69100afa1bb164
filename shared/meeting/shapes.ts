import * as v from 'valibot';

/** Shapes of messages and stored events; meaning is decided elsewhere. */

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200));

/** Bytes as base64url text; their length is the protocol's business. */
export const b64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]*$/u), v.maxLength(60_000));

/** A reason or incident: 1 to 500 characters once trimmed. */
export const reasonText = v.pipe(v.string(), v.maxLength(600));

export const gap = v.picklist(['outstanding', 'excluded', 'rejected']);

export const committeeChoice = v.strictObject({
  name,
  post: v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(300))),
  head: v.boolean(),
  coIssuer: v.exactOptional(v.boolean()),
});

const countedLine = v.strictObject({ high: count, confidence: count, low: count, invalid: count });

export const paperBody = v.strictObject({
  i: count,
  count,
  rejected: v.pipe(
    v.array(v.strictObject({ reason: v.pipe(v.string(), v.maxLength(100)), count })),
    v.maxLength(10),
  ),
  lines: v.pipe(v.array(countedLine), v.maxLength(60)),
  rulings: v.pipe(v.array(v.pipe(v.string(), v.maxLength(500))), v.maxLength(200)),
  sig: b64,
});

const points = v.pipe(v.array(b64), v.maxLength(60));

/** An entry of a teller's device; the protocol checks its exact form and its meaning. */
export const tellerEntry = v.variant('t', [
  v.strictObject({
    t: v.literal('dkg-commit'),
    b: v.strictObject({ i: count, h: b64, sig: b64 }),
  }),
  v.strictObject({
    t: v.literal('dkg-deal'),
    b: v.strictObject({ i: count, C: points, pok: b64, enc: points, sig: b64 }),
  }),
  v.strictObject({
    t: v.literal('dkg-ok'),
    b: v.strictObject({ i: count, X: b64, tr: b64, sig: b64 }),
  }),
  v.strictObject({
    t: v.literal('dkg-complaint'),
    b: v.strictObject({ i: count, against: count, box: b64, sig: b64 }),
  }),
  v.strictObject({
    t: v.literal('token-reveal'),
    b: v.strictObject({ i: count, k: b64, sig: b64 }),
  }),
  v.strictObject({
    t: v.literal('agree'),
    b: v.strictObject({ i: count, th: b64, sig: b64 }),
  }),
  v.strictObject({
    t: v.literal('opening'),
    b: v.strictObject({ i: count, D: points, proof: b64, sig: b64 }),
  }),
]);
