import type { RoundPlan } from '#shared/plan/round-plan.ts';
import type { DocumentStyle } from '#shared/plan/profiles.ts';
import { bodiesOf } from './bodies.ts';
import { bold, capitals, centred, italic, orDots, run, sideBySide, space } from './blocks.ts';
import type { Block, Paragraph } from './model.ts';
import { dateInWords } from './numbers.ts';
import type { PaperSettings } from './settings.ts';

/** Sizes in points that B4 gives each style of document. */
interface HeadSizes {
  readonly body: number;
  readonly number: number;
  readonly title: number;
  readonly subject: number;
}

const SIZES: Readonly<Record<DocumentStyle, HeadSizes>> = {
  party: { body: 14, number: 14, title: 16, subject: 15 },
  state: { body: 12, number: 13, title: 14, subject: 14 },
};

const LEFT = 70;

/** What stands at the head of one document. */
export interface HeadInput {
  readonly plan: RoundPlan;
  readonly settings: PaperSettings;
  /** The document's number as registered (`12-BB/HU`); empty: dotted; null: no number line. */
  readonly number: string | null;
  /** The short form of the document's type in a dotted number: `BB`, `BC`, `NQ`. */
  readonly type: string;
  /** The day of signing, `YYYY-MM-DD` or any ISO text that begins so; null: dotted. */
  readonly date: string | null;
  /** Whether `MẬT` is proposed, where the plan's venue wants the mark (R39, B4). */
  readonly secret: boolean;
  /** The number of this copy (Bản số), where copies are numbered. */
  readonly copy?: number;
  /** The width between the margins, millimetres. */
  readonly width: number;
}

/**
 * The head of a document in the style of its venue (B4): issuing body and number at the left, motto
 * or party title, place and date at the right, the secrecy mark and the copy's number below.
 */
export function documentHead(input: HeadInput): Block[] {
  const { plan, settings, number, type, date, width } = input;
  const style = plan.venue.documentStyle;
  const widths = [LEFT, width - LEFT];
  const numberLine = number === null ? [] : [numberOf(style, number, type)];
  return [
    sideBySide(widths, [bodies(plan, style), motto(style)]),
    sideBySide(widths, [
      [...numberLine, ...marks(input)],
      [placeAndDate(settings, date, style === 'party' ? 14 : 13)],
    ]),
    space(4),
  ];
}

function bodies(plan: RoundPlan, style: DocumentStyle): Paragraph[] {
  const { body: size } = SIZES[style];
  const { superior, body } = bodiesOf(plan);
  const above = superior === null ? [] : [centred(capitals(superior), { size })];
  return style === 'party'
    ? [...above, centred(bold(capitals(body)), { size }), centred('*', { size })]
    : [...above, centred(bold(capitals(body)), { size, rule: 20, after: 4 })];
}

function motto(style: DocumentStyle): Paragraph[] {
  if (style === 'party') {
    return [centred(bold('ĐẢNG CỘNG SẢN VIỆT NAM'), { size: 15, rule: 71, after: 4 })];
  }
  return [
    centred(bold('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'), { size: 12 }),
    centred(bold('Độc lập - Tự do - Hạnh phúc'), { size: 13, rule: 57, after: 4 }),
  ];
}

/** Party numbers stand without a colon and join type and body by a hyphen; state ones do not (B4). */
function numberOf(style: DocumentStyle, number: string, type: string): Paragraph {
  const { number: size } = SIZES[style];
  return style === 'party'
    ? centred(`Số ${orDots(number, `……-${type}/……`)}`, { size })
    : centred(`Số: ${orDots(number, `……/${type}-……`)}`, { size });
}

/** The framed red mark and the copy's number, each only where it is wanted. */
function marks({ plan, secret, copy }: Pick<HeadInput, 'plan' | 'secret' | 'copy'>): Paragraph[] {
  const mark = secret && plan.venue.secrecyMark ? [secrecyMark()] : [];
  return copy === undefined ? mark : [...mark, centred(`Bản số ${copy}`, { size: 13, before: 4 })];
}

/** `MẬT`, framed, in red (Thông tư 24/2020/TT-BCA): a proposal until the office stamps it. */
export function secrecyMark(): Paragraph {
  return centred(bold('MẬT', { colour: 'red' }), { size: 14, before: 4, after: 2, framed: true });
}

/** `Bắc Ninh, ngày 03 tháng 4 năm 2018`, in italics, centred in its column; dotted where unknown. */
export function placeAndDate(
  settings: PaperSettings,
  date: string | null,
  size: number,
): Paragraph {
  const place = orDots(settings.placeName, '……………');
  const day = date === null ? 'ngày …… tháng …… năm ………' : dateInWords(date);
  return centred(italic(`${place}, ${day}`), { size });
}

/** What stands at the head of a form of the plan's annexes (Phụ lục 04, 05). */
export interface FormHeadInput extends Pick<
  HeadInput,
  'plan' | 'settings' | 'date' | 'secret' | 'copy' | 'width'
> {
  /** A `*` under the body, as 001's ballot has it. */
  readonly star?: boolean;
  /** The document's number where the office gave one; the forms have no line for it. */
  readonly number?: string;
}

/**
 * The head of Phụ lục 04 and 05: the body with room for its stamp, place and date; neither form has
 * a motto (B1, B2). The secrecy mark and the copy's number stand under the stamp.
 */
export function formHead(input: FormHeadInput): Block[] {
  const { plan, settings, date, width, star = false, number = '' } = input;
  const numberLine = number === '' ? [] : [numberOf(plan.venue.documentStyle, number, '')];
  const left = [
    centred(bold(capitals(bodiesOf(plan).body)), { size: 12 }),
    ...(star ? [centred('*', { size: 13 })] : []),
    ...numberLine,
    centred(italic('(Đóng dấu treo)'), { size: 13 }),
    ...marks(input),
  ];
  return [sideBySide([LEFT, width - LEFT], [left, [placeAndDate(settings, date, 14)]]), space(1)];
}

/** The title in capitals and what it is about beneath it, with a short rule (B4). */
export function titleLines(
  style: DocumentStyle,
  title: string,
  subject: readonly string[],
): Paragraph[] {
  const { title: titleSize, subject: subjectSize } = SIZES[style];
  const last = subject.length - 1;
  return [
    centred(bold(title), { size: titleSize, before: 6, keepWithNext: true }),
    ...subject.map((text, i) =>
      centred(bold(text), {
        size: subjectSize,
        keepWithNext: true,
        ...(i === last ? { rule: 30, after: 10 } : {}),
      }),
    ),
  ];
}

/** A small grey remark under the head, e.g. what a corrected version replaces (F25). */
export function remark(text: string): Paragraph {
  return centred(run(text, { italic: true, colour: 'grey' }), { size: 12, after: 6 });
}
