import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evidenceBlocks,
  evidenceLines,
  inGroups,
  paperCode,
  parsePaperCode,
} from '#shared/papers/evidence.ts';
import { DIGEST, HEAD, paperFacts, uncountedFacts } from '../../support/papers/facts.ts';
import { linesOf, textOf } from '../../support/papers/text.ts';

const digest = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((b) => Buffer.from(b).toString('base64url'));
const round = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}-[1-9]$/u);

describe('the code on a paper (issue 4.2)', () => {
  test('says round, board head and digest, and is read back', () => {
    const text = paperCode({ round: 'bch-1', head: HEAD, digest: DIGEST });
    expect(text).toBe(`HOM-PHIEU 1 bch-1 ${HEAD} ${DIGEST}`);
    expect(parsePaperCode(text)).toEqual({
      ok: true,
      value: { round: 'bch-1', head: HEAD, digest: DIGEST },
    });
  });

  test('any code reads back, with or without a board, within 136 characters', () => {
    fc.assert(
      fc.property(round, fc.option(digest), digest, (of, head, recount) => {
        const code = { round: of, head, digest: recount };
        const text = paperCode(code);
        expect(text.length).toBeLessThanOrEqual(136);
        expect(parsePaperCode(`  ${text}\n`)).toEqual({ ok: true, value: code });
      }),
    );
  });

  test.each([
    '',
    'HOM-PHIEU 2 bch-1 x y',
    `HOM-PHIEU 1 bch-1 ${HEAD}`,
    `HOM-PHIEU 1 bch-1 ${HEAD} ${DIGEST}x`,
    `HOM-PHIEU 1 bch-1 ${HEAD} ${DIGEST} thêm`,
    `HOM-PHIEU 1 bch/1 ${HEAD} ${DIGEST}`,
    `hom-phieu 1 bch-1 ${HEAD} ${DIGEST}`,
  ])('is not read out of «%s»', (text) => {
    expect(parsePaperCode(text)).toEqual({ ok: false, error: 'not-a-paper-code' });
  });
});

describe('the lines beside it', () => {
  test('digests stand in groups of four that join to the digest', () => {
    fc.assert(
      fc.property(digest, (text) => {
        const groups = inGroups(text).split(' ');
        expect(groups.join('')).toBe(text);
        expect(groups.slice(0, -1).every((group) => group.length === 4)).toBe(true);
      }),
    );
  });

  test('name software, round, ballot form, key, board head with its entries, and result', () => {
    const facts = paperFacts();
    expect(evidenceLines(facts)).toEqual([
      ['Phần mềm', 'hom-phieu 1.0.0 (a1b2c3d); lượt lấy phiếu bch-1'],
      ['Mã mẫu phiếu', inGroups(facts.ballotDigest ?? '')],
      ['Mã khóa chung', 'K7QD-94XM-2HTB-RW3F'],
      ['Bảng công khai (137 dòng)', inGroups(HEAD)],
      ['Mã kết quả', inGroups(DIGEST)],
    ]);
    expect(linesOf({ blocks: evidenceBlocks(facts, 165) }).at(-1)).toBe(
      `[QR HOM-PHIEU 1 bch-1 ${HEAD} ${DIGEST}]`,
    );
  });

  test('P 4.7.5: a lowered agreement quorum is said wherever the result stands', () => {
    const reason = 'Máy của một ủy viên hỏng';
    const lowered = { ...paperFacts(), agreementQuorumLowered: reason };
    const said = evidenceLines(lowered).filter(([label]) => label.includes('Đã HẠ'));
    expect(said.map(([, value]) => value)).toEqual([reason]);
    expect(evidenceLines(paperFacts()).some(([label]) => label.includes('Đã HẠ'))).toBe(false);
  });

  test('before the count there is neither digest nor QR; on paper only no board', () => {
    const before = textOf({ blocks: evidenceBlocks(uncountedFacts(), 165) });
    expect(before).not.toMatch(/QR|Mã kết quả|Bảng công khai/u);
    const onPaper = textOf({ blocks: evidenceBlocks(paperFacts({ paperOnly: true }), 165) });
    expect(onPaper).toContain(`[QR HOM-PHIEU 1 bch-1 - ${DIGEST}]`);
    expect(onPaper).not.toMatch(/Bảng công khai|Mã khóa chung/u);
  });
});
