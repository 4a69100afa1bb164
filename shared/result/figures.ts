import type { ResultRow } from './rows.ts';

/** The numbers of a round (Phụ lục 05; R17, R35), keys in the order of design 4. */
export interface Figures {
  readonly summoned: number;
  /** There iff a base of the round's profile is the number of all deputies. */
  readonly totalDeputies?: number;
  /** Ever checked in. */
  readonly attended: number;
  /** The quorum's base less `attended`. */
  readonly absent: number;
  /** Checked in at the close. */
  readonly presentAtVote: number;
  readonly ballotsIssued: number;
  readonly ballotsCollected: number;
  readonly electronic: number;
  readonly paper: number;
  readonly outstanding: number;
}

/** The rules that figures and rows must keep (R17, R35, design 4), each by a name. */
export type Invariant =
  | 'wholeNumbers'
  | 'summonedWithinDeputies'
  | 'attendedAndAbsentAreTheBase'
  | 'presentWithinAttended'
  | 'attendedWithinSummoned'
  | 'issuedWithinPresent'
  | 'collectedWithinIssued'
  | 'electronicAndPaperAreCollected'
  | 'outstandingIsIssuedLessCollected'
  | 'levelsAreValid'
  | 'validAndInvalidAreCollected';

/** An invariant that does not hold; with the subject when it is one of a row. */
export interface Violation {
  readonly invariant: Invariant;
  readonly subjectId?: string;
}

type Counts = Pick<ResultRow, 'subjectId' | 'valid' | 'invalid' | 'high' | 'confidence' | 'low'>;

/** Every invariant of R17 and R35 that the figures and rows break; empty when they balance. */
export function reconcile(figures: Figures, rows: readonly Counts[]): Violation[] {
  const broken = Object.entries(figureChecks(figures))
    .filter(([, holds]) => !holds)
    .map(([invariant]) => ({ invariant: invariant as Invariant }));
  return [...broken, ...rows.flatMap((row) => reconcileRow(figures, row))];
}

function figureChecks(f: Figures): Partial<Record<Invariant, boolean>> {
  return {
    wholeNumbers: Object.values(f).every(isCount),
    summonedWithinDeputies: f.totalDeputies === undefined || f.summoned <= f.totalDeputies,
    attendedAndAbsentAreTheBase: f.attended + f.absent === (f.totalDeputies ?? f.summoned),
    attendedWithinSummoned: f.attended <= f.summoned,
    presentWithinAttended: f.presentAtVote <= f.attended,
    issuedWithinPresent: f.ballotsIssued <= f.presentAtVote,
    collectedWithinIssued: f.ballotsCollected <= f.ballotsIssued,
    electronicAndPaperAreCollected: f.electronic + f.paper === f.ballotsCollected,
    outstandingIsIssuedLessCollected: f.outstanding === f.ballotsIssued - f.ballotsCollected,
  };
}

function reconcileRow(figures: Figures, row: Counts): Violation[] {
  const { subjectId, valid, invalid, high, confidence, low } = row;
  const checks: Partial<Record<Invariant, boolean>> = {
    wholeNumbers: [valid, invalid, high, confidence, low].every(isCount),
    levelsAreValid: high + confidence + low === valid,
    validAndInvalidAreCollected: valid + invalid === figures.ballotsCollected,
  };
  return Object.entries(checks)
    .filter(([, holds]) => !holds)
    .map(([invariant]) => ({ invariant: invariant as Invariant, subjectId }));
}

function isCount(n: unknown): boolean {
  return Number.isSafeInteger(n) && (n as number) >= 0;
}
