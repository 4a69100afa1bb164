/** Whether a paper's code (the QR on it) is of a verified board and result. */
import type { PaperCode } from './evidence.ts';

/** What a paper's code is compared with. */
export interface VerifiedRound {
  /** The board's head, base64url. */
  readonly head: string;
  readonly venue: string;
  /** The result's digest `recount`, base64url. */
  readonly digest: string;
}

/** A part of the code that can be another round's. */
export type PaperPart = 'round' | 'board' | 'result';

/**
 * The parts in which the code is not this round's; none: the paper belongs to it. The round's
 * attempt stands in neither board nor result: of the round the venue is compared.
 */
export function paperDifferences(
  { round, head, digest }: PaperCode,
  verified: VerifiedRound,
): readonly PaperPart[] {
  return [
    ...(round.replace(/-\d+$/u, '') === verified.venue ? [] : (['round'] as const)),
    ...(head === verified.head ? [] : (['board'] as const)),
    ...(digest === verified.digest ? [] : (['result'] as const)),
  ];
}
