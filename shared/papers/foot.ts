import type { DocumentStyle } from '#shared/plan/profiles.ts';
import {
  bold,
  BODY_SIZE,
  centred,
  italic,
  line,
  orDots,
  run,
  sideBySide,
  space,
} from './blocks.ts';
import type { Block, Paragraph } from './model.ts';
import { inProse } from './numbers.ts';
import { extentOf } from './render/extent.ts';
import type { PaperSettings } from './settings.ts';

/** Who gets a document and what a secret one must say of its copies (NĐ 26/2020 Đ2(1)). */
export interface Recipients {
  readonly style: DocumentStyle;
  readonly settings: PaperSettings;
  /** In order; the same recipient may stand several times and is then named once, with a number. */
  readonly to: readonly string[];
  /** Copies issued; null where the document states none (not secret, not numbered). */
  readonly copies: number | null;
}

/** The `Nơi nhận` block at the left of the signature (B4), with copies, drafter and copying. */
export function recipients({ style, settings, to, copies }: Recipients): Paragraph[] {
  const size = style === 'party' ? 12 : 11;
  const title =
    style === 'party'
      ? line(run('Nơi nhận:', { underline: true }), { size: 14 })
      : line(bold('Nơi nhận:', { italic: true }), { size: 12 });
  const items = [...grouped(to), ...(copies === null ? [] : secretLines(settings, copies))];
  const last = items.length - 1;
  return [title, ...items.map((text, i) => line(`- ${text}${i === last ? '.' : ';'}`, { size }))];
}

function secretLines(settings: PaperSettings, copies: number): string[] {
  return [
    `Số bản phát hành: ${inProse(copies, { padCounts: true })} bản`,
    `Người soạn thảo: ${orDots(settings.drafter)}`,
    settings.copyingAllowed ? 'Được phép sao, chụp' : 'Không được phép sao, chụp',
  ];
}

/** Equal names once, with their number: `Ban Thường vụ Tỉnh ủy (02 bản)`. */
export function grouped(to: readonly string[]): string[] {
  return [...new Set(to)].map((name) => {
    const copies = to.filter((other) => other === name).length;
    return copies === 1 ? name : `${name} (${inProse(copies, { padCounts: true })} bản)`;
  });
}

/** A place to sign. */
export interface Signature {
  /** Bold capitals above: `T/M BAN KIỂM PHIẾU`, then `TRƯỞNG BAN`. */
  readonly lines: readonly string[];
  /** Beneath the titles, upright and small: whom the signer stands for. */
  readonly under?: string;
  /** Printed beneath the room to sign; null: left to be written. */
  readonly name: string | null;
}

/** The words every form has under a title to sign (Phụ lục 05). */
export const SIGN_HERE = '(Ký, ghi rõ họ tên)';

/** One place to sign: titles, the words of the form, room of `room` millimetres, the name. */
export function signature({ lines, under, name }: Signature, room = 16): Block[] {
  return [
    ...lines.map((text) => centred(bold(text), { size: BODY_SIZE, keepWithNext: true })),
    ...(under === undefined ? [] : [centred(under, { size: 12, keepWithNext: true })]),
    centred(italic(SIGN_HERE), { size: 13, keepWithNext: true }),
    space(room),
    ...(name === null ? [] : [centred(bold(name), { size: BODY_SIZE })]),
  ];
}

/**
 * Places to sign side by side, at most `perRow` in a row and the rows even, each whole on its page;
 * `room` millimetres for each hand.
 */
export function signatures(
  list: readonly Signature[],
  perRow: number,
  width: number,
  room?: number,
): Block[] {
  const rows = Math.ceil(list.length / perRow);
  const each = Math.ceil(list.length / Math.max(1, rows));
  return Array.from({ length: rows }, (_, i) => list.slice(i * each, (i + 1) * each)).flatMap(
    (row) => [
      sideBySide(
        row.map(() => width / row.length),
        row.map((place) => signature(place, room)),
      ),
      space(4),
    ],
  );
}

/** The room on a page for places to sign, points: the rest is for the text that comes along. */
const SIGNED_ROOM = 590;

/**
 * All the places to sign of a paper on one page, so that none stands on a page without the text
 * kept with them; as they are where they need more than a page.
 */
export function onOnePage(blocks: readonly Block[], width: number): readonly Block[] {
  const height = blocks.reduce((sum, block) => sum + extentOf(block, width), 0);
  return height <= SIGNED_ROOM ? [sideBySide([width], [blocks])] : blocks;
}

/**
 * Recipients at the left and the places to sign at the right, as documents end (B4). The block
 * follows at once on what stands above it, so that text kept with it comes along to its page.
 */
export function foot(
  left: readonly Paragraph[],
  right: readonly Signature[],
  width: number,
): Block[] {
  const share = right.length === 1 ? [0.48, 0.52] : [0.28, ...right.map(() => 0.72 / right.length)];
  return [
    sideBySide(
      share.map((part) => part * width),
      [[space(2), ...left], ...right.map((each) => [space(2), ...signature(each)])],
    ),
  ];
}

/** `T/M` of a party document, `TM.` of a state one (B4). */
export function onBehalfOf(style: DocumentStyle, body: string): string {
  return style === 'party' ? `T/M ${body}` : `TM. ${body}`;
}
