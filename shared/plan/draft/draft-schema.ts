import * as v from 'valibot';
import { err, ok, type Result } from '#shared/result.ts';
import { isBounded } from '../bounded.ts';
import { EXCLUSION_LIST_IDS } from '../exclusion-lists.ts';
import { VENUE_KINDS } from '../plan-types.ts';
import {
  DISCLOSURE_SCOPES,
  DOCUMENT_STYLES,
  EXCLUSION_REASONS,
  PROFILE_IDS,
  STRIKE_OUT_SCOPES,
  WRITE_IN_RULES,
} from '../profiles.ts';
import { draftOf } from './draft-of.ts';
import { DRAFT_FORMAT, type PlanDraft } from './draft-types.ts';

/** Longer than the plan allows, so that a text too long is kept and its check can name it. */
const text = v.pipe(v.string(), v.maxLength(20_000));
const key = v.pipe(v.string(), v.regex(/^k\d{1,9}$/u));
const others = v.record(v.string(), v.unknown());

function rows<const T extends v.ObjectEntries>(entries: T) {
  return v.pipe(v.array(v.strictObject({ key, ...entries })), v.maxLength(20_000));
}

function orNone<const T extends readonly string[]>(choices: T) {
  return v.picklist([...choices, ''] as [...T, '']);
}

const venue = {
  id: text,
  name: text,
  kind: v.picklist(VENUE_KINDS),
  profile: v.picklist(PROFILE_IDS),
  documentStyle: v.picklist(DOCUMENT_STYLES),
  addressTerm: text,
  place: text,
  votingDay: text,
  openingDay: text,
  electorate: text,
  chair: text,
  totalDeputies: text,
  reportTo: text,
  // Drafts of the first version lack these.
  reportBy: v.optional(text, ''),
  reportWorkingDays: v.optional(text, ''),
  ownDeadlines: v.optional(rows({ what: text, by: text, who: text }), []),
  minutesCopies: rows({ recipient: text }),
  supervisors: rows({ name: text, body: text }),
  committeeProposal: rows({ name: text, post: text, head: v.boolean(), coIssuer: v.boolean() }),
  threshold: text,
  minBallots: text,
  coIssuers: v.boolean(),
  phonesAllowed: v.picklist(['yes', 'no', '']),
  allowSubjectTellers: v.boolean(),
  strikeOutScope: orNone(STRIKE_OUT_SCOPES),
  writeInRule: orNone(WRITE_IN_RULES),
  secrecyMark: v.boolean(),
  disclosureScope: orNone(DISCLOSURE_SCOPES),
  exclusionList: orNone(EXCLUSION_LIST_IDS),
  roll: rows({ id: text, name: text, post: text, group: text }),
  others,
};

const subject = {
  id: text,
  name: text,
  post: text,
  venues: v.pipe(v.array(key), v.maxLength(100)),
  excluded: orNone(EXCLUSION_REASONS),
  note: text,
  photo: text,
  dossier: v.array(v.strictObject({ name: text, file: text })),
  others,
};

const draftSchema: v.GenericSchema<unknown, PlanDraft> = v.strictObject({
  format: v.literal(DRAFT_FORMAT),
  next: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  title: text,
  number: text,
  date: text,
  issuingBody: text,
  superiorBody: text,
  managingAuthority: text,
  staffUnit: v.optional(text, ''),
  legalBases: rows({ text }),
  daysOff: v.optional(rows({ day: text }), []),
  workDays: v.optional(rows({ day: text }), []),
  subjects: rows(subject),
  venues: rows(venue),
  others,
});

/** Drafts of before these days had their place kept them among the fields unknown to the editor. */
function withOwnDays(draft: PlanDraft): PlanDraft {
  const { daysOff, workDays, ...others } = draft.others;
  if (daysOff === undefined && workDays === undefined) return draft;
  const own = draftOf({ daysOff, workDays });
  const shifted = draft.next - 1;
  function moved(rows: PlanDraft['daysOff']): PlanDraft['daysOff'] {
    return rows.map(({ key: old, day }) => ({ key: `k${Number(old.slice(1)) + shifted}`, day }));
  }
  return {
    ...draft,
    next: draft.next + own.next - 1,
    daysOff: [...draft.daysOff, ...moved(own.daysOff)],
    workDays: [...draft.workDays, ...moved(own.workDays)],
    others,
  };
}

/** The draft in `input`, as this editor wrote it, or that it is none. Its plan may be full of faults. */
export function parseDraft(input: unknown): Result<PlanDraft, string> {
  if (!isBounded(input)) return err('not a draft');
  const parsed = v.safeParse(draftSchema, input, { abortEarly: true });
  return parsed.success ? ok(withOwnDays(parsed.output)) : err('not a draft');
}
