import { LEVEL_LABELS } from '#shared/plan/levels.ts';
import { defined } from '#shared/assert.ts';
import { twoVenueSheet } from '#shared/result/two-venue.ts';
import type { TwoVenueLine } from '#shared/result/two-venue.ts';
import {
  cell,
  headCell,
  heading,
  landscape,
  LANDSCAPE_WIDTH,
  line,
  middle,
  para,
  postCell,
  run,
  table,
} from './blocks.ts';
import { compose } from './compose.ts';
import type { CountedFacts } from './counted.ts';
import { inGroups } from './evidence.ts';
import { foot, recipients } from './foot.ts';
import { documentHead, titleLines } from './head.ts';
import { listDifferences } from './list-differences.ts';
import type { Block, Cell, Paper } from './model.ts';
import { ratedNowhere } from './not-rated.ts';
import { countText, shortDate } from './numbers.ts';
import { baseInWords, percentBase } from './phrases.ts';
import { levelCells } from './result-table.ts';
import type { PaperSettings } from './settings.ts';

const TITLE = 'Bảng tổng hợp kết quả lấy phiếu tín nhiệm ở hai nơi';
/** What one venue says of its round on this sheet. */
export type VenueFacts = Pick<
  CountedFacts,
  'plan' | 'result' | 'rehearsal' | 'corrections' | 'digest' | 'round'
>;

/**
 * The results of those rated at two venues, side by side and never summed (R48, F22): one table a
 * pair of venues, in the order in which the venues are given. `venues` holds at least one.
 */
export function twoVenues(venues: readonly VenueFacts[], settings: PaperSettings): Paper {
  const { plan } = defined(venues[0], 'a venue of the sheet');
  const groups = groupsOf(twoVenueSheet(venues.map(({ result }) => result)));
  return compose(
    { rehearsal: venues.some(({ rehearsal }) => rehearsal) },
    {
      id: 'twoVenues',
      fileName: 'bang-tong-hop-hai-noi',
      title: TITLE,
      page: landscape(TITLE),
      blocks: [
        ...documentHead({
          plan,
          settings,
          number: null,
          type: 'BTH',
          date: null,
          secret: true,
          width: LANDSCAPE_WIDTH,
        }),
        ...titleLines(plan.venue.documentStyle, 'BẢNG TỔNG HỢP', [
          'kết quả lấy phiếu tín nhiệm của người được lấy phiếu ở hai nơi',
        ]),
        ...(groups.length === 0 ? [para('Không có người nào được lấy phiếu ở hai nơi.')] : []),
        ...groups.flatMap((group, i) => [
          ...(groups.length === 1 ? [] : [groupHeading(group, venues, i + 1)]),
          groupTable(group, venues, settings),
        ]),
        ...differences(venues),
        ...notes(venues),
        ...signing(plan, settings),
      ],
    },
  );
}

type Group = readonly TwoVenueLine[];

/** Those with two results, grouped by their pair of venues in order of first appearance. */
function groupsOf(lines: readonly TwoVenueLine[]): Group[] {
  const twice = lines.filter(({ at }) => at.length > 1);
  const pairs = [...new Set(twice.map(pairOf))];
  return pairs.map((pair) => twice.filter((each) => pairOf(each) === pair));
}

function pairOf({ at }: TwoVenueLine): string {
  return at.map(({ venue }) => venue).join(' ');
}

/** Of one venue: collected, valid, invalid, then count and percentage of each level. */
const HALF = [9.6, 9.6, 12, ...LEVEL_LABELS.flatMap(() => [8, 12])];
/** STT, name, post and both venues: within `LANDSCAPE_WIDTH`. */
const WIDTHS = [9.6, 29, 36, ...HALF, ...HALF];

function groupHeading(group: Group, venues: readonly VenueFacts[], place: number): Block {
  const names = venuesOf(group, venues).map(({ plan }) => plan.venue.name);
  return heading(`${place}. ${names.join(' và ')}`, { indent: 0 });
}

function groupTable(group: Group, venues: readonly VenueFacts[], settings: PaperSettings): Block {
  return table(WIDTHS, 3, [
    ...headRows(venuesOf(group, venues)),
    ...group.map((each, i) => [
      middle(String(i + 1), SMALL),
      cell(each.name, SMALL),
      postCell(each.post, SMALL.size),
      ...each.at.flatMap(({ venue, row }) => venueCells(factsAt(venues, venue), row, settings)),
    ]),
  ]);
}

