import { cell, headCell, middle, para, table } from './blocks.ts';
import { withoutStop } from './compose.ts';
import type { CountedFacts } from './counted.ts';
import type { Block } from './model.ts';
import { countText, inProse } from './numbers.ts';
import { countAndWords, exclusionInWords, nameAndPost } from './phrases.ts';
import type { PaperSettings } from './settings.ts';

const LISTED = { after: 2 } as const;

/** Issued, collected, not returned, unused; electronic and paper ballots apart (B3.7). */
export function ballotFigures(facts: CountedFacts, settings: PaperSettings): Block[] {
  const { figures } = facts.result;
  const lines = [
    `Số phiếu phát ra: ${countAndWords(figures.ballotsIssued, 'phiếu', settings)}${issuedApart(facts, settings)}`,
    `Số phiếu thu về: ${countAndWords(figures.ballotsCollected, 'phiếu', settings)}, trong đó ` +
      apart(figures.electronic, figures.paper, settings),
    `Số phiếu phát ra không thu về: ${countAndWords(figures.outstanding, 'phiếu', settings)}` +
      outstandingReason(facts),
    ...gapSentences(facts, settings),
    ...unusedSlips(facts, settings),
    ...coIssuers(facts),
    'Số phiếu hợp lệ, không hợp lệ được tính riêng đối với từng người, ghi tại Mục VI',
  ];
  return lines.map((text) => para(`- ${text}.`, LISTED));
}

function apart(electronic: number, paper: number, settings: PaperSettings): string {
  return `phiếu điện tử: ${inProse(electronic, settings)} phiếu, phiếu giấy: ${inProse(paper, settings)} phiếu`;
}

/** Issues parted by way, only where they add up to the result's figure. */
function issuedApart({ issues, result }: CountedFacts, settings: PaperSettings): string {
  const total = issues.reduce((sum, { count }) => sum + count, 0);
  if (total !== result.figures.ballotsIssued) return '';
  const onPaper = issues
    .filter(({ way }) => way === 'paper')
    .reduce((sum, { count }) => sum + count, 0);
  return `, trong đó ${apart(total - onPaper, onPaper, settings)}`;
}

function outstandingReason({ gaps }: CountedFacts): string {
  const outstanding = gaps.find(({ gap, count }) => gap === 'outstanding' && count > 0);
  return outstanding === undefined ? '' : `, ${reasonInWords(outstanding.reason)}`;
}

function reasonInWords(reason: string | null): string {
  return reason === null ? 'chưa ghi lý do' : `lý do: ${withoutStop(reason)}`;
}

/** Ballots that were refused at the count, each kind with its number and its recorded reason. */
function gapSentences({ gaps }: CountedFacts, settings: PaperSettings): string[] {
  return gaps.flatMap(({ gap, count, reason }) =>
    gap === 'outstanding' || count === 0
      ? []
      : [`${REFUSED[gap]}: ${inProse(count, settings)} phiếu, ${reasonInWords(reason)}`],
  );
}

const REFUSED = {
  excluded: 'Phiếu điện tử bị loại khi kiểm, không tính vào số phiếu thu về',
  rejected: 'Phiếu giấy không do Ban kiểm phiếu phát ra, không tính vào số phiếu thu về',
} as const;

function unusedSlips({ slips }: CountedFacts, settings: PaperSettings): string[] {
  if (slips.registered === 0) return [];
  const { registered, handedOut, voided } = slips;
  const unused = countAndWords(registered - handedOut, 'phiếu', settings);
  const withdrawn =
    voided === 0 ? '' : `; thu hồi sau khi phát: ${inProse(voided, settings)} phiếu`;
  return [
    `Phiếu mã in sẵn: ${inProse(registered, settings)} phiếu, ` +
      `đã phát: ${inProse(handedOut, settings)} phiếu, chưa sử dụng: ${unused}${withdrawn}`,
  ];
}

/** Whose devices issued beside the server, where the plan asked for it (R20). */
function coIssuers({ committee }: CountedFacts): string[] {
  const members = (committee?.members ?? []).filter(({ coIssuer }) => coIssuer === true);
  if (members.length === 0) return [];
  const names = members.map(({ name }) => name).join(', ');
  return [
    `Phiếu điện tử do máy chủ và thiết bị của các thành viên Ban kiểm phiếu cùng cấp: ${names}`,
  ];
}

/** Invalid per person with what is known of the reasons (R26, B3.7), and who was not rated (R3). */
export function invalidReasons(facts: CountedFacts): Block[] {
  const rows = invalidRows(facts);
  const intro = '2. Số phiếu không hợp lệ đối với từng người và lý do:';
  if (rows.length === 0) return [para(`${intro} Không có.`), ...notRated(facts)];
  return [
    para(intro, { keepWithNext: true, before: 4 }),
    invalidTable(rows, facts.paper !== null && facts.paper.count > 0),
    para(
      rows.length === facts.result.rows.length
        ? 'Phiếu không hợp lệ đối với một người vẫn được tính vào số phiếu thu về.'
        : 'Những người còn lại không có phiếu không hợp lệ. Phiếu không hợp lệ đối với một người vẫn được tính vào số phiếu thu về.',
      { before: 4 },
    ),
    ...notRated(facts),
  ];
}

interface InvalidRow {
  readonly place: number;
  readonly name: string;
  readonly electronic: number;
  readonly paper: number;
  readonly total: number;
}

/** Everybody with an invalid ballot. What is not on paper was left unmarked on a screen (F1, F2). */
function invalidRows({ result, paper }: CountedFacts): InvalidRow[] {
  return result.rows
    .map(({ name, invalid }, i) => {
      const onPaper = paper?.lines[i]?.invalid ?? 0;
      return { place: i + 1, name, electronic: invalid - onPaper, paper: onPaper, total: invalid };
    })
    .filter(({ total }) => total > 0);
}

function invalidTable(rows: readonly InvalidRow[], hasPaper: boolean): Block {
  const widths = hasPaper ? [13, 52, 33, 47, 20] : [13, 72, 55, 25];
  const head = [
    headCell('STT'),
    headCell('Họ và tên'),
    headCell('Phiếu điện tử: không đánh dấu'),
    ...(hasPaper
      ? [headCell('Phiếu giấy: không đánh dấu, đánh dấu từ hai ô trở lên, gạch xóa họ tên')]
      : []),
    headCell('Tổng số'),
  ];
  const body = rows.map(({ place, name, electronic, paper, total }) => [
    middle(String(place)),
    cell(name),
    middle(countText(electronic)),
    ...(hasPaper ? [middle(countText(paper))] : []),
    middle(countText(total)),
  ]);
  return table(widths, 1, [head, ...body]);
}

function notRated({ plan }: CountedFacts): Block[] {
  if (plan.excluded.length === 0) return [];
  return [
    para('3. Người có trong danh sách nhưng không lấy phiếu:', { keepWithNext: true }),
    ...plan.excluded.map(({ reason, note, ...person }) =>
      para(`- ${nameAndPost(person)}: ${exclusionInWords(reason, note)}.`, LISTED),
    ),
  ];
}
