import { PROFILES, type ProfileId } from '../profiles.ts';
import {
  DRAFT_FORMAT,
  type DraftLists,
  type DraftVenue,
  type ListName,
  type PlanDraft,
} from './draft-types.ts';

/** A plan of which nothing is written yet: no venue, no person. */
export function emptyDraft(): PlanDraft {
  return {
    format: DRAFT_FORMAT,
    next: 1,
    title: '',
    number: '',
    date: '',
    issuingBody: '',
    superiorBody: '',
    managingAuthority: '',
    staffUnit: '',
    legalBases: [],
    daysOff: [],
    workDays: [],
    subjects: [],
    venues: [],
    others: {},
  };
}

/** Rows of each list with nothing in them. */
export const BLANK_ROWS: { readonly [N in ListName]: Omit<DraftLists[N], 'key'> } = {
  legalBases: { text: '' },
  daysOff: { day: '' },
  workDays: { day: '' },
  subjects: {
    id: '',
    name: '',
    post: '',
    venues: [],
    excluded: '',
    note: '',
    photo: '',
    dossier: [],
    others: {},
  },
  roll: { id: '', name: '', post: '', group: '' },
  committeeProposal: { name: '', post: '', head: false, coIssuer: false },
  supervisors: { name: '', body: '' },
  minutesCopies: { recipient: '' },
  ownDeadlines: { what: '', by: '', who: '' },
};

/** A venue with what its profile says and nothing else (procedure G). */
export function blankVenue(key: string, id: string, profileId: ProfileId): DraftVenue {
  const { addressTerm, documentStyle } = PROFILES[profileId];
  return {
    key,
    id,
    name: '',
    kind: kindOfProfile(profileId),
    profile: profileId,
    documentStyle,
    addressTerm,
    place: '',
    votingDay: '',
    openingDay: '',
    electorate: '',
    chair: '',
    totalDeputies: '',
    reportTo: '',
    reportBy: '',
    reportWorkingDays: '',
    ownDeadlines: [],
    minutesCopies: [],
    supervisors: [],
    committeeProposal: [],
    threshold: '',
    minBallots: '',
    coIssuers: false,
    phonesAllowed: '',
    allowSubjectTellers: false,
    strikeOutScope: '',
    writeInRule: '',
    secrecyMark: true,
    disclosureScope: '',
    exclusionList: '',
    roll: [],
    others: {},
  };
}

/** A council's regulation belongs to a session, the party's to a conference. */
export function kindOfProfile(profile: ProfileId): DraftVenue['kind'] {
  return profile.startsWith('council-') ? 'councilSession' : 'conference';
}
