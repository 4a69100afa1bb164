import * as v from 'valibot';
import { defined } from '#shared/assert.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import type { Result } from '#shared/result.ts';
import type { Problem } from './problem.ts';
import { parseChecked, record, type Schema } from './schema.ts';

/** Marks by their code: the place in this list is the protocol's number (P 4.4). */
export const MARKS = ['blank', 'high', 'confidence', 'low'] as const;
/** What a voter says of one subject (R24); `blank` is invalid for that subject only (F1). */
export type Mark = (typeof MARKS)[number];

export const PAPER_MARKS = [...MARKS, 'multiple', 'struckOut'] as const;
/** What can stand on a line of a paper ballot: several boxes (F2), a struck-out name (F5). */
export type PaperMark = (typeof PAPER_MARKS)[number];

/** A paper ballot that is wholly or partly void: not the committee's (F4), or written on (F6). */
export interface MarredPaper {
  readonly invalid: 'notIssued' | 'writeIn';
  readonly marks: readonly PaperMark[];
}
export type PaperRow = readonly PaperMark[] | MarredPaper;

export const MARKS_FORMAT = 'hom-phieu/marks/1';

/** Input of a rehearsal (design 4): a row is a ballot, `null` one issued and not cast. */
export interface MarksFile {
  readonly format: typeof MARKS_FORMAT;
  readonly ballots: readonly (readonly Mark[] | null)[];
  readonly paper?: readonly PaperRow[];
}

const MOST_ROWS = 2047;

/** The marks in `input` with exactly `lines` marks a row, or everything wrong with them. */
export function parseMarks(input: unknown, lines: number): Result<MarksFile, Problem[]> {
  return parseChecked(marksSchema(lines), input, () => []);
}

function marksSchema(lines: number): Schema<MarksFile> {
  const perBallot = `phải có đúng ${lines} dấu, mỗi người trong phiếu một dấu`;
  const tooMany = `không được quá ${MOST_ROWS} phiếu`;
  const paperMarks = v.pipe(v.array(v.picklist(PAPER_MARKS)), v.length(lines, perBallot));
  const ballot = v.pipe(v.array(v.picklist(MARKS)), v.length(lines, perBallot));
  const marred = record({ invalid: v.picklist(['notIssued', 'writeIn']), marks: paperMarks });
  const paperRow = v.lazy((row) => (Array.isArray(row) ? paperMarks : marred));
  return record({
    format: v.literal(MARKS_FORMAT),
    ballots: v.pipe(v.array(v.nullable(ballot)), v.maxLength(MOST_ROWS, tooMany)),
    paper: v.exactOptional(v.pipe(v.array(paperRow), v.maxLength(MOST_ROWS, tooMany))),
  });
}

/** The protocol's number of a mark (P 4.4). */
export function markCode(mark: Mark): MarkCode {
  return MARKS.indexOf(mark) as MarkCode;
}

/** The mark of a protocol number. */
export function markOfCode(code: MarkCode): Mark {
  return defined(MARKS[code], 'mark of a code');
}
