import { digestOf } from '#shared/papers/facts-of.ts';
import type { PaperCode } from '#shared/papers/evidence.ts';
import { paperDifferences } from '#shared/papers/paper-match.ts';
import type { PaperPart } from '#shared/papers/paper-match.ts';
import type { ValidReport } from '#shared/protocol/verify.ts';
import { parseResult } from '#shared/result/result.ts';
import { sodium } from '../clients/sodium.ts';

/** Whether a scanned paper is of this board and result; if not, in what it differs. */
export type PaperFinding =
  | { readonly belongs: true; readonly round: string }
  | { readonly belongs: false; readonly differs: readonly PaperPart[] };

/**
 * Compares the code of a paper with a board that was found valid and the result that was verified
 * with it.
 */
export function checkPaper(
  code: PaperCode,
  { head }: Pick<ValidReport, 'head'>,
  input: unknown,
): PaperFinding {
  const result = parseResult(input);
  const differs = result.ok
    ? paperDifferences(code, {
        head,
        venue: result.value.venue,
        digest: digestOf(sodium, result.value),
      })
    : (['result'] as const);
  return differs.length === 0 ? { belongs: true, round: code.round } : { belongs: false, differs };
}

const PARTS = {
  round: ['lượt lấy phiếu', 'the round'],
  board: ['mã cuối của bảng công khai', 'the head of the board'],
  result: ['mã kết quả', 'the result’s digest'],
} as const;

/** The finding for people, in Vietnamese and English. */
export function paperVerdict(finding: PaperFinding): string {
  if (finding.belongs) {
    return [
      `VĂN BẢN KHỚP: mã thuộc lượt ${finding.round}, đúng hòm phiếu và kết quả này.`,
      `PAPER MATCHES: round ${finding.round}, this board and this result.`,
    ].join('\n');
  }
  const [vi, en] = [0, 1].map((at) => finding.differs.map((part) => PARTS[part][at]).join(', '));
  return [
    `VĂN BẢN KHÔNG KHỚP: khác ở ${vi ?? ''}. Văn bản này không phải của hòm phiếu và kết quả này.`,
    `PAPER DOES NOT MATCH: ${en ?? ''} differ.`,
  ].join('\n');
}
