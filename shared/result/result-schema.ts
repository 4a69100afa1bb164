import * as v from 'valibot';
import { PROFILE_IDS } from '#shared/plan/profiles.ts';
import { id, record, text, whole, type Schema } from '#shared/plan/schema.ts';
import { LOW_BANDS } from './band.ts';
import type { MeetingResult } from './result.ts';

const count = whole(0, Number.MAX_SAFE_INTEGER);
const percent = v.pipe(
  v.string(),
  v.regex(/^(\d{1,3},\d{2}|–)$/u, 'phải viết như "53,19", hoặc "–" khi không có phiếu thu về'),
);
const digest = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{43}$/u, 'phải là mã 32 byte viết base64url (43 ký tự)'),
);

const figures = record({
  summoned: count,
  totalDeputies: v.exactOptional(count),
  attended: count,
  absent: count,
  presentAtVote: count,
  ballotsIssued: count,
  ballotsCollected: count,
  electronic: count,
  paper: count,
  outstanding: count,
});

const row = record({
  subjectId: id,
  name: text,
  post: text,
  valid: count,
  invalid: count,
  high: count,
  highPercent: percent,
  confidence: count,
  confidencePercent: percent,
  low: count,
  lowPercent: percent,
  band: v.picklist(LOW_BANDS),
});

/** The shape of `hom-phieu/result/1` (design 4). */
export const resultSchema: Schema<MeetingResult> = record({
  format: v.literal('hom-phieu/result/1'),
  venue: id,
  rehearsal: v.boolean(),
  profile: v.picklist(PROFILE_IDS),
  figures,
  rows: v.pipe(v.array(row), v.minLength(1, 'phải có ít nhất một dòng')),
  board: v.exactOptional(record({ head: digest, entries: whole(1, Number.MAX_SAFE_INTEGER) })),
  recounts: v.array(record({ by: text, digest })),
});
