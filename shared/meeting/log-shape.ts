import * as v from 'valibot';
import { isCalendarDate } from '../plan/dates.ts';
import { parseRoundPlan } from '../plan/round-plan.ts';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { LogEvent } from './events.ts';
import { committeeChoice, gap, paperBody, reasonText } from './shapes.ts';

const at = v.string();
const maybeAt = v.nullable(v.string());
const memberId = v.string();

const day = v.pipe(v.string(), v.check(isCalendarDate));
const recordedQuestion = v.strictObject({
  subject: v.string(),
  text: v.string(),
  received: day,
  forwarded: v.nullable(day),
  answered: v.nullable(day),
  answer: v.string(),
  file: v.nullable(v.string()),
});

const SHAPES = {
  'questions-recorded': v.strictObject({ at, questions: v.array(recordedQuestion) }),
  'ballot-frozen': v.strictObject({ at, digest: v.string() }),
  'checked-in': v.strictObject({ at: maybeAt, memberId, desk: v.string() }),
  'checked-out': v.strictObject({ at: maybeAt, memberId, desk: v.string() }),
  'quorum-confirmed': v.strictObject({ at, present: v.number(), base: v.number() }),
  'phones-decided': v.strictObject({ at, allowed: v.boolean() }),
  'committee-recorded': v.strictObject({ at, members: v.array(committeeChoice), how: v.string() }),
  'teller-joined': v.strictObject({
    at,
    i: v.number(),
    sign: v.string(),
    box: v.string(),
    pk: v.exactOptional(v.string()),
  }),
  'ceremony-restarted': v.strictObject({ at, reason: reasonText }),
  'polls-opened': v.strictObject({ at, present: v.number() }),
  'slips-registered': v.strictObject({ claims: v.array(v.string()) }),
  'ballot-issued': v.strictObject({
    memberId,
    way: v.picklist(['screen', 'slip', 'kiosk', 'paper']),
    claim: v.nullable(v.string()),
  }),
  'token-voided': v.strictObject({ memberId, reason: reasonText }),
  'slip-voided': v.strictObject({ memberId, claim: v.string(), reason: reasonText }),
  'polls-closed': v.strictObject({ at, issued: v.number(), presentAtVote: v.number() }),
  'paper-keyed': v.strictObject({ at, body: paperBody }),
  'paper-fixed': v.strictObject({ at, bodies: v.array(paperBody) }),
  'agreement-quorum-lowered': v.strictObject({ at, reason: reasonText }),
  'incident-recorded': v.strictObject({ at: maybeAt, by: v.string(), text: reasonText }),
  'gap-explained': v.strictObject({ at, gap, reason: reasonText }),
  'recount-submitted': v.strictObject({
    at,
    by: v.string(),
    source: v.picklist(['server', 'supervisor', 'teller']),
    device: v.string(),
    digest: v.string(),
  }),
  'recount-set-aside': v.strictObject({
    at,
    by: v.string(),
    device: v.string(),
    digest: v.string(),
    reason: reasonText,
  }),
  'copy-lost': v.strictObject({ at: maybeAt, why: v.picklist(['lost', 'full', 'differs']) }),
  'copy-regained': v.strictObject({ at: maybeAt }),
  announced: v.strictObject({ at }),
  corrected: v.strictObject({ at, reason: reasonText }),
  'minutes-signed': v.strictObject({ at }),
  archived: v.strictObject({ at }),
  'round-voided': v.strictObject({ at, reason: reasonText }),
};

const CREATED = v.strictObject({
  at,
  plan: v.unknown(),
  attempt: v.number(),
  rehearsal: v.boolean(),
  software: v.string(),
});

/** The line of an event: its type, and the rest as the body. */
export function logLine({ type, ...b }: LogEvent): { readonly t: string; readonly b: unknown } {
  return { t: type, b };
}

/** The event of a stored line, checked field by field; the error says why it is none. */
export function parseLogEvent(t: string, b: unknown): Result<LogEvent, string> {
  if (t === 'round-created') return parseCreated(b);
  if (!Object.hasOwn(SHAPES, t)) return err(`unknown event ${t}`);
  const parsed = v.safeParse(SHAPES[t as keyof typeof SHAPES], b);
  if (!parsed.success) return err(parsed.issues[0].message);
  return ok({ type: t, ...parsed.output } as LogEvent);
}

function parseCreated(b: unknown): Result<LogEvent, string> {
  const parsed = v.safeParse(CREATED, b);
  if (!parsed.success) return err(parsed.issues[0].message);
  const plan = parseRoundPlan(parsed.output.plan);
  if (!plan.ok) return err('plan');
  return ok({ type: 'round-created', ...parsed.output, plan: plan.value });
}
