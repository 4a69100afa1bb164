import type { ExclusionListId } from '../exclusion-lists.ts';
import type { DossierItem, VenueKind } from '../plan-types.ts';
import type {
  DisclosureScope,
  DocumentStyle,
  ExclusionReason,
  ProfileId,
  StrikeOutScope,
  WriteInRule,
} from '../profiles.ts';

export const DRAFT_FORMAT = 'hom-phieu/draft/1';

/** A row of a list, known by its key however it is edited or moved. Keys are unique in a draft. */
export interface Keyed {
  readonly key: string;
}

/** Fields of a plan that this editor has no place for; kept as they are. */
export type Others = Readonly<Record<string, unknown>>;

export interface DraftBasis extends Keyed {
  readonly text: string;
}

export interface DraftSubject extends Keyed {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  /** Keys of venues, so that a venue's id may still change. */
  readonly venues: readonly string[];
  readonly excluded: ExclusionReason | '';
  readonly note: string;
  readonly photo: string;
  readonly dossier: readonly DossierItem[];
  readonly others: Others;
}

export interface DraftMember extends Keyed {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly group: string;
}

export interface DraftTeller extends Keyed {
  readonly name: string;
  readonly post: string;
  readonly head: boolean;
  /** Proposed to issue tokens beside the server (R20). */
  readonly coIssuer: boolean;
}

export interface DraftSupervisor extends Keyed {
  readonly name: string;
  readonly body: string;
}

export interface DraftCopy extends Keyed {
  readonly recipient: string;
}

/** A date of the body's own plan; `by` is a day as `YYYY-MM-DD` once it is right. */
export interface DraftDeadline extends Keyed {
  readonly what: string;
  readonly by: string;
  readonly who: string;
}

/** A day as `YYYY-MM-DD` once it is right. */
export interface DraftDay extends Keyed {
  readonly day: string;
}

/** A venue as it is being written; an empty choice or number is left to the profile (design 7). */
export interface DraftVenue extends Keyed {
  readonly id: string;
  readonly name: string;
  readonly kind: VenueKind;
  readonly profile: ProfileId;
  readonly documentStyle: DocumentStyle;
  readonly addressTerm: string;
  readonly place: string;
  readonly votingDay: string;
  readonly openingDay: string;
  readonly electorate: string;
  readonly chair: string;
  readonly totalDeputies: string;
  readonly reportTo: string;
  /** The day the report is due (R40), or so many working days after the vote; one of the two. */
  readonly reportBy: string;
  readonly reportWorkingDays: string;
  readonly ownDeadlines: readonly DraftDeadline[];
  readonly minutesCopies: readonly DraftCopy[];
  readonly supervisors: readonly DraftSupervisor[];
  readonly committeeProposal: readonly DraftTeller[];
  readonly threshold: string;
  readonly minBallots: string;
  readonly coIssuers: boolean;
  readonly phonesAllowed: 'yes' | 'no' | '';
  readonly allowSubjectTellers: boolean;
  readonly strikeOutScope: StrikeOutScope | '';
  readonly writeInRule: WriteInRule | '';
  readonly secrecyMark: boolean;
  readonly disclosureScope: DisclosureScope | '';
  readonly exclusionList: ExclusionListId | '';
  readonly roll: readonly DraftMember[];
  readonly others: Others;
}

/** A plan while it is being written: every text may be empty or wrong, no row has lost its place. */
export interface PlanDraft {
  readonly format: typeof DRAFT_FORMAT;
  /** The number of the next key. */
  readonly next: number;
  readonly title: string;
  readonly number: string;
  readonly date: string;
  readonly issuingBody: string;
  readonly superiorBody: string;
  readonly managingAuthority: string;
  readonly staffUnit: string;
  readonly legalBases: readonly DraftBasis[];
  /** Days off and days worked that the body's own calendar adds to the public one (R40). */
  readonly daysOff: readonly DraftDay[];
  readonly workDays: readonly DraftDay[];
  readonly subjects: readonly DraftSubject[];
  readonly venues: readonly DraftVenue[];
  readonly others: Others;
}

/** The lists of a draft whose rows are edited in tables. */
export interface DraftLists {
  readonly legalBases: DraftBasis;
  readonly daysOff: DraftDay;
  readonly workDays: DraftDay;
  readonly subjects: DraftSubject;
  readonly roll: DraftMember;
  readonly committeeProposal: DraftTeller;
  readonly supervisors: DraftSupervisor;
  readonly minutesCopies: DraftCopy;
  readonly ownDeadlines: DraftDeadline;
}
export type ListName = keyof DraftLists;
export type VenueListName = Exclude<ListName, 'legalBases' | 'daysOff' | 'workDays' | 'subjects'>;

/** One list of a draft: the plan's own, or a venue's. */
export type ListRef<N extends ListName = ListName> = N extends VenueListName
  ? { readonly name: N; readonly venue: string }
  : { readonly name: N; readonly venue: null };

export const HEADING_FIELDS = [
  'title',
  'number',
  'date',
  'issuingBody',
  'superiorBody',
  'managingAuthority',
  'staffUnit',
] as const;
export type HeadingField = (typeof HEADING_FIELDS)[number];
