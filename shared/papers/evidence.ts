import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { bold, line, mono, sideBySide } from './blocks.ts';
import type { PaperFacts } from './facts.ts';
import type { Block, Paragraph } from './model.ts';
import { countText } from './numbers.ts';

/** What a paper's QR says: which round, where its board ended, and what was counted. */
export interface PaperCode {
  /** `<venueId>-<attempt>`. */
  readonly round: string;
  /** Hash of the board's last line, base64url; null: counted wholly on paper, no board. */
  readonly head: string | null;
  /** The digest `recount` of the result (P 4.1), base64url. */
  readonly digest: string;
}

const PREFIX = 'HOM-PHIEU 1';

/**
 * The text of the QR by which a photocopy is checked against the archive:
 * `HOM-PHIEU 1 <round> <head> <digest>`, `-` for no board; at most 136 characters.
 */
export function paperCode({ round, head, digest }: PaperCode): string {
  return `${PREFIX} ${round} ${head ?? '-'} ${digest}`;
}

/** The code in a scanned or typed text; anything else is `not-a-paper-code`. */
export function parsePaperCode(text: string): Result<PaperCode, 'not-a-paper-code'> {
  const parts =
    /^HOM-PHIEU 1 ([A-Za-z0-9_-]{1,48}) (-|[A-Za-z0-9_-]{43}) ([A-Za-z0-9_-]{43})$/u.exec(
      text.normalize('NFC').trim().replace(/\s+/gu, ' '),
    );
  const [, round, head, digest] = parts ?? [];
  if (round === undefined || head === undefined || digest === undefined) {
    return err('not-a-paper-code');
  }
  return ok({ round, head: head === '-' ? null : head, digest });
}

/** A digest in groups of four, parted by spaces (`-` is one of its own characters). */
export function inGroups(digest: string): string {
  return digest.match(/.{1,4}/gu)?.join(' ') ?? '';
}

/** What a round's records can be checked by, one a line: label and value, only what there is. */
export function evidenceLines(facts: PaperFacts): readonly (readonly [string, string])[] {
  const { software, round, ballotDigest, keyFingerprint, result, digest } = facts;
  const board = result?.board;
  const entries = board === undefined ? '' : ` (${countText(board.entries)} dòng)`;
  const all: readonly (readonly [string, string | null])[] = [
    ['Phần mềm', `${software}; lượt lấy phiếu ${round}`],
    ['Mã mẫu phiếu', ballotDigest === null ? null : inGroups(ballotDigest)],
    ['Mã khóa chung', keyFingerprint],
    [`Bảng công khai${entries}`, board === undefined ? null : inGroups(board.head)],
    ['Mã kết quả', digest === null ? null : inGroups(digest)],
    // Wherever the result stands (P 4.7.5).
    ['Đã HẠ số người phải đồng ý, lý do', facts.agreementQuorumLowered],
  ];
  return all.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}

const QR_SIZE = 26;

/**
 * The evidence on a paper: lines to compare aloud and, once there is a result, the QR beside them.
 * Kept together on one page.
 */
export function evidenceBlocks(facts: PaperFacts, width: number): Block[] {
  const text = evidenceLines(facts).map(([label, value]) =>
    line([`${label}: `, mono(value, { size: 8.5 })], { size: 9.5 }),
  );
  const lines: Paragraph[] = [line(bold('Mã kiểm chứng'), { size: 10, before: 8 }), ...text];
  const code = codeOf(facts);
  if (code === null) return [sideBySide([width], [lines])];
  const qr = { type: 'qr', text: code, size: QR_SIZE, level: 'M', align: 'right' } as const;
  return [sideBySide([width - QR_SIZE - 2, QR_SIZE + 2], [lines, [qr]])];
}

function codeOf({ round, result, digest }: PaperFacts): string | null {
  if (result === null || digest === null) return null;
  return paperCode({ round, head: result.board?.head ?? null, digest });
}

/** The line at the foot of every page of a paper of the result: paper, copy, round, digest. */
export function evidenceFooter(facts: PaperFacts, title: string, copy?: string): string {
  const { round, digest } = facts;
  return [
    title,
    ...(copy === undefined ? [] : [copy]),
    `lượt ${round}`,
    ...(digest === null ? [] : [`mã kết quả ${inGroups(digest.slice(0, 16))}`]),
  ].join(' · ');
}
