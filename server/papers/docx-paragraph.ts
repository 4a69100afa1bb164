import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IRunOptions,
  LineRuleType,
  Paragraph as DocxParagraph,
  TextRun,
} from 'docx';
import type { Paragraph, Run } from '#shared/papers/model.ts';
import { frameWidth } from '#shared/papers/render/paragraph-extent.ts';
import { MEASURES, points } from '#shared/papers/render/measures.ts';
import type { Room } from '#shared/papers/render/pdfmake-paragraph.ts';
import { eighths, halfPoints, twips, twipsOf } from './docx-units.ts';

const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.BOTH,
} as const;

const COLOURS = { black: '000000', red: 'FF0000', grey: '595959' } as const;
/** One line of single spacing, as `w:line` counts it. */
const LINE = 240;

/** A paragraph, and the rule under it where it has one: an empty line with a border, so short. */
export function docxParagraph(paragraph: Paragraph, room: Room): DocxParagraph[] {
  const { rule, after, keepWithNext } = paragraph;
  if (paragraph.framed === true) return [framed(paragraph, room)];
  if (rule === undefined) return [new DocxParagraph(optionsOf(paragraph, room))];
  const text = { ...paragraph, after: 0, keepWithNext: true };
  return [
    new DocxParagraph(optionsOf(text, room)),
    ruleBelow(rule, after, room, keepWithNext === true),
  ];
}

function optionsOf(paragraph: Paragraph, { line }: Room): IParagraphOptions {
  const { runs, align, size, indent, before, after, keepWithNext } = paragraph;
  return {
    children: runs.flatMap((run) => textRuns(run, size)),
    // An empty paragraph takes its height from the mark at its end.
    run: { size: halfPoints(size) },
    alignment: ALIGN[align],
    spacing: {
      before: twips(before),
      after: twips(after),
      line: Math.round(LINE * line),
      lineRule: LineRuleType.AUTO,
    },
    ...(indent === 0 ? {} : { indent: { firstLine: twipsOf(indent) } }),
    ...(keepWithNext === true ? { keepNext: true } : {}),
  };
}

function textRuns(run: Run, size: number): TextRun[] {
  const look = lookOf(run, size);
  return run.text
    .normalize('NFC')
    .split('\n')
    .map((text, i) => new TextRun({ ...look, text, ...(i === 0 ? {} : { break: 1 }) }));
}

function lookOf({ bold, italic, underline, mono, colour, size: own }: Run, size: number) {
  const look: IRunOptions = {
    size: halfPoints(own ?? size),
    ...(bold === true ? { bold } : {}),
    ...(italic === true ? { italics: true } : {}),
    ...(underline === true ? { underline: {} } : {}),
    ...(mono === true ? { characterSpacing: twips(MEASURES.monoSpacing), noProof: true } : {}),
    ...(colour === undefined ? {} : { color: COLOURS[colour] }),
  };
  return look;
}

function ruleBelow(
  length: number,
  after: number,
  { width }: Room,
  keepNext: boolean,
): DocxParagraph {
  const side = twipsOf(Math.max(0, (width - length) / 2));
  return new DocxParagraph({
    ...lineOf(MEASURES.ruleGap),
    keepNext,
    spacing: { ...exactly(MEASURES.ruleGap), before: 0, after: twips(after) },
    indent: { left: side, right: side },
    border: { bottom: edge(MEASURES.rule, COLOURS.black) },
  });
}

function framed(paragraph: Paragraph, room: Room): DocxParagraph {
  const { align, runs } = paragraph;
  const spare = Math.max(0, room.width - frameWidth(paragraph));
  const left = align === 'left' ? 0 : align === 'right' ? spare : spare / 2;
  const border = edge(MEASURES.frame, COLOURS[runs[0]?.colour ?? 'black'], 1);
  return new DocxParagraph({
    ...optionsOf({ ...paragraph, align: 'center' }, room),
    indent: { left: twipsOf(left), right: twipsOf(spare - left) },
    border: { top: border, right: border, bottom: border, left: border },
  });
}

function edge(width: number, color: string, space = 0) {
  return { style: BorderStyle.SINGLE, size: eighths(width), color, space };
}

/** An empty line exactly so many points high: room, or what must stand between two tables. */
export function lineOf(height: number): IParagraphOptions {
  return { run: { size: 2 }, spacing: { before: 0, after: 0, ...exactly(height) } };
}

function exactly(height: number) {
  return { line: Math.max(1, twips(height)), lineRule: LineRuleType.EXACT };
}

/** The most that Word takes as an exact line, points. */
const TALLEST = 1500;

/** Empty room, millimetres. */
export function docxSpace(height: number): DocxParagraph {
  return new DocxParagraph(lineOf(Math.min(TALLEST, points(height))));
}
