import type { IssueWay } from '#shared/meeting/commands.ts';
import {
  bold,
  cell,
  headCell,
  heading,
  line,
  middle,
  orDots,
  para,
  portrait,
  PORTRAIT_WIDTH,
  sideBySide,
  table,
} from './blocks.ts';
import { compose, withoutStop } from './compose.ts';
import type { IssueFact, PaperFacts } from './facts.ts';
import { onBehalfOf, signature } from './foot.ts';
import { documentHead, titleLines } from './head.ts';
import type { Block, Cell, Paper } from './model.ts';
import { countText, dateInWords, shortDate } from './numbers.ts';
import { committeeHead } from './phrases.ts';
import type { PaperSettings } from './settings.ts';

const WAYS: Readonly<Record<IssueWay, string>> = {
  screen: 'Mã QR trên màn hình bàn phát phiếu',
  slip: 'Phiếu in sẵn có mã QR',
  kiosk: 'Máy bỏ phiếu tại hội trường',
  paper: 'Phiếu giấy',
};

/** How the ballots handed out become the ballots issued (F18: a reissue counts once). */
export interface IssueSums {
  /** Every handing out, reissues too. */
  readonly handedOut: number;
  /** Taken back by the committee, whether or not another was given for it. */
  readonly recalled: number;
  /** Số phiếu phát ra: `handedOut` less `recalled`; with a result, its figure. */
  readonly issued: number;
}

/** The sums of the counts by desk; once there is a result `issued` is its figure. */
export function issueSums({
  issues,
  reissues,
  result,
}: Pick<PaperFacts, 'issues' | 'reissues' | 'result'>): IssueSums {
  const handedOut = issues.reduce((sum, { count }) => sum + count, 0);
  const issued = result?.figures.ballotsIssued ?? handedOut - reissues.length;
  return { handedOut, recalled: handedOut - issued, issued };
}

/**
 * The list of ballots issued (R20): how many, at which desk, in which quarter of an hour and in
 * which way, and the stack of printed slips. No member stands on it and no ballot: nothing on this
 * paper joins the two (F19).
 */
export function issuedList(facts: PaperFacts, settings: PaperSettings): Paper {
  const { plan } = facts;
  const { venue } = plan;
  const head = committeeHead(facts)?.name ?? null;
  const onBehalf = onBehalfOf(venue.documentStyle, 'BAN KIỂM PHIẾU');
  return compose(facts, {
    id: 'issued',
    fileName: 'danh-sach-phieu-da-phat',
    title: 'Danh sách phiếu đã phát',
    page: portrait(`Danh sách phiếu đã phát · ${venue.name}`),
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
      ...titleLines(venue.documentStyle, 'DANH SÁCH PHIẾU ĐÃ PHÁT', [
        venue.name,
        dateInWords(venue.votingDay),
      ]),
      heading('1. Phiếu đã phát theo bàn, khoảng thời gian và hình thức'),
      issueTable(facts),
      ...sumLines(facts),
      ...slipLines(facts),
      ...reissueLines(facts),
      para(
        'Danh sách này chỉ ghi số lượng. Phiếu không gắn với người nhận phiếu; không có tài liệu nào ghi ai đã bỏ phiếu nào.',
        { before: 6, keepWithNext: true },
      ),
      sideBySide(
        [PORTRAIT_WIDTH / 2, PORTRAIT_WIDTH / 2],
        [[], signature({ lines: [onBehalf, 'TRƯỞNG BAN'], name: head })],
      ),
    ],
  });
}

function issueTable({ issues, plan }: PaperFacts): Block {
  const sorted = [...issues].sort(byDeskAndTime);
  const desks = [...new Set(sorted.map(({ desk }) => desk))];
  const rows = desks.flatMap((desk) =>
    deskRows(
      desk,
      sorted.filter((each) => each.desk === desk),
      plan.venue.votingDay,
    ),
  );
  return table(
    [40, 46, 55, 24],
    1,
    [
      ['Bàn phát phiếu', 'Khoảng thời gian', 'Hình thức', 'Số phiếu'].map((text) => headCell(text)),
      ...(rows.length === 0 ? [[middle('Chưa phát phiếu nào.', { columns: 4 })]] : rows),
    ],
    { rowHeight: 7 },
  );
}

