import { describe, expect, test } from 'vitest';
import type { CountedFacts } from '#shared/papers/counted.ts';
import { ratedNowhere } from '#shared/papers/not-rated.ts';
import { report } from '#shared/papers/report.ts';
import { DEFAULT_PAPER_SETTINGS as DEFAULTS } from '#shared/papers/settings.ts';
import { twoVenues } from '#shared/papers/two-venues.ts';
import { paperFacts } from '../../support/papers/facts.ts';
import { tablesOf, textOf } from '../../support/papers/text.ts';

/** Phụ lục 01 of 001, rows 22 to 24: «Không lấy phiếu (Lý do bổ nhiệm năm 2023)». */
const LISTED = {
  id: 'cb-22',
  name: 'Hoàng Văn Mới',
  post: 'Phó Chủ tịch UBND huyện',
  reason: 'appointedThisYear',
  note: 'Lý do bổ nhiệm năm 2023.',
} as const;
const SAID =
  'Hoàng Văn Mới, Phó Chủ tịch UBND huyện: được bổ nhiệm trong năm (Lý do bổ nhiệm năm 2023)';

function facts(excluded: CountedFacts['plan']['excluded'], venue = 'bch'): CountedFacts {
  const base = paperFacts({ subjects: 3 });
  const plan = { ...base.plan, excluded, venue: { ...base.plan.venue, id: venue } };
  return { ...base, plan, result: { ...base.result, venue } };
}

describe('R3, R51: who is listed and not rated stands on the papers with the reason', () => {
  test('under the report’s table, not in it', () => {
    const paper = report(facts([LISTED]), DEFAULTS);
    expect(textOf(paper)).toContain(`Người có trong danh sách nhưng không lấy phiếu: ${SAID}.`);
    expect(JSON.stringify(tablesOf(paper))).not.toContain(LISTED.name);
  });

  test('where everybody is rated the report says nothing of it', () => {
    expect(textOf(report(facts([]), DEFAULTS))).not.toContain('không lấy phiếu');
  });

  test('once on the sheet of two venues that both list the person', () => {
    const text = textOf(twoVenues([facts([LISTED]), facts([LISTED], 'can-bo')], DEFAULTS));
    expect(text.split(SAID)).toHaveLength(2);
    expect(text).toContain(`Không lấy phiếu ở nơi nào: ${SAID}.`);
  });

  test('who is rated at the other venue is no such person', () => {
    const other = facts([], 'can-bo');
    const rated = { ...LISTED, id: other.plan.lines[0]?.id ?? '' };
    expect(ratedNowhere([facts([rated]), other])).toBeNull();
  });
});
