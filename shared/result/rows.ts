import { defined, invariant } from '#shared/assert.ts';
import { PROFILES, type ProfileId, type ResultBase } from '#shared/plan/profiles.ts';
import type { BallotLine, CountedLine } from '#shared/protocol/entries.ts';
import { lowBand, type LowBand } from './band.ts';
import type { Figures } from './figures.ts';
import { percentText } from './percent.ts';

/** One subject's result (R33), keys in the order of design 4, which `recount` hashes (P 4.1). */
export interface ResultRow {
  readonly subjectId: string;
  readonly name: string;
  readonly post: string;
  readonly valid: number;
  readonly invalid: number;
  readonly high: number;
  readonly highPercent: string;
  readonly confidence: number;
  readonly confidencePercent: string;
  readonly low: number;
  readonly lowPercent: string;
  readonly band: LowBand;
}

/** What a row is worked out from. */
export interface RowsInput {
  readonly profile: ProfileId;
  readonly figures: Figures;
  /** In ballot order, as `setup.lines` and the round plan have them. */
  readonly lines: readonly BallotLine[];
  /** One a line, as `result.total` has them. */
  readonly totals: readonly CountedLine[];
}

/**
 * The rows as they are stored and hashed: counts, percentages and bands on the profile's bases
 * (R34, R45–R47, F14). `invalid` is collected − valid (design 4). Totals must match the lines.
 */
export function buildRows({ profile, figures, lines, totals }: RowsInput): ResultRow[] {
  invariant(lines.length === totals.length, 'one total a line');
  const rules = PROFILES[profile];
  const percentBase = baseOf(rules.percentBase, figures);
  const bandBase = baseOf(rules.bandBase, figures);
  return lines.map(({ id, name, post }, i) => {
    const { high, confidence, low } = defined(totals[i], 'total of a line');
    const valid = high + confidence + low;
    return {
      subjectId: id,
      name,
      post,
      valid,
      invalid: figures.ballotsCollected - valid,
      high,
      highPercent: percentText(high, percentBase),
      confidence,
      confidencePercent: percentText(confidence, percentBase),
      low,
      lowPercent: percentText(low, percentBase),
      band: lowBand(low, bandBase),
    };
  });
}

/** The number a base names; zero when nothing was collected, whatever the base (F23). */
function baseOf(base: ResultBase, figures: Figures): number {
  if (figures.ballotsCollected === 0) return 0;
  return base === 'collected'
    ? figures.ballotsCollected
    : defined(figures.totalDeputies, 'totalDeputies of a profile that counts on it');
}