function venuesOf(group: Group, venues: readonly VenueFacts[]): VenueFacts[] {
  return defined(group[0], 'a line of the group').at.map(({ venue }) => factsAt(venues, venue));
}

const SMALL = { size: 10 } as const;

function headRows(at: readonly VenueFacts[]): Cell[][] {
  const tall = { rows: 3, ...SMALL };
  const side = { rows: 2, ...SMALL };
  return [
    [
      headCell('STT', tall),
      headCell('Họ và tên', tall),
      headCell('Chức vụ, đơn vị công tác', tall),
      ...at.map(({ plan }, i) =>
        headCell(`(${i + 1}) ${plan.venue.name}, ngày ${shortDate(plan.venue.votingDay)}`, {
          columns: HALF.length,
          ...SMALL,
        }),
      ),
    ],
    at.flatMap(() => [
      headCell('Thu về', { ...side, size: 9 }),
      headCell('Hợp lệ', { ...side, size: 9 }),
      headCell('Không hợp lệ', { ...side, size: 9 }),
      ...LEVEL_LABELS.map((label) => headCell(label, { columns: 2, ...SMALL })),
    ]),
    at.flatMap(() =>
      LEVEL_LABELS.flatMap(() => [headCell('SP', { size: 9 }), headCell('%', { size: 9 })]),
    ),
  ];
}

function venueCells(
  venue: VenueFacts,
  row: TwoVenueLine['at'][number]['row'],
  settings: PaperSettings,
): Cell[] {
  return [
    middle(countText(venue.result.figures.ballotsCollected), SMALL),
    middle(countText(row.valid), SMALL),
    middle(countText(row.invalid), SMALL),
    ...levelCells(row, percentBase(venue), settings, SMALL.size),
  ];
}

function factsAt(venues: readonly VenueFacts[], id: string): VenueFacts {
  return defined(
    venues.find(({ result }) => result.venue === id),
    'facts of a venue of the sheet',
  );
}

/** Why somebody is not in the table, or stands twice. */
function differences(venues: readonly VenueFacts[]): Block[] {
  const sentences = listDifferences(venues);
  if (sentences.length === 0) return [];
  return [
    line('Khác nhau giữa danh sách các nơi:', { size: 12, before: 6, keepWithNext: true }),
    ...sentences.map((each) => line(`- ${each}`, { size: 12, align: 'justify' })),
  ];
}

/** What the columns mean, where they come from and what must not be done with them (R48). */
function notes(venues: readonly VenueFacts[]): Block[] {
  const nowhere = ratedNowhere(venues);
  const bases = [...new Set(venues.map(({ plan }) => baseInWords(plan.venue)))];
  return [
    line(`Ghi chú: SP: số phiếu; %: tỷ lệ % tính trên ${bases.join(' hoặc ')} của từng nơi.`, {
      size: 12,
      before: 6,
      keepWithNext: true,
    }),
    line(
      'Kết quả ở hai nơi không cộng, không lấy trung bình. Việc đánh giá tín nhiệm do cấp có thẩm quyền quyết định trên cơ sở xem xét tổng thể kết quả phiếu tín nhiệm ở từng nơi.',
      { size: 12, align: 'justify', keepWithNext: true },
    ),
    ...(nowhere === null
      ? []
      : [line(nowhere, { size: 12, align: 'justify', keepWithNext: true })]),
    ...venues.map((venue) =>
      line(run(sourceOf(venue), { colour: 'grey' }), { size: 10, keepWithNext: true }),
    ),
  ];
}

function sourceOf({ plan, corrections, digest, round }: VenueFacts): string {
  const corrected = corrections.length === 0 ? '' : `, bản đính chính lần ${corrections.length}`;
  const code = digest === null ? '' : `, mã kết quả ${inGroups(digest)}`;
  return `${plan.venue.name}: lượt ${round}${corrected}${code}.`;
}

function signing(plan: VenueFacts['plan'], settings: PaperSettings): Block[] {
  const { documentStyle: style, secrecyMark } = plan.venue;
  const to = [
    ...(plan.managingAuthority === undefined ? [] : [plan.managingAuthority]),
    'Lưu hồ sơ',
  ];
  const left = recipients({ style, settings, to, copies: secrecyMark ? to.length : null });
  return foot(left, [{ lines: ['NGƯỜI LẬP BẢNG'], name: null }], LANDSCAPE_WIDTH);
}
