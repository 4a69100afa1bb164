import type { CountedLine, PaperBody } from '../protocol/entries.ts';
import { checkAppend } from '../protocol/append-check.ts';
import type { DecideContext, Decided } from './decision.ts';
import { record, refuse } from './decision.ts';
import { phaseOf } from './phase.ts';
import { paperIssuedCount } from './roll.ts';
import type { Round } from './state.ts';

/**
 * A teller's entry of the paper count, kept off the board until two are equal (P 4.7.2). A later
 * entry of the same teller replaces the earlier. Refused when more ballots are keyed in than paper
 * ballots were issued (F16).
 */
export function keyPaper(
  { sodium, at }: DecideContext,
  round: Round,
  i: number,
  body: PaperBody,
): Decided {
  const { log, board } = round;
  if (phaseOf(round) !== 'counting') return refuse('wrong-phase');
  if (log.paperFixed !== null) return refuse('paper-fixed');
  if (body.i !== i) return refuse('not-a-teller');
  const issued = paperIssuedCount(log);
  if (body.count > issued) return refuse('too-many-ballots', { count: body.count, issued });
  const code = checkAppend(sodium, { ...board, papers: [] }, { t: 'paper', b: body });
  if (code !== null) return refuse('entry-refused', { code });
  return record({ type: 'paper-keyed', at, body });
}

/** Fixes the paper count: two tellers' equal entries, or none at all. Nothing is opened before. */
export function fixPaper({ at }: DecideContext, round: Round, paper: boolean): Decided {
  const { log, board } = round;
  if (phaseOf(round) !== 'counting') return refuse('wrong-phase');
  if (log.paperFixed !== null) return refuse('paper-fixed');
  if (board.reveals.size < (board.setup?.issuers.length ?? 0)) return refuse('wrong-phase');
  const keyed = [...log.paperKeyed.values()].sort((a, b) => a.i - b.i);
  if (!paper) {
    return keyed.length === 0
      ? record({ type: 'paper-fixed', at, bodies: [] })
      : refuse('paper-not-equal');
  }
  const pair = equalPair(keyed);
  return pair === null
    ? refuse('paper-not-equal')
    : record({ type: 'paper-fixed', at, bodies: pair });
}

/** A cell in which two tellers' entries differ: a line and a field, or line −1 for the whole count. */
export interface PaperDifference {
  readonly line: number;
  readonly field: string;
}

/**
 * Where the first two tellers' entries differ, cell by cell; empty while there are fewer, and when
 * two of them all are equal, for these two can be fixed.
 */
export function paperDifferences(keyed: ReadonlyMap<number, PaperBody>): PaperDifference[] {
  const bodies = [...keyed.values()].sort((a, b) => a.i - b.i);
  const [first, second] = bodies;
  if (first === undefined || second === undefined || equalPair(bodies) !== null) return [];
  const whole = (['count', 'rejected', 'rulings'] as const)
    .filter((field) => JSON.stringify(first[field]) !== JSON.stringify(second[field]))
    .map((field) => ({ line: -1, field }));
  return [
    ...whole,
    ...first.lines.flatMap((line, at) => lineDifferences(at, line, second.lines[at])),
  ];
}

const FIELDS = ['high', 'confidence', 'low', 'invalid'] as const;

function lineDifferences(
  line: number,
  one: CountedLine,
  other: CountedLine | undefined,
): PaperDifference[] {
  return FIELDS.filter((field) => one[field] !== other?.[field]).map((field) => ({ line, field }));
}

/** The first two entries that are equal but for their author and signature. */
function equalPair(keyed: readonly PaperBody[]): readonly PaperBody[] | null {
  for (const [place, one] of keyed.entries()) {
    const other = keyed.slice(place + 1).find((each) => content(each) === content(one));
    if (other !== undefined) return [one, other];
  }
  return null;
}

function content({ count, rejected, lines, rulings }: PaperBody): string {
  return JSON.stringify({ count, rejected, lines, rulings });
}
