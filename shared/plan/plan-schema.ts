import * as v from 'valibot';
import { EXCLUSION_LIST_IDS } from './exclusion-lists.ts';
import { PLAN_FORMAT, VENUE_KINDS, type Plan } from './plan-types.ts';
import {
  DISCLOSURE_SCOPES,
  DOCUMENT_STYLES,
  EXCLUSION_REASONS,
  PROFILE_IDS,
  STRIKE_OUT_SCOPES,
  WRITE_IN_RULES,
} from './profiles.ts';
import type { RoundPlan } from './round-plan.ts';
import { date, id, record, text, whole, type Schema } from './schema.ts';

/** The most voters a round can have: an electronic total must fit 11 bits (P 4.2). */
export const LARGEST_ROLL = 2047;
/** The most lines of a ballot (P 4.2). */
export const MOST_LINES = 60;

/** A file beside the plan: a relative path that cannot leave its folder. */
const file = v.pipe(
  text,
  v.check(
    (path) => !/[\\:*?"<>|]/u.test(path) && path.split('/').every((part) => !/^\.*$/u.test(part)),
    'phải là đường dẫn tương đối đến một tệp đặt cạnh kế hoạch',
  ),
);

const dossier = v.array(record({ name: text, file }));
const rolls = v.pipe(
  v.array(record({ id, name: text, post: v.exactOptional(text), group: v.exactOptional(text) })),
  v.minLength(1, 'phải có ít nhất một người được triệu tập'),
  v.maxLength(LARGEST_ROLL, `không được quá ${LARGEST_ROLL} người`),
);
const tellers = v.array(
  record({
    name: text,
    post: v.exactOptional(text),
    head: v.exactOptional(v.boolean()),
    coIssuer: v.exactOptional(v.boolean()),
  }),
);
const threshold = whole(2, 100);
const minBallots = whole(1, LARGEST_ROLL);

const reportDue = v.union(
  [record({ by: date }), record({ workingDays: whole(1, 366) })],
  'phải là ngày { "by": … } hoặc số ngày làm việc { "workingDays": … }',
);
const ownDeadlines = v.array(record({ what: text, by: date, who: v.exactOptional(text) }));

const stated = {
  id,
  name: text,
  kind: v.picklist(VENUE_KINDS),
  profile: v.picklist(PROFILE_IDS),
  documentStyle: v.picklist(DOCUMENT_STYLES),
  addressTerm: text,
  place: text,
  votingDay: date,
  openingDay: v.exactOptional(date),
  electorate: text,
  chair: text,
  totalDeputies: v.exactOptional(whole(1, 100_000)),
  reportTo: v.exactOptional(text),
  reportDue: v.exactOptional(reportDue),
  ownDeadlines: v.exactOptional(ownDeadlines),
  minutesCopies: v.array(record({ recipient: text })),
  supervisors: v.array(record({ name: text, body: text })),
  exclusionList: v.exactOptional(v.picklist(EXCLUSION_LIST_IDS)),
  roll: rolls,
};

const venue = record({
  ...stated,
  committeeProposal: v.exactOptional(tellers),
  threshold: v.exactOptional(threshold),
  minBallots: v.exactOptional(minBallots),
  coIssuers: v.exactOptional(v.boolean()),
  phonesAllowed: v.exactOptional(v.boolean()),
  allowSubjectTellers: v.exactOptional(v.boolean()),
  strikeOutScope: v.exactOptional(v.picklist(STRIKE_OUT_SCOPES)),
  writeInRule: v.exactOptional(v.picklist(WRITE_IN_RULES)),
  secrecyMark: v.exactOptional(v.boolean()),
  disclosureScope: v.exactOptional(v.picklist(DISCLOSURE_SCOPES)),
});

const roundVenue = record({
  ...stated,
  committeeProposal: tellers,
  threshold: v.nullable(threshold),
  minBallots,
  coIssuers: v.boolean(),
  phonesAllowed: v.nullable(v.boolean()),
  allowSubjectTellers: v.boolean(),
  strikeOutScope: v.picklist(STRIKE_OUT_SCOPES),
  writeInRule: v.picklist(WRITE_IN_RULES),
  secrecyMark: v.boolean(),
  disclosureScope: v.picklist(DISCLOSURE_SCOPES),
});

const heading = {
  title: text,
  number: text,
  date,
  issuingBody: text,
  superiorBody: v.exactOptional(text),
  legalBases: v.array(text),
  managingAuthority: v.exactOptional(text),
};

const person = { id, name: text, post: text };
const pictured = { photo: v.exactOptional(file), dossier: v.exactOptional(dossier) };

const subject = record({
  ...person,
  ...pictured,
  venues: v.array(id),
  excluded: v.exactOptional(v.picklist(EXCLUSION_REASONS)),
  note: v.exactOptional(text),
});

/** The fields of a plan file, each by itself (design 4 and 7). */
export const planSchema: Schema<Plan> = record({
  format: v.literal(PLAN_FORMAT),
  ...heading,
  staffUnit: v.exactOptional(text),
  daysOff: v.exactOptional(v.array(date)),
  workDays: v.exactOptional(v.array(date)),
  subjects: v.array(subject),
  venues: v.pipe(v.array(venue), v.minLength(1, 'phải có ít nhất một nơi lấy phiếu')),
});

/** The fields of a round plan as the log holds it. */
export const roundPlanSchema: Schema<RoundPlan> = record({
  ...heading,
  venue: roundVenue,
  lines: v.array(record({ ...person, ...pictured })),
  excluded: v.array(
    record({ ...person, reason: v.picklist(EXCLUSION_REASONS), note: v.exactOptional(text) }),
  ),
});
