import { PROFILES, type ExclusionReason, type ProfileId } from './profiles.ts';

/** The lists of reasons that plans state (R3), as data; a venue names one or takes its profile's. */
export const EXCLUSION_LIST_IDS = [
  'appointed',
  'retiring-or-new',
  'retiring-new-or-moved',
  'none-stated',
] as const;
export type ExclusionListId = (typeof EXCLUSION_LIST_IDS)[number];

/** Reasons for which a plan leaves a person off the ballot, and what it says of them. */
export interface ExclusionList {
  readonly id: ExclusionListId;
  /** In Vietnamese, as a chair picks it; the source it is taken from in brackets. */
  readonly name: string;
  readonly reasons: readonly ExclusionReason[];
}

/** Every list by its id, from the narrowest to the widest that a source states. */
export const EXCLUSION_LISTS: Readonly<Record<ExclusionListId, ExclusionList>> = {
  appointed: {
    id: 'appointed',
    name: 'Được bổ nhiệm trong năm (Sở Tư pháp Bắc Ninh)',
    reasons: ['appointedThisYear'],
  },
  'retiring-or-new': {
    id: 'retiring-or-new',
    name: 'Có thông báo nghỉ hưu; được bổ nhiệm, bầu cử trong năm (Sở Y tế Nam Định, Nghị quyết 96)',
    reasons: ['retirementNotice', 'appointedThisYear', 'electedThisYear'],
  },
  'retiring-new-or-moved': {
    id: 'retiring-new-or-moved',
    name: 'Như trên, cả bổ nhiệm lại, điều động, luân chuyển (Kế hoạch 140-KH/HU)',
    reasons: [
      'retirementNotice',
      'appointedThisYear',
      'electedThisYear',
      'reappointedThisYear',
      'transferredThisYear',
    ],
  },
  'none-stated': {
    id: 'none-stated',
    name: 'Kế hoạch không nêu lý do nào (Sở KH&CN Quảng Ngãi, Ban Dân tộc Khánh Hòa)',
    reasons: [],
  },
};

/** The reasons that a venue's plan admits: its own list, or its profile's (R3). */
export function admittedReasons(venue: {
  readonly profile: ProfileId;
  readonly exclusionList?: ExclusionListId | undefined;
}): readonly ExclusionReason[] {
  const { exclusionList: list } = venue;
  return list === undefined ? PROFILES[venue.profile].exclusions : EXCLUSION_LISTS[list].reasons;
}
