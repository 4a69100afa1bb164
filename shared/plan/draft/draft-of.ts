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
import { blankVenue, emptyDraft } from './blank.ts';
import type { DraftDay, DraftSubject, DraftVenue, Others, PlanDraft } from './draft-types.ts';

type Fields = Readonly<Record<string, unknown>>;
type NewKey = () => string;

/**
 * The draft of a plan file's JSON, valid or not: what has its place is taken, what is missing or of
 * another type is empty, so that the checks name it; fields unknown here are kept. For a valid plan
 * `planInput` gives an equal plan back.
 */
export function draftOf(input: unknown): PlanDraft {
  const plan = fields(input);
  let last = 0;
  function newKey(): string {
    last += 1;
    return `k${last}`;
  }
  const venues = objects(plan['venues']).map((each) => venueOf(each, newKey));
  const keys = new Map(venues.map(({ id, key }) => [id, key]));
  const draft = {
    title: text(plan['title']),
    number: text(plan['number']),
    date: text(plan['date']),
    issuingBody: text(plan['issuingBody']),
    superiorBody: text(plan['superiorBody']),
    managingAuthority: text(plan['managingAuthority']),
    staffUnit: text(plan['staffUnit']),
    legalBases: list(plan['legalBases']).map((each) => ({ key: newKey(), text: text(each) })),
    daysOff: daysOf(plan['daysOff'], newKey),
    workDays: daysOf(plan['workDays'], newKey),
    subjects: objects(plan['subjects']).map((each) => subjectOf(each, keys, newKey)),
    venues,
  };
  const others = without(plan, ['format', ...Object.keys(draft)]);
  return { ...emptyDraft(), ...draft, others, next: last + 1 };
}

function daysOf(given: unknown, newKey: NewKey): DraftDay[] {
  return list(given).map((each) => ({ key: newKey(), day: text(each) }));
}

function subjectOf(given: Fields, keys: ReadonlyMap<string, string>, newKey: NewKey): DraftSubject {
  const venues = list(given['venues']).flatMap((id) => keys.get(text(id)) ?? []);
  const known = {
    id: text(given['id']),
    name: text(given['name']),
    post: text(given['post']),
    venues,
    excluded: choice(EXCLUSION_REASONS, given['excluded'], ''),
    note: text(given['note']),
    photo: text(given['photo']),
    dossier: objects(given['dossier']).map(({ name, file }) => ({
      name: text(name),
      file: text(file),
    })),
  };
  return { key: newKey(), ...known, others: without(given, Object.keys(known)) };
}

function venueOf(given: Fields, newKey: NewKey): DraftVenue {
  const profile = choice(PROFILE_IDS, given['profile'], 'party-96');
  const blank = blankVenue(newKey(), text(given['id']), profile);
  const known = {
    id: blank.id,
    name: text(given['name']),
    kind: choice(VENUE_KINDS, given['kind'], blank.kind),
    profile,
    documentStyle: choice(DOCUMENT_STYLES, given['documentStyle'], blank.documentStyle),
    addressTerm: text(given['addressTerm']),
    place: text(given['place']),
    votingDay: text(given['votingDay']),
    openingDay: text(given['openingDay']),
    electorate: text(given['electorate']),
    chair: text(given['chair']),
    totalDeputies: text(given['totalDeputies']),
    reportTo: text(given['reportTo']),
    reportBy: text(fields(given['reportDue'])['by']),
    reportWorkingDays: text(fields(given['reportDue'])['workingDays']),
    ...peopleOf(given, newKey),
    ...settingsOf(given),
  };
  return { ...blank, ...known, others: without(given, [...Object.keys(known), 'reportDue']) };
}

function peopleOf(given: Fields, newKey: NewKey) {
  return {
    minutesCopies: objects(given['minutesCopies']).map(({ recipient }) => ({
      key: newKey(),
      recipient: text(recipient),
    })),
    ownDeadlines: objects(given['ownDeadlines']).map(({ what, by, who }) => ({
      key: newKey(),
      what: text(what),
      by: text(by),
      who: text(who),
    })),
    supervisors: objects(given['supervisors']).map(({ name, body }) => ({
      key: newKey(),
      name: text(name),
      body: text(body),
    })),
    committeeProposal: objects(given['committeeProposal']).map(
      ({ name, post, head, coIssuer }) => ({
        key: newKey(),
        name: text(name),
        post: text(post),
        head: head === true,
        coIssuer: coIssuer === true,
      }),
    ),
    roll: objects(given['roll']).map(({ id, name, post, group }) => ({
      key: newKey(),
      id: text(id),
      name: text(name),
      post: text(post),
      group: text(group),
    })),
  };
}

function settingsOf(given: Fields) {
  const phones = given['phonesAllowed'];
  return {
    threshold: text(given['threshold']),
    minBallots: text(given['minBallots']),
    coIssuers: given['coIssuers'] === true,
    phonesAllowed: typeof phones === 'boolean' ? (phones ? 'yes' : 'no') : '',
    allowSubjectTellers: given['allowSubjectTellers'] === true,
    strikeOutScope: choice(STRIKE_OUT_SCOPES, given['strikeOutScope'], ''),
    writeInRule: choice(WRITE_IN_RULES, given['writeInRule'], ''),
    secrecyMark: given['secrecyMark'] !== false,
    disclosureScope: choice(DISCLOSURE_SCOPES, given['disclosureScope'], ''),
    exclusionList: choice(EXCLUSION_LIST_IDS, given['exclusionList'], ''),
  } as const;
}

function fields(input: unknown): Fields {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  return isObject ? (input as Fields) : {};
}

function list(input: unknown): readonly unknown[] {
  return Array.isArray(input) ? input : [];
}

function objects(input: unknown): Fields[] {
  return list(input).map(fields);
}

function text(input: unknown): string {
  if (typeof input === 'number') return String(input);
  return typeof input === 'string' ? input.normalize('NFC') : '';
}

function choice<T extends string, E extends T | ''>(
  choices: readonly T[],
  input: unknown,
  otherwise: E,
): T | E {
  return choices.find((each) => each === input) ?? otherwise;
}

function without(given: Fields, known: readonly string[]): Others {
  return Object.fromEntries(Object.entries(given).filter(([key]) => !known.includes(key)));
}
