import {
  bold,
  cell,
  headCell,
  middle,
  para,
  portrait,
  PORTRAIT_WIDTH,
  space,
  table,
} from './blocks.ts';
import { compose } from './compose.ts';
import type { PaperFacts } from './facts.ts';
import { signatures } from './foot.ts';
import { documentHead, titleLines } from './head.ts';
import type { Block, Paper } from './model.ts';
import { dateInWords } from './numbers.ts';
import { DEFAULT_PAPER_SETTINGS, type PaperSettings } from './settings.ts';

/** Ready; usable but to be looked at; the meeting must not begin so. */
export type CheckState = 'ok' | 'warn' | 'fail';

/** One thing looked at before the meeting. */
export interface ReadinessCheck {
  /** What was looked at: `Ổ đĩa còn trống`. */
  readonly what: string;
  readonly state: CheckState;
  /** What was found: `12,4 GB`. */
  readonly value: string;
  /** What to do; empty where it is well. */
  readonly advice: string;
}

const STATES: Readonly<Record<CheckState, string>> = {
  ok: 'Đạt',
  warn: 'Cần lưu ý',
  fail: 'Không đạt',
};

/** The readiness report: every check with its state, what was found and what to do about it. */
export function readiness(
  facts: PaperFacts,
  checks: readonly ReadinessCheck[],
  settings: PaperSettings = DEFAULT_PAPER_SETTINGS,
): Paper {
  const { plan, software } = facts;
  const { venue } = plan;
  return compose(facts, {
    id: 'readiness',
    fileName: 'bao-cao-kiem-tra-san-sang',
    title: 'Báo cáo kiểm tra sẵn sàng',
    page: portrait(`Báo cáo kiểm tra sẵn sàng · ${venue.name} · phần mềm ${software}`),
    blocks: [
      ...documentHead({
        plan,
        settings,
        number: null,
        type: 'BC',
        date: null,
        secret: false,
        width: PORTRAIT_WIDTH,
      }),
      ...titleLines(venue.documentStyle, 'BÁO CÁO KIỂM TRA SẴN SÀNG', [
        venue.name,
        `${dateInWords(venue.votingDay)}, tại ${venue.place}`,
      ]),
      checkTable(checks),
      para(bold(conclusion(checks)), { before: 8, keepWithNext: true }),
      para(`Phiên bản phần mềm: ${software}. Lượt lấy phiếu: ${facts.round}.`, {
        keepWithNext: true,
      }),
      space(2),
      ...signatures(
        [
          { lines: ['NGƯỜI KIỂM TRA'], name: null },
          { lines: ['ĐẠI DIỆN GIÁM SÁT'], name: null },
        ],
        2,
        PORTRAIT_WIDTH,
      ),
    ],
  });
}

function checkTable(checks: readonly ReadinessCheck[]): Block {
  return table(
    [13, 44, 20, 52, 36],
    1,
    [
      ['STT', 'Nội dung kiểm tra', 'Kết quả', 'Giá trị', 'Việc cần làm'].map((text) =>
        headCell(text),
      ),
      ...checks.map(({ what, state, value, advice }, i) => [
        middle(String(i + 1)),
        cell(what),
        middle(state === 'ok' ? STATES.ok : bold(STATES[state]), { shaded: state === 'fail' }),
        cell(value),
        cell(advice),
      ]),
    ],
    { rowHeight: 8 },
  );
}

function conclusion(checks: readonly ReadinessCheck[]): string {
  if (checks.length === 0) return 'Kết luận: CHƯA SẴN SÀNG, chưa kiểm tra mục nào.';
  const fails = checks.filter(({ state }) => state === 'fail').length;
  const warns = checks.filter(({ state }) => state === 'warn').length;
  const noted = warns === 0 ? '' : ` Có ${warns} mục cần lưu ý.`;
  if (fails > 0) return `Kết luận: CHƯA SẴN SÀNG, còn ${fails} mục không đạt.${noted}`;
  return `Kết luận: SẴN SÀNG.${noted}`;
}
