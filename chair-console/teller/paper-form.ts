import type { CountedLine } from '#shared/protocol/entries.ts';
import { rulingTexts } from '#shared/result/paper.ts';
import type { PaperRules } from '#shared/result/paper.ts';
import type { PaperCount } from './device.ts';

/** The four figures of a line, in the order of the form. */
export const PAPER_FIELDS = ['high', 'confidence', 'low', 'invalid'] as const;
export type PaperField = (typeof PAPER_FIELDS)[number];

/** What is typed into the form: digits, or nothing yet. */
export interface PaperDraft {
  count: string;
  rejected: string;
  /** Sheets with a name struck out, and with something written on: they become rulings (R22). */
  struckOut: string;
  writtenOn: string;
  rulings: string;
  lines: Record<PaperField, string>[];
}

/** An empty form for a ballot of `lines` subjects. */
export function emptyDraft(lines: number): PaperDraft {
  const line = { high: '', confidence: '', low: '', invalid: '' };
  return {
    count: '',
    rejected: '',
    struckOut: '',
    writtenOn: '',
    rulings: '',
    lines: Array.from({ length: lines }, () => ({ ...line })),
  };
}

/** A typed figure; an empty field is 0, anything but digits is null. */
export function figureOf(typed: string): number | null {
  const digits = typed.trim();
  return /^\d{0,4}$/.test(digits) ? Number(digits) : null;
}

/** The sum of a line, null while a field is no number. */
export function lineSum(line: Record<PaperField, string>): number | null {
  const figures = PAPER_FIELDS.map((field) => figureOf(line[field]));
  return figures.reduce<number | null>(
    (sum, figure) => (sum === null || figure === null ? null : sum + figure),
    0,
  );
}

/** A stored draft as it was typed; null when it is none of this ballot's. */
export function draftOf(stored: unknown, lines: number): PaperDraft | null {
  const draft = stored as PaperDraft | null | undefined;
  if (typeof draft !== 'object' || !Array.isArray(draft?.lines)) return null;
  return draft.lines.length === lines ? { ...emptyDraft(lines), ...draft } : null;
}

/**
 * The count as it is signed, or null while a line does not add up to the ballots (P 4.7.2), or more
 * sheets are doubtful than were collected. `rules` word the rulings; null leaves only those typed.
 */
export function paperCountOf(draft: PaperDraft, rules: PaperRules | null): PaperCount | null {
  const count = figureOf(draft.count);
  const rejected = figureOf(draft.rejected);
  const struckOut = figureOf(draft.struckOut);
  const writtenOn = figureOf(draft.writtenOn);
  if (count === null || rejected === null || draft.count.trim() === '') return null;
  if (struckOut === null || writtenOn === null || Math.max(struckOut, writtenOn) > count)
    return null;
  if (draft.lines.some((line) => lineSum(line) !== count)) return null;
  const worded = rules === null ? [] : rulingTexts({ rejected, struckOut, writtenOn }, rules);
  return {
    count,
    rejected: rejected === 0 ? [] : [{ reason: 'notIssued', count: rejected }],
    lines: draft.lines.map(countedLine),
    rulings: [...worded, ...typedRulings(draft.rulings)],
  };
}

function countedLine(line: Record<PaperField, string>): CountedLine {
  const [high, confidence, low, invalid] = PAPER_FIELDS.map((field) => figureOf(line[field]) ?? 0);
  return { high: high ?? 0, confidence: confidence ?? 0, low: low ?? 0, invalid: invalid ?? 0 };
}

/** One ruling a line; spaces are not what two tellers may differ in. */
function typedRulings(text: string): string[] {
  return text
    .normalize('NFC')
    .split('\n')
    .map((ruling) => ruling.replace(/\s+/gu, ' ').trim())
    .filter((ruling) => ruling !== '');
}
