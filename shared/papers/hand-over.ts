import type { RoundPlan } from '#shared/plan/round-plan.ts';
import {
  bold,
  cell,
  centred,
  DOTS,
  headCell,
  heading,
  line,
  middle,
  mono,
  orDots,
  para,
  portrait,
  PORTRAIT_WIDTH,
  table,
} from './blocks.ts';
import { compose, withoutStop } from './compose.ts';
import { onOnePage, recipients, signatures } from './foot.ts';
import { documentHead, titleLines } from './head.ts';
import type { Block, Cell, Paper } from './model.ts';
import { countText, dateInWords, inProse, momentInWords } from './numbers.ts';
import { aboutPhrase, meetingName } from './phrases.ts';
import type { PaperSettings } from './settings.ts';

/** Who gives or takes; what is empty is printed as dots. */
export interface HandOverParty {
  readonly name: string;
  readonly post: string;
}

/** The sealed archive as the record names it; null: handed over without one. */
export interface HandOverArchive {
  readonly name: string;
  readonly bytes: number;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly files: number;
  /** ISO 8601. */
  readonly madeAt: string;
}

/** What is handed over, by whom, to whom. */
export interface HandOver {
  readonly plan: RoundPlan;
  readonly round: string;
  readonly rehearsal: boolean;
  readonly archive: HandOverArchive | null;
  /** Copies of the counting minutes, and counted paper ballots under seal (R41). */
  readonly minutesCopies: number;
  readonly paperBallots: number;
  /** Anything else, an item each. */
  readonly others: readonly string[];
  readonly from: HandOverParty;
  readonly to: HandOverParty;
  /** `YYYY-MM-DD`; empty: dotted. */
  readonly date: string;
  readonly place: string;
  /** Who keeps the archive's passphrase, which never stands on paper with the file. */
  readonly keyKeeper: string;
}

/**
 * The record of handing the sealed records over to the office that keeps them (R41; TT 45/2015
 * Đ10): each item with its number, the archive by its digest, both signatures.
 */
export function handOverRecord(input: HandOver, settings: PaperSettings): Paper {
  const { plan, round, date } = input;
  const style = plan.venue.documentStyle;
  return compose(input, {
    id: 'handOver',
    fileName: 'bien-ban-ban-giao',
    title: 'Biên bản bàn giao hồ sơ lấy phiếu tín nhiệm',
    page: portrait(`Biên bản bàn giao · lượt ${round}`),
    blocks: [
      ...documentHead({
        plan,
        settings,
        number: '',
        type: 'BB',
        date: date === '' ? null : date,
        secret: true,
        width: PORTRAIT_WIDTH,
      }),
      ...titleLines(style, 'BIÊN BẢN', ['Bàn giao hồ sơ', aboutPhrase(plan)]),
      para(opening(input)),
      ...party('1. Bên giao', input.from),
      ...party('2. Bên nhận', input.to),
      heading('3. Hồ sơ bàn giao'),
      itemTable(input, settings),
      ...(input.archive === null ? [] : archivePart(input.archive, input.keyKeeper)),
      ...closing(input, settings),
    ],
  });
}

function opening({ plan, date, place }: HandOver): string {
  const day = date === '' ? 'ngày …… tháng …… năm ………' : dateInWords(date);
  const { venue } = plan;
  const about = `${meetingName(venue)}, ${dateInWords(venue.votingDay)}`;
  return `Hôm nay, ${day}, tại ${orDots(place)}, hai bên bàn giao hồ sơ lấy phiếu tín nhiệm của ${about}, gồm:`;
}

function party(title: string, { name, post }: HandOverParty): Block[] {
  const long = '………………………………………………';
  return [
    heading(title),
    line(['Họ và tên: ', name.trim() === '' ? long : bold(name.trim())], { indent: 10 }),
    line(`Chức vụ, đơn vị: ${orDots(post, long)}`, { indent: 10, after: 4 }),
  ];
}

function itemTable(input: HandOver, settings: PaperSettings): Block {
  const { archive, minutesCopies, paperBallots, others } = input;
  const rows: (readonly [string, string])[] = [
    ...(archive === null ? [] : [['Gói lưu trữ đã niêm phong (tệp mã hóa)', '01 tệp'] as const]),
    [`Biên bản kiểm phiếu`, `${inProse(minutesCopies, settings)} bản`],
    ...(paperBallots === 0
      ? []
      : [
          [
            'Phiếu giấy đã kiểm, đã niêm phong',
            `${inProse(paperBallots, settings)} phiếu`,
          ] as const,
        ]),
    ...others.map((text) => [withoutStop(text), ''] as const),
  ];
  return table(
    [12, PORTRAIT_WIDTH - 72, 30, 30],
    1,
    [
      ['STT', 'Hồ sơ, tài liệu', 'Số lượng', 'Ghi chú'].map((text) => headCell(text)),
      ...rows.map(([what, count], i): Cell[] => [
        middle(String(i + 1)),
        cell(what),
        middle(count),
        cell(''),
      ]),
    ],
    { rowHeight: 9 },
  );
}

/** What lets anybody who holds the file see that it is this one. */
function archivePart(
  { name, bytes, sha256, files, madeAt }: HandOverArchive,
  keyKeeper: string,
): Block[] {
  const groups = sha256.match(/.{1,8}/gu) ?? [];
  const half = Math.ceil(groups.length / 2);
  return [
    heading('4. Nhận dạng gói lưu trữ', { before: 8 }),
    line(['Tên tệp: ', mono(name)], { keepWithNext: true }),
    line(
      `Niêm phong lúc ${momentInWords(madeAt)}; ${countText(bytes)} byte; ${countText(files)} tệp bên trong. Mã SHA-256:`,
      { after: 2, keepWithNext: true },
    ),
    centred(mono(groups.slice(0, half).join(' ')), { size: 12, keepWithNext: true }),
    centred(mono(groups.slice(half).join(' ')), { size: 12, after: 4 }),
    line('[    ] Bên nhận đã tính lại mã của tệp nhận được, khớp với mã trên.', { indent: 10 }),
    line('[    ] Bên nhận đã mở thử gói bằng mật khẩu, kiểm chứng cho kết quả hợp lệ.', {
      indent: 10,
      after: 4,
    }),
    para(
      `Mật khẩu của gói không ghi trong biên bản này, không để cùng tệp. Người giữ mật khẩu: ${orDots(keyKeeper, DOTS + DOTS)}`,
    ),
  ];
}

/** A secret record says its copies, drafter and copying, as every other paper (NĐ 26/2020 Đ2(1)). */
function closing({ plan, from, to }: HandOver, settings: PaperSettings): readonly Block[] {
  const { documentStyle: style, secrecyMark } = plan.venue;
  const kept = secrecyMark ? 'lưu giữ hồ sơ theo chế độ mật' : 'lưu giữ hồ sơ';
  return onOnePage(
    [
      para(
        `Từ lúc ký biên bản này, bên nhận chịu trách nhiệm quản lý, ${kept}. Biên bản lập thành 02 bản, mỗi bên giữ 01 bản.`,
        { before: 6, keepWithNext: true },
      ),
      ...signatures(
        [
          { lines: ['BÊN GIAO'], name: from.name.trim() === '' ? null : from.name.trim() },
          { lines: ['BÊN NHẬN'], name: to.name.trim() === '' ? null : to.name.trim() },
        ],
        2,
        PORTRAIT_WIDTH,
        20,
      ),
      ...(secrecyMark
        ? recipients({ style, settings, to: ['Bên giao', 'Bên nhận'], copies: 2 })
        : []),
    ],
    PORTRAIT_WIDTH,
  );
}
