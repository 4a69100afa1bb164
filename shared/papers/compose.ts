import { remark } from './head.ts';
import type { PaperFacts } from './facts.ts';
import type { Block, Paper } from './model.ts';
import { inProse } from './numbers.ts';

/** Across every page of a rehearsal's papers. */
export const REHEARSAL_WATERMARK = 'DIỄN TẬP';

/** A paper of this round: watermarked in a rehearsal, whatever the paper. */
export function compose(
  { rehearsal }: Pick<PaperFacts, 'rehearsal'>,
  paper: Omit<Paper, 'watermark'>,
): Paper {
  return { ...paper, watermark: rehearsal ? REHEARSAL_WATERMARK : null };
}

/** What a paper of the result says under its title once the result was corrected (F25). */
export function correctionRemark({ corrections }: Pick<PaperFacts, 'corrections'>): Block[] {
  const last = corrections.at(-1);
  if (last === undefined) return [];
  const times = inProse(corrections.length, { padCounts: true });
  return [remark(`Bản đính chính lần ${times}, lý do: ${withoutStop(last.reason)}`)];
}

/** The part of a file's name that tells a corrected version from those before it: `-dinh-chinh-1`. */
export function correctionSuffix({ corrections }: Pick<PaperFacts, 'corrections'>): string {
  return corrections.length === 0 ? '' : `-dinh-chinh-${corrections.length}`;
}

/** Free text without its own full stop, to stand inside a sentence. */
export function withoutStop(text: string): string {
  return text.trim().replace(/[.;,\s]+$/u, '');
}