/** The rows of one desk and its sum. */
function deskRows(desk: string, facts: readonly IssueFact[], votingDay: string): Cell[][] {
  const name = desk === '' ? 'Không rõ bàn' : desk;
  const sum = facts.reduce((total, { count }) => total + count, 0);
  return [
    ...facts.map(({ quarter, way, count }) => [
      cell(name),
      middle(quarter === null ? 'Không rõ giờ' : quarterText(quarter, votingDay)),
      cell(WAYS[way]),
      middle(countText(count)),
    ]),
    [
      cell(bold(`Cộng ${name}`), { columns: 3, shaded: true }),
      middle(bold(countText(sum)), { shaded: true }),
    ],
  ];
}

/** `2026-11-21T08:15` as `08g15 – 08g30`: the quarter it begins, with its day if not the voting day. */
function quarterText(quarter: string, votingDay: string): string {
  const [hour = 0, minute = 0] = quarter.slice(11, 16).split(':').map(Number);
  const end = hour * 60 + minute + 15;
  const day = quarter.startsWith(votingDay) ? '' : `, ${shortDate(quarter)}`;
  return `${clock(hour * 60 + minute)} – ${clock(end % 1440)}${day}`;
}

function clock(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((n) =>
    String(n).padStart(2, '0'),
  );
  return `${hour ?? ''}g${minute ?? ''}`;
}

/** A label inside a sentence. */
function uncapitalised(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
}

function byDeskAndTime(a: IssueFact, b: IssueFact): number {
  return (
    compare(a.desk === '' ? '\uffff' : a.desk, b.desk === '' ? '\uffff' : b.desk) ||
    compare(a.quarter ?? '\uffff', b.quarter ?? '\uffff') ||
    compare(a.way, b.way)
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function sumLines(facts: PaperFacts): Block[] {
  const { handedOut, recalled, issued } = issueSums(facts);
  const byWay = (Object.keys(WAYS) as IssueWay[]).flatMap((way) => {
    const sum = facts.issues
      .filter((fact) => fact.way === way)
      .reduce((total, { count }) => total + count, 0);
    return sum === 0 ? [] : [`${uncapitalised(WAYS[way])} ${countText(sum)}`];
  });
  const ways = byWay.length === 0 ? '' : `, gồm: ${byWay.join('; ')}`;
  return [
    line(`- Tổng số lượt phát: ${countText(handedOut)} phiếu${ways}.`, { before: 6 }),
    line(`- Số phiếu đã thu hồi, không sử dụng: ${countText(recalled)} phiếu.`),
    line(bold(`- Số phiếu phát ra: ${countText(issued)} phiếu.`), { after: 4 }),
  ];
}

function slipLines({ slips }: PaperFacts): Block[] {
  const { registered, handedOut, voided } = slips;
  if (registered === 0) return [];
  return [
    heading('2. Phiếu in sẵn có mã QR'),
    line(`- Đã đăng ký: ${countText(registered)} phiếu.`),
    line(`- Đã phát: ${countText(handedOut)} phiếu, trong đó thu hồi ${countText(voided)} phiếu.`),
    line(`- Chưa sử dụng: ${countText(registered - handedOut)} phiếu.`, { after: 4 }),
  ];
}

function reissueLines({ slips, reissues }: PaperFacts): Block[] {
  const number = slips.registered === 0 ? 2 : 3;
  return [
    heading(`${number}. Thu hồi và phát lại phiếu`),
    ...(reissues.length === 0
      ? [line('Không có.')]
      : reissues.map((reason, i) =>
          line(`- Lần ${i + 1}, lý do: ${withoutStop(orDots(reason))}.`, { align: 'justify' }),
        )),
  ];
}
