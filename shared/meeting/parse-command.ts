import * as v from 'valibot';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { ChairCommand, DeskCommand, SupervisorCommand, TellerCommand } from './commands.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import { b64, committeeChoice, gap, paperBody, reasonText, tellerEntry } from './shapes.ts';

/** One parser per role, so that no role can utter another's command (design 3). */

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100_000));
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/u));
const digest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/u));
const text = reasonText;
const reason = reasonText;

function only<T extends string>(
  type: T,
): v.StrictObjectSchema<{ type: v.LiteralSchema<T, undefined> }, undefined> {
  return v.strictObject({ type: v.literal(type) });
}

const chairCommand = v.variant('type', [
  only('freeze-ballot'),
  only('confirm-quorum'),
  v.strictObject({ type: v.literal('allow-phones'), allowed: v.boolean() }),
  v.strictObject({
    type: v.literal('record-committee'),
    members: v.pipe(v.array(committeeChoice), v.maxLength(25)),
    how: text,
  }),
  v.strictObject({ type: v.literal('restart-ceremony'), reason }),
  v.strictObject({ type: v.literal('open-polls'), present: count }),
  v.strictObject({ type: v.literal('close-polls'), outstanding: count }),
  v.strictObject({ type: v.literal('lower-agreement-quorum'), reason }),
  v.strictObject({ type: v.literal('record-incident'), text }),
  v.strictObject({ type: v.literal('explain-gap'), gap, reason }),
  v.strictObject({
    type: v.literal('set-aside-recount'),
    device: v.pipe(v.string(), v.maxLength(60)),
    reason,
  }),
  only('announce'),
  only('archive'),
  v.strictObject({ type: v.literal('void-round'), round: text, reason }),
]);

const deskCommand = v.union([
  v.strictObject({ type: v.literal('set-present'), memberId: id, present: v.boolean() }),
  v.strictObject({
    type: v.literal('issue'),
    memberId: id,
    way: v.picklist(['screen', 'kiosk']),
    claim: digest,
  }),
  v.strictObject({ type: v.literal('issue'), memberId: id, way: v.picklist(['slip', 'paper']) }),
  v.strictObject({
    type: v.literal('register-slips'),
    claims: v.pipe(v.array(digest), v.minLength(1), v.maxLength(500)),
  }),
]);

const tellerCommand = v.variant('type', [
  v.strictObject({
    type: v.literal('join'),
    sign: b64,
    box: b64,
    pk: v.exactOptional(b64),
  }),
  v.strictObject({ type: v.literal('post'), entry: tellerEntry }),
  v.strictObject({ type: v.literal('void-token'), memberId: id, reason }),
  v.strictObject({
    type: v.literal('void-slip'),
    memberId: id,
    serial: v.pipe(v.string(), v.maxLength(20)),
    reason,
  }),
  v.strictObject({ type: v.literal('key-paper'), body: paperBody }),
  v.strictObject({ type: v.literal('fix-paper'), paper: v.boolean() }),
  v.strictObject({ type: v.literal('record-incident'), text }),
  v.strictObject({ type: v.literal('explain-gap'), gap, reason }),
  v.strictObject({ type: v.literal('submit-recount'), digest }),
  only('sign-minutes'),
  v.strictObject({ type: v.literal('correct'), reason }),
]);

const supervisorCommand = v.strictObject({ type: v.literal('submit-recount'), digest });

/** A chair's command, or `malformed` with the path. */
export function parseChairCommand(input: unknown): Result<ChairCommand, Refusal> {
  return parsed<ChairCommand>(chairCommand, input);
}

/** A desk's command, or `malformed` with the path. */
export function parseDeskCommand(input: unknown): Result<DeskCommand, Refusal> {
  return parsed<DeskCommand>(deskCommand, input);
}

/** A teller's command, or `malformed` with the path. */
export function parseTellerCommand(input: unknown): Result<TellerCommand, Refusal> {
  return parsed<TellerCommand>(tellerCommand, input);
}

/** A supervisor's one command, or `malformed` with the path. */
export function parseSupervisorCommand(input: unknown): Result<SupervisorCommand, Refusal> {
  return parsed<SupervisorCommand>(supervisorCommand, input);
}

/** Any message of the wire against its shape, or `malformed` with the path of the first fault. */
export function parsed<T>(schema: v.GenericSchema<unknown, T>, input: unknown): Result<T, Refusal> {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return ok(result.output);
  const path = v.getDotPath(result.issues[0]) ?? '';
  return err(refusal('malformed', { path }));
}
