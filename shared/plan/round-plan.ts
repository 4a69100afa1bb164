import { defined } from '#shared/assert.ts';
import type { Result } from '#shared/result.ts';
import { roundPlanProblems } from './plan-checks.ts';
import { roundPlanSchema } from './plan-schema.ts';
import type { Plan, Subject, Venue } from './plan-types.ts';
import type { Problem } from './problem.ts';
import { isRatedAt } from './rated.ts';
import { needsTotalDeputies, PROFILES, type ExclusionReason } from './profiles.ts';
import { parseChecked } from './schema.ts';

export { isRatedAt };

type Resolved =
  | 'committeeProposal'
  | 'threshold'
  | 'minBallots'
  | 'coIssuers'
  | 'phonesAllowed'
  | 'allowSubjectTellers'
  | 'strikeOutScope'
  | 'writeInRule'
  | 'secrecyMark'
  | 'disclosureScope';

/** A venue with every default of the plan and of its profile filled in (design 4 and 7). */
export interface RoundVenue
  extends
    Omit<Venue, Resolved>,
    Required<Pick<Venue, Exclude<Resolved, 'threshold' | 'phonesAllowed'>>> {
  /** Null: floor(n/2) + 1 of the n tellers elected. */
  readonly threshold: number | null;
  /** Null: asked of the chair on the day. */
  readonly phonesAllowed: boolean | null;
}

/** A line of the ballot: a subject who is rated here. */
export type RoundLine = Pick<Subject, 'id' | 'name' | 'post' | 'photo' | 'dossier'>;

/** A person listed with the reason why they are not rated (R3). */
export interface ExcludedSubject {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly reason: ExclusionReason;
  readonly note?: string;
}

/** All that one round needs of the plan, self-contained. */
export interface RoundPlan extends Pick<
  Plan,
  'title' | 'number' | 'date' | 'issuingBody' | 'superiorBody' | 'legalBases' | 'managingAuthority'
> {
  readonly venue: RoundVenue;
  /** In ballot order: the order of the plan's subjects. */
  readonly lines: readonly RoundLine[];
  readonly excluded: readonly ExcludedSubject[];
}

/**
 * The plan of one round at `venueId`, which must be a venue of the plan (a bug otherwise).
 * Excluded subjects are listed where they would have been rated; one without venues, everywhere.
 */
export function roundPlanOf(plan: Plan, venueId: string): RoundPlan {
  const venue = defined(
    plan.venues.find(({ id }) => id === venueId),
    'venue of the plan',
  );
  const { title, number, date, issuingBody, superiorBody, legalBases, managingAuthority } = plan;
  return {
    title,
    number,
    date,
    issuingBody,
    ...(superiorBody === undefined ? {} : { superiorBody }),
    legalBases,
    ...(managingAuthority === undefined ? {} : { managingAuthority }),
    venue: resolveVenue(venue),
    lines: plan.subjects.filter((subject) => isRatedAt(subject, venueId)).map(lineOf),
    excluded: plan.subjects.flatMap((subject) => excludedAt(subject, venueId)),
  };
}

function resolveVenue(venue: Venue): RoundVenue {
  const profile = PROFILES[venue.profile];
  const { totalDeputies, ...stated } = venue;
  return {
    committeeProposal: [],
    minBallots: 3,
    coIssuers: false,
    allowSubjectTellers: false,
    strikeOutScope: profile.strikeOutScope,
    writeInRule: profile.writeInRule,
    secrecyMark: true,
    disclosureScope: profile.disclosureScope,
    ...stated,
    // Without a base that needs it the number would only be taken for the quorum's base.
    ...(totalDeputies !== undefined && needsTotalDeputies(venue.profile) ? { totalDeputies } : {}),
    minutesCopies: venue.minutesCopies.length > 0 ? venue.minutesCopies : profile.minutesCopies,
    threshold: venue.threshold ?? null,
    phonesAllowed: venue.phonesAllowed ?? null,
  };
}

function lineOf({ id, name, post, photo, dossier }: Subject): RoundLine {
  return {
    id,
    name,
    post,
    ...(photo === undefined ? {} : { photo }),
    ...(dossier === undefined ? {} : { dossier }),
  };
}

function excludedAt(subject: Subject, venueId: string): ExcludedSubject[] {
  const { id, name, post, excluded: reason, note, venues } = subject;
  if (reason === undefined || (venues.length > 0 && !venues.includes(venueId))) return [];
  return [{ id, name, post, reason, ...(note === undefined ? {} : { note }) }];
}

/** The round plan in `input`, as the log replays it, or everything wrong with it. */
export function parseRoundPlan(input: unknown): Result<RoundPlan, Problem[]> {
  return parseChecked(roundPlanSchema, input, roundPlanProblems);
}
