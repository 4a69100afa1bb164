import type { ExclusionListId } from './exclusion-lists.ts';
import type {
  DisclosureScope,
  DocumentStyle,
  ExclusionReason,
  ProfileId,
  StrikeOutScope,
  WriteInRule,
} from './profiles.ts';

export type {
  DisclosureScope,
  DocumentStyle,
  ExclusionReason,
  ProfileId,
  StrikeOutScope,
  WriteInRule,
};

export const PLAN_FORMAT = 'hom-phieu/plan/1';

/** A document of a subject's dossier (R9): what it is, and its file beside the plan. */
export interface DossierItem {
  readonly name: string;
  readonly file: string;
}

/** A person whose posts are rated (người được lấy phiếu), or one listed with the reason why not. */
export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  /** Venue ids, at most two (R4); may be empty only for an excluded subject. */
  readonly venues: readonly string[];
  readonly excluded?: ExclusionReason;
  readonly note?: string;
  readonly photo?: string;
  readonly dossier?: readonly DossierItem[];
}

/** A summoned member (người được triệu tập); one person, one entry (R5). */
export interface RollMember {
  readonly id: string;
  readonly name: string;
  readonly post?: string;
  readonly group?: string;
}

export interface Supervisor {
  readonly name: string;
  readonly body: string;
}

/** A teller proposed by the staff unit (R13). */
export interface ProposedTeller {
  readonly name: string;
  readonly post?: string;
  readonly head?: boolean;
  /** Proposed to issue ballots' tokens beside the server, where `coIssuers` is set (R20). */
  readonly coIssuer?: boolean;
}

export const VENUE_KINDS = ['conference', 'councilSession'] as const;
export type VenueKind = (typeof VENUE_KINDS)[number];

/** When the report must reach the superior (R40): on a day, or so many working days after the voting day. */
export type ReportDue = { readonly by: string } | { readonly workingDays: number };

/** A date of the body's own plan beside those of its profile (002: "trước ngày 20/6/2023"). */
export interface OwnDeadline {
  readonly what: string;
  readonly by: string;
  readonly who?: string;
}

/** A venue (nơi lấy phiếu) as a plan states it; `roundPlanOf` resolves what it leaves out. */
export interface Venue {
  readonly id: string;
  readonly name: string;
  readonly kind: VenueKind;
  readonly profile: ProfileId;
  readonly documentStyle: DocumentStyle;
  readonly addressTerm: string;
  readonly place: string;
  readonly votingDay: string;
  readonly openingDay?: string;
  readonly electorate: string;
  readonly chair: string;
  readonly totalDeputies?: number;
  readonly reportTo?: string;
  readonly reportDue?: ReportDue;
  readonly ownDeadlines?: readonly OwnDeadline[];
  /** Empty: the profile's copies. */
  readonly minutesCopies: readonly { readonly recipient: string }[];
  readonly supervisors: readonly Supervisor[];
  readonly committeeProposal?: readonly ProposedTeller[];
  readonly threshold?: number;
  readonly minBallots?: number;
  readonly coIssuers?: boolean;
  readonly phonesAllowed?: boolean;
  readonly allowSubjectTellers?: boolean;
  readonly strikeOutScope?: StrikeOutScope;
  readonly writeInRule?: WriteInRule;
  readonly secrecyMark?: boolean;
  readonly disclosureScope?: DisclosureScope;
  /** Which reasons the plan admits for leaving a person off (R3); absent: the profile's. */
  readonly exclusionList?: ExclusionListId;
  readonly roll: readonly RollMember[];
}

/** The plan file (kế hoạch), `hom-phieu/plan/1` (design 4, R1). */
export interface Plan {
  readonly format: typeof PLAN_FORMAT;
  readonly title: string;
  readonly number: string;
  readonly date: string;
  readonly issuingBody: string;
  readonly superiorBody?: string;
  readonly legalBases: readonly string[];
  readonly managingAuthority?: string;
  /** The staff unit through which reports and questions go (R10). */
  readonly staffUnit?: string;
  /** Days off, and Saturdays worked, beside the holidays the product knows (F24). */
  readonly daysOff?: readonly string[];
  readonly workDays?: readonly string[];
  readonly subjects: readonly Subject[];
  readonly venues: readonly Venue[];
}
