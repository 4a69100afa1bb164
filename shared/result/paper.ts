import type { PaperMark, PaperRow } from '#shared/plan/marks.ts';
import type { StrikeOutScope, WriteInRule } from '#shared/plan/profiles.ts';
import type { CountedLine, PaperBody } from '#shared/protocol/entries.ts';

/** The settings that paper ballots are judged by (R26, R27). */
export interface PaperRules {
  readonly strikeOutScope: StrikeOutScope;
  readonly writeInRule: WriteInRule;
}

/** A paper count without its teller and signature (P 4.7.2). */
export type PaperCount = Pick<PaperBody, 'count' | 'rejected' | 'lines' | 'rulings'>;

/**
 * Counts paper ballots of `lines` lines each. One not issued by the committee is rejected and in no
 * number (F4); blank, several boxes or a struck-out name void the line (F1, F2, F5), a strike-out
 * or a write-in the whole ballot where the rules say so (F5, F6): collected, invalid on every line.
 */
export function countPaper(
  rows: readonly PaperRow[],
  lines: number,
  rules: PaperRules,
): PaperCount {
  const issued = rows.filter((row) => !isNotIssued(row));
  const rejected = rows.length - issued.length;
  const judged = issued.map((row) => (isVoid(row, rules) ? null : marksOf(row)));
  return {
    count: issued.length,
    rejected: rejected === 0 ? [] : [{ reason: 'notIssued', count: rejected }],
    lines: Array.from({ length: lines }, (_, i) => countLine(judged.map((marks) => marks?.[i]))),
    rulings: rulingsOf(issued, rejected, rules),
  };
}

function isNotIssued(row: PaperRow): boolean {
  return 'invalid' in row && row.invalid === 'notIssued';
}

function isWrittenOn(row: PaperRow): boolean {
  return 'invalid' in row && row.invalid === 'writeIn';
}

function isStruckOut(row: PaperRow): boolean {
  return marksOf(row).includes('struckOut');
}

function marksOf(row: PaperRow): readonly PaperMark[] {
  return 'invalid' in row ? row.marks : row;
}

function isVoid(row: PaperRow, { strikeOutScope, writeInRule }: PaperRules): boolean {
  return (
    (writeInRule === 'wholeBallotInvalid' && isWrittenOn(row)) ||
    (strikeOutScope === 'ballot' && isStruckOut(row))
  );
}

function countLine(marks: readonly (PaperMark | undefined)[]): CountedLine {
  function count(level: PaperMark): number {
    return marks.filter((mark) => mark === level).length;
  }
  const [high, confidence, low] = [count('high'), count('confidence'), count('low')];
  return { high, confidence, low, invalid: marks.length - high - confidence - low };
}

/** Doubtful sheets, by what is doubtful about them. */
export interface DoubtfulSheets {
  readonly rejected: number;
  readonly struckOut: number;
  readonly writtenOn: number;
}

function rulingsOf(issued: readonly PaperRow[], rejected: number, rules: PaperRules): string[] {
  const struckOut = issued.filter(isStruckOut).length;
  return rulingTexts({ rejected, struckOut, writtenOn: issued.filter(isWrittenOn).length }, rules);
}

/**
 * The rulings in words for the minutes (R22): how many ballots, and how they were counted. The same
 * numbers give the same words, so that two tellers' entries can be equal.
 */
export function rulingTexts(
  { rejected, struckOut, writtenOn }: DoubtfulSheets,
  rules: PaperRules,
): string[] {
  const strikeOut =
    rules.strikeOutScope === 'line'
      ? 'không hợp lệ đối với người bị gạch tên'
      : 'không hợp lệ toàn bộ phiếu';
  const writeIn =
    rules.writeInRule === 'linePartInvalid'
      ? 'phần ghi thêm không hợp lệ, các trường hợp còn lại vẫn được tính'
      : 'không hợp lệ toàn bộ phiếu';
  const all: [number, string][] = [
    [rejected, 'không do Ban kiểm phiếu phát ra: không tính vào số phiếu thu về'],
    [struckOut, `gạch xóa họ tên: ${strikeOut}`],
    [writtenOn, `ghi thêm: ${writeIn}`],
  ];
  return all.filter(([count]) => count > 0).map(([count, text]) => `${count} phiếu ${text}.`);
}
