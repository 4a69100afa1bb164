import type { ExclusionReason } from '../profiles.ts';
import { foldWords } from './fold.ts';

/** A person of the file; what no column holds is absent, and stays as it is in the plan. */
export interface ImportedPerson {
  /** The row in the file. */
  readonly row: number;
  readonly name: string;
  readonly id?: string;
  readonly post?: string;
  readonly group?: string;
  readonly born?: string;
  readonly venues?: readonly string[];
  readonly excluded?: ExclusionReason | '';
  readonly note?: string;
}

/** Something about a row that the person who imports should know. */
export interface RowRemark {
  readonly row: number;
  /** In Vietnamese. */
  readonly text: string;
}

/** Words by which a reason is known, the narrower before the wider (R3). */
const REASON_WORDS: readonly (readonly [ExclusionReason, RegExp])[] = [
  ['reappointedThisYear', /\bbo nhiem lai\b/u],
  ['transferredThisYear', /\b(?:dieu dong|luan chuyen|bo tri cong tac khac)\b/u],
  ['retirementNotice', /\b(?:nghi huu|nghi cong tac|cho nghi)\b/u],
  ['appointedThisYear', /\bbo nhiem\b/u],
  ['electedThisYear', /\b(?:bau|bau cu|phe chuan)\b/u],
];

/** The reason that a text names, '' for none, null for one that the rules do not know. */
export function reasonOf(text: string): ExclusionReason | '' | null {
  const words = foldWords(text);
  if (words === '' || words === 'khong') return '';
  return REASON_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

/** True for a mark in a cell (x, có, 1, ✓), false for none, null for anything else. */
export function markOf(text: string): boolean | null {
  const words = text.trim().toLowerCase();
  if (words === '' || ['0', 'không', '-', '–'].includes(words)) return false;
  return ['x', 'v', 'có', '1', '✓', '✔', '☑', '☒', '+'].includes(words) ? true : null;
}

/** An id of the file as design 4 allows it: without marks, other characters as hyphens. */
export function idOf(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gu, 'd')
    .replace(/Đ/gu, 'D')
    .replace(/[^A-Za-z0-9_-]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .slice(0, 32);
}
