import { PLAN_FORMAT } from '../plan-types.ts';
import type { DraftDay, DraftSubject, DraftVenue, PlanDraft } from './draft-types.ts';

/**
 * The draft as plan JSON (design 4), for `parsePlan` to judge: every row keeps its place, so that a
 * problem's path leads back to the draft. What is empty and may be absent is left out.
 */
export function planInput(draft: PlanDraft): object {
  const ids = new Map(draft.venues.map(({ key, id }) => [key, id]));
  return {
    ...draft.others,
    format: PLAN_FORMAT,
    title: draft.title,
    number: draft.number,
    date: draft.date,
    issuingBody: draft.issuingBody,
    ...given('superiorBody', draft.superiorBody),
    legalBases: draft.legalBases.map(({ text }) => text),
    ...given('managingAuthority', draft.managingAuthority),
    ...given('staffUnit', draft.staffUnit),
    ...days('daysOff', draft.daysOff),
    ...days('workDays', draft.workDays),
    subjects: draft.subjects.map((subject) => subjectInput(subject, ids)),
    venues: draft.venues.map(venueInput),
  };
}

function days<K extends string>(name: K, rows: readonly DraftDay[]): Partial<Record<K, string[]>> {
  if (rows.length === 0) return {};
  return { [name]: rows.map(({ day }) => day) } as Record<K, string[]>;
}

function subjectInput(subject: DraftSubject, ids: ReadonlyMap<string, string>): object {
  const { id, name, post, venues, dossier } = subject;
  return {
    id,
    name,
    post,
    venues: venues.map((key) => ids.get(key) ?? key),
    ...given('excluded', subject.excluded),
    ...given('note', subject.note),
    ...given('photo', subject.photo),
    ...(dossier.length === 0 ? {} : { dossier }),
    ...subject.others,
  };
}

function venueInput(venue: DraftVenue): object {
  const { committeeProposal: tellers } = venue;
  return {
    id: venue.id,
    name: venue.name,
    kind: venue.kind,
    profile: venue.profile,
    documentStyle: venue.documentStyle,
    addressTerm: venue.addressTerm,
    place: venue.place,
    votingDay: venue.votingDay,
    ...given('openingDay', venue.openingDay),
    electorate: venue.electorate,
    chair: venue.chair,
    ...number('totalDeputies', venue.totalDeputies),
    ...given('reportTo', venue.reportTo),
    ...deadlinesInput(venue),
    minutesCopies: venue.minutesCopies.map(({ recipient }) => ({ recipient })),
    supervisors: venue.supervisors.map(({ name, body }) => ({ name, body })),
    ...(tellers.length === 0 ? {} : { committeeProposal: tellers.map(tellerInput) }),
    ...settingsInput(venue),
    roll: venue.roll.map(({ id, name, post, group }) => ({
      id,
      name,
      ...given('post', post),
      ...given('group', group),
    })),
    ...venue.others,
  };
}

function deadlinesInput({ reportBy, reportWorkingDays, ownDeadlines }: DraftVenue): object {
  const due = { ...given('by', reportBy), ...number('workingDays', reportWorkingDays) };
  return {
    ...(Object.keys(due).length === 0 ? {} : { reportDue: due }),
    ...(ownDeadlines.length === 0
      ? {}
      : {
          ownDeadlines: ownDeadlines.map(({ what, by, who }) => ({
            what,
            by,
            ...given('who', who),
          })),
        }),
  };
}

function settingsInput(venue: DraftVenue): object {
  return {
    ...number('threshold', venue.threshold),
    ...number('minBallots', venue.minBallots),
    ...(venue.coIssuers ? { coIssuers: true } : {}),
    ...(venue.phonesAllowed === '' ? {} : { phonesAllowed: venue.phonesAllowed === 'yes' }),
    ...(venue.allowSubjectTellers ? { allowSubjectTellers: true } : {}),
    ...given('strikeOutScope', venue.strikeOutScope),
    ...given('writeInRule', venue.writeInRule),
    ...(venue.secrecyMark ? {} : { secrecyMark: false }),
    ...given('disclosureScope', venue.disclosureScope),
    ...given('exclusionList', venue.exclusionList),
  };
}

function tellerInput(teller: DraftVenue['committeeProposal'][number]): object {
  const { name, post, head, coIssuer } = teller;
  return {
    name,
    ...given('post', post),
    ...(head ? { head: true } : {}),
    ...(coIssuer ? { coIssuer: true } : {}),
  };
}

/** Only what is written; spaces alone are nothing. */
function given<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  return value.trim() === '' ? {} : ({ [key]: value } as Record<K, string>);
}

/** A number as the plan has it; what is no whole number becomes one that the schema refuses. */
function number<K extends string>(key: K, value: string): Partial<Record<K, number>> {
  const text = value.trim();
  if (text === '') return {};
  return { [key]: /^\d{1,9}$/u.test(text) ? Number(text) : -1 } as Record<K, number>;
}
