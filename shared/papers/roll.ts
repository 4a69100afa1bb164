import {
  bold,
  cell,
  DOTS,
  headCell,
  line,
  middle,
  para,
  portrait,
  PORTRAIT_WIDTH,
  space,
  table,
} from './blocks.ts';
import { compose } from './compose.ts';
import type { PaperFacts, RollFact } from './facts.ts';
import { signatures } from './foot.ts';
import { documentHead, titleLines } from './head.ts';
import type { Block, Cell, Paper } from './model.ts';
import { countText, dateInWords } from './numbers.ts';
import { meetingWord } from './phrases.ts';
import type { PaperSettings } from './settings.ts';

/** The sums at the end of the roll (R17). */
export interface RollSums {
  readonly summoned: number;
  /** All deputies, where the quorum is taken of them (R16); else null. */
  readonly totalDeputies: number | null;
  readonly attended: number;
  readonly absent: number;
  /** Checked in at the close, or now while the polls have not closed. */
  readonly present: number;
}

/** The sums of the roll itself; once there is a result they equal its figures. */
export function rollSums({ plan, roll }: Pick<PaperFacts, 'plan' | 'roll'>): RollSums {
  const attended = roll.filter((member) => member.attended).length;
  const totalDeputies = plan.venue.totalDeputies ?? null;
  return {
    summoned: roll.length,
    totalDeputies,
    attended,
    absent: (totalDeputies ?? roll.length) - attended,
    present: roll.filter((member) => member.present).length,
  };
}

/**
 * The list of those summoned and the roll call (R17). Printed before anybody is checked in it has
 * room to tick and sign; later it shows who attended.
 */
export function roll(facts: PaperFacts, settings: PaperSettings): Paper {
  const { plan } = facts;
  const { venue } = plan;
  const blank = !facts.roll.some(({ attended }) => attended);
  return compose(facts, {
    id: 'roll',
    fileName: 'danh-sach-trieu-tap-va-diem-danh',
    title: 'Danh sách triệu tập và điểm danh',
    page: portrait(`Danh sách triệu tập và điểm danh · ${venue.name}`),
    blocks: [
      ...documentHead({
        plan,
        settings,
        number: null,
        type: 'DS',
        date: venue.votingDay,
        secret: false,
        width: PORTRAIT_WIDTH,
      }),
      ...titleLines(venue.documentStyle, 'DANH SÁCH TRIỆU TẬP VÀ ĐIỂM DANH', [
        venue.name,
        `${dateInWords(venue.votingDay)}, tại ${venue.place}`,
      ]),
      rollTable(facts, blank),
      ...sumLines(facts, blank),
      space(4),
      ...signatures(
        [
          { lines: ['NGƯỜI ĐIỂM DANH'], name: null },
          { lines: [chairTitle(facts)], name: null },
        ],
        2,
        PORTRAIT_WIDTH,
      ),
    ],
  });
}

function chairTitle({ plan }: PaperFacts): string {
  return plan.venue.kind === 'councilSession' ? 'CHỦ TỌA KỲ HỌP' : 'CHỦ TRÌ HỘI NGHỊ';
}

interface Column {
  readonly width: number;
  readonly head: string;
  readonly cell: (member: RollFact, i: number) => Cell;
}

function rollTable(facts: PaperFacts, blank: boolean): Block {
  const columns = columnsOf(facts, blank);
  return table(
    columns.map(({ width }) => width),
    1,
    [
      columns.map(({ head }) => headCell(head)),
      ...facts.roll.map((member, i) => columns.map((column) => column.cell(member, i))),
    ],
    { rowHeight: blank ? 10 : 7 },
  );
}

/** Widths sum to the page; the group's room goes to the post where nobody has a group. */
function columnsOf({ roll, times }: PaperFacts, blank: boolean): Column[] {
  const grouped = roll.some(({ group }) => group !== '');
  const last = blank ? 27 : 24;
  const post = PORTRAIT_WIDTH - 13 - 42 - 28 - last - (grouped ? 20 : 0);
  return [
    { width: 13, head: 'STT', cell: (_member, i) => middle(String(i + 1)) },
    { width: 42, head: 'Họ và tên', cell: ({ name }) => cell(bold(name)) },
    { width: post, head: 'Chức vụ, đơn vị công tác', cell: (member) => cell(member.post) },
    ...(grouped ? [{ width: 20, head: 'Tổ, nhóm', cell: groupCell }] : []),
    { width: 14, head: 'Có mặt', cell: ({ attended }) => middle(attended ? 'X' : '') },
    {
      width: 14,
      head: 'Vắng mặt',
      cell: ({ attended }) => middle(attended || blank ? '' : 'X'),
    },
    blank
      ? { width: last, head: 'Ký tên', cell: () => middle('') }
      : { width: last, head: 'Ghi chú', cell: (member) => middle(noteOf(member, times), SMALL) },
  ];
}

const SMALL = { size: 11 };

function groupCell({ group }: RollFact): Cell {
  return cell(group, SMALL);
}

/** Who attended but was not there at the vote (R17, F8). */
function noteOf({ attended, present }: RollFact, { closed }: PaperFacts['times']): string {
  if (!attended || present) return '';
  return closed === null ? 'Đã ra về' : 'Vắng khi bỏ phiếu';
}

function sumLines(facts: PaperFacts, blank: boolean): Block[] {
  const sums = rollSums(facts);
  const term = facts.plan.venue.addressTerm;
  const atVote =
    facts.times.closed === null ? 'Số đang có mặt' : 'Số có mặt tại thời điểm bỏ phiếu';
  const whole: [string, number][] =
    sums.totalDeputies === null
      ? [['Tổng số được triệu tập', sums.summoned]]
      : [
          ['Tổng số đại biểu', sums.totalDeputies],
          ['Số có tên trong danh sách này', sums.summoned],
        ];
  const day: [string, number | null][] = [
    [`Số có mặt dự ${meetingWord(facts.plan.venue)}`, blank ? null : sums.attended],
    ['Số vắng mặt', blank ? null : sums.absent],
    ...(blank ? [] : [[atVote, sums.present] satisfies [string, number]]),
  ];
  return [
    para(bold('Tổng hợp'), { indent: 0, before: 8, after: 2, keepWithNext: true }),
    ...[...whole, ...day].map(([label, n]) =>
      line(`- ${label}: ${n === null ? DOTS : countText(n)} ${term}.`, { keepWithNext: true }),
    ),
  ];
}
