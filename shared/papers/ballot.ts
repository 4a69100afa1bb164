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

/** One of several ballots of an event, e.g. one for each group of posts (B1, Quốc hội 2013). */
export interface BallotType {
  /** The posts rated on it, as they stand after `đối với`. */
  readonly name: string;
  /** Ids of its subjects; they stand in the order of the frozen ballot whatever the order here. */
  readonly lines: readonly string[];
}

/** Least height of a line, millimetres: a box that a shaking hand can hit; 24 lines on two pages. */
const LINE_HEIGHT = 11;
const WIDTHS = [13, 40, 46, 22, 22, 22];

/**
 * The blank ballot (B1, Phụ lục 04), the fallback on paper: one with every line of the frozen
 * ballot or, where the event has several types, one of each with its own lines.
 */
export function blankBallot(
  facts: PaperFacts,
  settings: PaperSettings,
  types: readonly BallotType[] = [],
): readonly Paper[] {
  const { lines } = facts.plan;
  if (types.length === 0) return [ballotPaper(facts, settings, { lines, name: null, type: null })];
  return types.map(({ name, lines: ids }, i) =>
    ballotPaper(facts, settings, {
      lines: lines.filter(({ id }) => ids.includes(id)),
      name,
      type: { number: i + 1, of: types.length },
    }),
  );
}

interface Sheet {
  readonly lines: readonly RoundLine[];
  readonly name: string | null;
  /** Which of several types; null: the only one. */
  readonly type: { readonly number: number; readonly of: number } | null;
}

function ballotPaper(facts: PaperFacts, settings: PaperSettings, sheet: Sheet): Paper {
  const { plan } = facts;
  const { lines, type } = sheet;
  const kind = type === null ? '' : `, loại ${type.number}/${type.of}`;
  return compose(facts, {
    id: 'ballot',
    fileName: `phieu-tin-nhiem${type === null ? '' : `-loai-${type.number}`}`,
    title: `Phiếu tín nhiệm (mẫu trắng${kind})`,
    page: portrait(`Phiếu tín nhiệm${kind} · ${plan.venue.name} · ${lines.length} người`),
    blocks: [
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
      linesTable(lines),
      ...signing(plan),
      ...ballotNotes(plan.venue),
    ],
  });
}

function title(plan: RoundPlan, { name, type }: Sheet): Block[] {
  const { venue } = plan;
  return [
    centred(bold('PHIẾU TÍN NHIỆM'), { size: 16, before: 2 }),
    ...(type === null
      ? []
      : [centred(italic(`(Phiếu loại ${type.number}/${type.of})`), { size: 13 })]),
    centred(bold(`của ${electoratePhrase(venue)}`)),
    centred(bold(`đối với ${name ?? councilPosts(plan) ?? ratedPosts(plan.title)}`)),
    centred(bold(`năm ${venue.votingDay.slice(0, 4)}`), { after: 4 }),
  ];
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

function linesTable(lines: readonly RoundLine[]): Table {
  return table(WIDTHS, 2, [...header(), ...lines.map(row)], { rowHeight: LINE_HEIGHT });
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

function row({ name, post }: RoundLine, i: number): Cell[] {
  return [
    middle(String(i + 1), { size: 13 }),
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
