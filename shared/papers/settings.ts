/** How an office wants its papers (B5); kept in the settings, the same for every round. */
export interface PaperSettings {
  /** Percentages on papers: two decimals (61,70), trailing zeros trimmed (61,7), or one (61,7). */
  readonly percent: 'two' | 'trim' | 'one';
  /** Counts under ten in prose as 01 … 09 (B5); never in tables. */
  readonly padCounts: boolean;
  /** Place name before the date (địa danh); empty: dotted. */
  readonly placeName: string;
  /** Numbers of the documents as the office registers them (`12-BB/HU`); empty: dotted. */
  readonly minutesNumber: string;
  readonly reportNumber: string;
  readonly resolutionNumber: string;
  /** Whether the chair of the conference signs the minutes beside the committee. */
  readonly chairSigns: boolean;
  /** Whether the supervisors of the plan sign the minutes. */
  readonly supervisorsSign: boolean;
  /** Drafter's name and whether copies may be made, as a secret document must say (NĐ 26/2020). */
  readonly drafter: string;
  readonly copyingAllowed: boolean;
  /**
   * Numbers of the lines with which a further sheet of the blank ballot begins, `4, 11` (B1: several
   * types of one event); empty: one sheet. The sheets of one voter count as one ballot.
   */
  readonly ballotSheets: string;
  /** Subjects in the ballot's order, or by number of the highest level, in the hall's result view. */
  readonly hallOrder: 'ballot' | 'high';
}

export const DEFAULT_PAPER_SETTINGS: PaperSettings = {
  percent: 'two',
  padCounts: false,
  placeName: '',
  minutesNumber: '',
  reportNumber: '',
  resolutionNumber: '',
  chairSigns: true,
  supervisorsSign: true,
  drafter: '',
  ballotSheets: '',
  copyingAllowed: false,
  hallOrder: 'ballot',
};
