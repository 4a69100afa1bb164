import { LEVEL_LABELS } from '#shared/plan/levels.ts';
import { PROFILES } from '#shared/plan/profiles.ts';
import type { RoundLine, RoundPlan } from '#shared/plan/round-plan.ts';
import { ballotNotes } from './ballot-notes.ts';
import {
  bold,
  BODY_SIZE,
  cell,
  centred,
  headCell,
  italic,
  middle,
  orDots,
  para,
  portrait,
  PORTRAIT_WIDTH,
  postCell,
  sideBySide,
  space,
  table,
} from './blocks.ts';
import { compose, withoutStop } from './compose.ts';
import type { PaperFacts } from './facts.ts';
import { formHead } from './head.ts';
import type { Block, Cell, Paper, Table } from './model.ts';
import { councilPosts, electoratePhrase, planReference } from './phrases.ts';
import type { PaperSettings } from './settings.ts';

/** Least height of a line, millimetres: a box that a shaking hand can hit; 24 lines on two pages. */
const LINE_HEIGHT = 11;
const WIDTHS = [13, 40, 46, 22, 22, 22];

/**
 * The blank ballot (B1, Phụ lục 04), the fallback on paper, with every line of the frozen ballot: on
 * one sheet or, where the office wants several types (Quốc hội 2013), each with its own lines.
 */
export function blankBallot(
  facts: Pick<PaperFacts, 'plan' | 'rehearsal'>,
  settings: PaperSettings,
): Paper {
  const { plan } = facts;
  const sheets = sheetsOf(plan.lines, settings.ballotSheets);
  const kinds = sheets.length === 1 ? '' : ` · ${sheets.length} loại`;
  return compose(facts, {
    id: 'ballot',
    fileName: 'phieu-tin-nhiem',
    title: 'Phiếu tín nhiệm (mẫu trắng)',
    page: portrait(`Phiếu tín nhiệm${kinds} · ${plan.venue.name} · ${plan.lines.length} người`),
    blocks: sheets.flatMap((sheet, i) => [
      ...(i === 0 ? [] : [{ type: 'pageBreak' } as const]),
      ...sheetBlocks(plan, settings, sheet),
    ]),
  });
}

interface Sheet {
  readonly lines: readonly RoundLine[];
  /** The number of its first line on the ballot. */
  readonly first: number;
  /** Which of several types; null: the only one. */
  readonly type: { readonly number: number; readonly of: number } | null;
}

/** The lines parted at the numbers in `starts`; those that are no line of this ballot say nothing. */
function sheetsOf(lines: readonly RoundLine[], starts: string): Sheet[] {
  const numbers = (starts.match(/\d+/gu) ?? []).map(Number);
  const inside = numbers.filter((n) => n > 1 && n <= lines.length);
  const firsts = [...new Set([1, ...inside])].sort((one, other) => one - other);
  return firsts.map((first, i) => ({
    lines: lines.slice(first - 1, (firsts[i + 1] ?? lines.length + 1) - 1),
    first,
    type: firsts.length === 1 ? null : { number: i + 1, of: firsts.length },
  }));
}

function sheetBlocks(plan: RoundPlan, settings: PaperSettings, sheet: Sheet): Block[] {
  return [
    ...formHead({
      plan,
      settings,
      date: plan.venue.votingDay,
      secret: false,
      width: PORTRAIT_WIDTH,
      star: plan.venue.documentStyle === 'party',
    }),
    ...title(plan, sheet),
    para(lead(plan), { before: 4, after: 8 }),
    linesTable(sheet),
    ...signing(plan),
    ...ballotNotes(plan.venue),
  ];
}

function title(plan: RoundPlan, { type }: Sheet): Block[] {
  const { venue } = plan;
  return [
    centred(bold('PHIẾU TÍN NHIỆM'), { size: 16, before: 2 }),
    ...(type === null ? [] : [centred(italic(typeLine(type)), { size: 13 })]),
    centred(bold(`của ${electoratePhrase(venue)}`)),
    centred(bold(`đối với ${councilPosts(plan) ?? ratedPosts(plan.title)}`)),
    centred(bold(`năm ${venue.votingDay.slice(0, 4)}`), { after: 4 }),
  ];
}

function typeLine({ number, of }: NonNullable<Sheet['type']>): string {
  return `(Phiếu loại ${number}/${of}; ${of} tờ của một người ghi phiếu được gấp chung, tính là một phiếu)`;
}

/** What stands after `đối với` in the plan's title, without its year; dotted where it says nothing. */
export function ratedPosts(planTitle: string): string {
  const [, posts = ''] = /đối với\s+(.+?)(?:[\s,]+năm\s+\d{4})?[\s.]*$/u.exec(planTitle) ?? [];
  return orDots(posts, '…………………………………………');
}

/** The form's own sentence, with the plan's legal bases and the plan itself in its places (B1.4). */
function lead(plan: RoundPlan): string {
  const comrades = plan.venue.addressTerm === 'đồng chí';
  const rated = comrades ? 'các đồng chí' : 'những người';
  const bases = [...plan.legalBases.map(withoutStop), planReference(plan)];
  return (
    `Thực hiện ${bases.join('; ')}; đề nghị các ` +
    `${plan.venue.addressTerm} thể hiện sự tín nhiệm của mình đối với ${rated} có tên dưới đây ` +
    'bằng cách đánh dấu (X) vào ô tương ứng:'
  );
}

function linesTable({ lines, first }: Sheet): Table {
  const rows = lines.map((line, i) => row(line, first + i));
  return table(WIDTHS, 2, [...header(), ...rows], { rowHeight: LINE_HEIGHT });
}

function header(): Cell[][] {
  return [
    [
      headCell('STT', { rows: 2 }),
      headCell('Họ và tên', { rows: 2 }),
      headCell('Chức vụ, đơn vị công tác', { rows: 2 }),
      headCell('Mức độ tín nhiệm', { columns: 3 }),
    ],
    LEVEL_LABELS.map((label) => middle(italic(label, { bold: true }))),
  ];
}

function row({ name, post }: RoundLine, number: number): Cell[] {
  return [
    middle(String(number), { size: 13 }),
    cell(bold(name), { size: 13 }),
    postCell(post, 12),
    middle(''),
    middle(''),
    middle(''),
  ];
}

/** A place to sign only where the profile has one (R25): a council's ballot is secret, never signed. */
function signing({ venue }: RoundPlan): Block[] {
  if (PROFILES[venue.profile].signatureAllowed === 'never') return [space(4)];
  return [
    space(4),
    sideBySide(
      [PORTRAIT_WIDTH / 2, PORTRAIT_WIDTH / 2],
      [
        [],
        [
          centred(bold('NGƯỜI GHI PHIẾU'), { size: BODY_SIZE }),
          centred(italic('(có thể ký tên hoặc không ký tên)'), { size: 13 }),
          space(16),
        ],
      ],
    ),
  ];
}
