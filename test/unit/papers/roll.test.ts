import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roll, rollSums } from '#shared/papers/roll.ts';
import { DEFAULT_PAPER_SETTINGS as SETTINGS } from '#shared/papers/settings.ts';
import { paperFacts, uncountedFacts } from '../../support/papers/facts.ts';
import { linesOf, tablesOf, textOf } from '../../support/papers/text.ts';

describe('the roll and attendance list (R17)', () => {
  test('law: the sums of the rows are the figures of the result (R17, R35)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 45, max: 50 }),
        fc.nat(5),
        fc.constantFrom('party-96', 'council-96'),
        (attended, left, profile) => {
          const presentAtVote = Math.max(45, attended - left);
          const facts = paperFacts({ profile, figures: { attended, presentAtVote } });
          const { figures } = facts.result;
          const sums = rollSums(facts);
          expect(sums).toEqual({
            summoned: figures.summoned,
            totalDeputies: figures.totalDeputies ?? null,
            attended: figures.attended,
            absent: figures.absent,
            present: figures.presentAtVote,
          });
          const rows = tablesOf(roll(facts, SETTINGS))[0]!.slice(1);
          expect(rows.filter((row) => row[4] === 'X')).toHaveLength(attended);
          expect(rows.filter((row) => row[5] === 'X')).toHaveLength(50 - attended);
          expect(rows.filter((row) => row[6] === 'Vắng khi bỏ phiếu')).toHaveLength(
            attended - presentAtVote,
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test('every summoned member once, in the plan’s order, with post and group', () => {
    const facts = paperFacts();
    const rows = tablesOf(roll(facts, SETTINGS))[0]!;
    expect(rows[0]).toEqual([
      'STT',
      'Họ và tên',
      'Chức vụ, đơn vị công tác',
      'Tổ, nhóm',
      'Có mặt',
      'Vắng mặt',
      'Ghi chú',
    ]);
    expect(rows.slice(1).map((row) => row.slice(0, 4))).toEqual(
      facts.roll.map(({ name, post, group }, i) => [String(i + 1), name, post, group]),
    );
  });

  test('before the meeting: room to tick and sign, no figure invented', () => {
    const facts = uncountedFacts();
    const nobody = facts.roll.map((member) => ({ ...member, attended: false, present: false }));
    const paper = roll({ ...facts, phase: 'preparing', roll: nobody }, SETTINGS);
    const rows = tablesOf(paper)[0]!;
    expect(rows[0]!.at(-1)).toBe('Ký tên');
    expect(rows.slice(1).every((row) => row.slice(4).every((text) => text === ''))).toBe(true);
    expect(linesOf(paper)).toContain('- Số vắng mặt: …………… đồng chí.');
    expect(linesOf(paper)).toContain('- Tổng số được triệu tập: 50 đồng chí.');
    expect(textOf(paper)).not.toContain('Số có mặt tại thời điểm bỏ phiếu');
  });

  test('a roll without groups has no column for them, and the widths still fill the page', () => {
    for (const group of ['', 'Tổ 1']) {
      const facts = paperFacts();
      const paper = roll({ ...facts, roll: facts.roll.map((m) => ({ ...m, group })) }, SETTINGS);
      const table = paper.blocks.find((block) => block.type === 'table');
      expect(table?.widths.reduce((sum, width) => sum + width)).toBe(165);
      expect(tablesOf(paper)[0]![0]!.includes('Tổ, nhóm')).toBe(group !== '');
      expect(table?.headerRows).toBe(1);
    }
  });

  test('a session counts on all deputies (R16)', () => {
    const lines = linesOf(roll(paperFacts({ profile: 'council-96' }), SETTINGS));
    expect(lines).toContain('- Tổng số đại biểu: 60 đại biểu.');
    expect(lines).toContain('- Số có tên trong danh sách này: 50 đại biểu.');
    expect(lines).toContain('- Số vắng mặt: 13 đại biểu.');
    expect(lines).toContain('CHỦ TỌA KỲ HỌP');
  });

  test('a rehearsal’s roll is watermarked', () => {
    expect(roll(paperFacts({ facts: { rehearsal: true } }), SETTINGS).watermark).toBe('DIỄN TẬP');
  });
});
