import { COUNCIL_85, COUNCIL_96, PARTY_96, PARTY_96_KH } from './profile-data.ts';

/** The rule profiles that ship with the product (design 7); `party-96` is the default. */
export const PROFILE_IDS = ['party-96', 'party-96-kh', 'council-96', 'council-85'] as const;
export type ProfileId = (typeof PROFILE_IDS)[number];

/** Why a person stays listed but off the ballot (R3). */
export const EXCLUSION_REASONS = [
  'appointedThisYear',
  'electedThisYear',
  'reappointedThisYear',
  'transferredThisYear',
  'retirementNotice',
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** Party documents (Hướng dẫn 36) or state documents (Nghị định 30), procedure B4. */
export const DOCUMENT_STYLES = ['party', 'state'] as const;
export type DocumentStyle = (typeof DOCUMENT_STYLES)[number];

/** What a written-in name does to a paper ballot (R27, F6). */
export const WRITE_IN_RULES = ['linePartInvalid', 'wholeBallotInvalid'] as const;
export type WriteInRule = (typeof WRITE_IN_RULES)[number];

/** How far a struck-out name reaches on a paper ballot (R26b, F5). */
export const STRIKE_OUT_SCOPES = ['line', 'ballot'] as const;
export type StrikeOutScope = (typeof STRIKE_OUT_SCOPES)[number];

/** Who learns the result: voters, managing authority and subject, or everyone (R43, R44). */
export const DISCLOSURE_SCOPES = ['closedSet', 'massMedia'] as const;
export type DisclosureScope = (typeof DISCLOSURE_SCOPES)[number];

/** The number a two-thirds quorum is taken of (R15, R16). */
export type QuorumBase = 'summoned' | 'totalDeputies';
/** The number percentages and bands are taken of (R34, R47). */
export type ResultBase = 'collected' | 'totalDeputies';

/** Who must act by a deadline: the person rated, a voter, the body's staff unit, its standing committee, the Fatherland Front. */
export type Responsible = 'subject' | 'voter' | 'staffUnit' | 'standing' | 'front';

/** A deadline in calendar days before its anchor (R7, R8). */
export interface Deadline {
  /** Distinct within a profile; what is noted as done is kept under it. */
  readonly id: string;
  readonly who: Responsible;
  readonly days: number;
  readonly before: 'votingDay' | 'openingDay';
  /** What must be done by then, in Vietnamese. */
  readonly what: string;
}

/** One of the two groups of criteria shown to voters (R11). */
export interface CriteriaGroup {
  readonly title: string;
  readonly points: readonly string[];
}

/** What a regulation decides about a round, as data (procedure 0 and G). */
export interface RuleProfile {
  readonly id: ProfileId;
  /** In Vietnamese, as a chair picks it. */
  readonly name: string;
  readonly quorumBase: QuorumBase;
  readonly percentBase: ResultBase;
  readonly bandBase: ResultBase;
  readonly writeInRule: WriteInRule;
  readonly strikeOutScope: StrikeOutScope;
  /** Paper ballots only; electronic ballots are never signed (R25, F11). */
  readonly signatureAllowed: 'onPaper' | 'never';
  readonly exclusions: readonly ExclusionReason[];
  readonly deadlines: readonly Deadline[];
  /** Recipients of the numbered copies where a plan names none (R38). */
  readonly minutesCopies: readonly { readonly recipient: string }[];
  readonly disclosureScope: DisclosureScope;
  readonly addressTerm: string;
  readonly documentStyle: DocumentStyle;
  readonly criteria: readonly CriteriaGroup[];
}

/** Every profile by its id; frozen. */
export const PROFILES: Readonly<Record<ProfileId, RuleProfile>> = Object.freeze({
  'party-96': PARTY_96,
  'party-96-kh': PARTY_96_KH,
  'council-96': COUNCIL_96,
  'council-85': COUNCIL_85,
});

/** True when the profile's quorum, percentages or bands need the number of all deputies. */
export function needsTotalDeputies(profile: ProfileId): boolean {
  const { quorumBase, percentBase, bandBase } = PROFILES[profile];
  return [quorumBase, percentBase, bandBase].includes('totalDeputies');
}
