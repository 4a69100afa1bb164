import type { Paragraph, Run } from '../model.ts';
import { textWidth } from './letter-widths.ts';
import { MEASURES, millimetres, points, textOf } from './measures.ts';

/** From line to line of single-spaced Times New Roman of one point. */
const SINGLE = 1.15;

/** A paragraph in `width` millimetres with its space around it, points. */
export function paragraphExtent(paragraph: Paragraph, width: number, line: number): number {
  const { before, after, rule } = paragraph;
  const framed = paragraph.framed === true ? 2 * MEASURES.frame + 2 : 0;
  const below = framed + (rule === undefined ? 0 : MEASURES.ruleGap);
  return before + linesOf(paragraph, points(width)) * lineHeight(paragraph, line) + below + after;
}

/** The width of a frame around a paragraph, millimetres: its text on one line, room at the sides. */
export function frameWidth({ runs, size }: Paragraph): number {
  return 8 + millimetres(runs.reduce((sum, run) => sum + runWidth(run, run.text, size), 0));
}

/** How many lines a paragraph takes in `width` points. */
export function linesOf(paragraph: Paragraph, width: number): number {
  const { runs, size, indent } = paragraph;
  let lines = 1;
  let used = points(indent);
  for (const [run, word] of runs.flatMap(wordsOf)) {
    const length = runWidth(run, word.trimEnd(), size);
    if (word === '\n' || (used + length > width && used > 0)) {
      lines += 1;
      used = 0;
    }
    // A word longer than the line is broken wherever the line ends.
    lines += Math.max(0, Math.ceil(length / width) - 1);
    used += word === '\n' ? 0 : runWidth(run, word, size);
  }
  return textOf(paragraph) === '' ? 1 : lines;
}

/** Every word of a paragraph and how long it is, points: what a column must at least hold. */
export function wordWidths({ runs, size }: Paragraph): [string, number][] {
  return runs.flatMap((run) =>
    wordsOf(run).map(([, word]): [string, number] => [
      word.trim(),
      runWidth(run, word.trimEnd(), size),
    ]),
  );
}

/** Words with the spaces after them; lines end after those and after hyphens. */
function wordsOf(run: Run): [Run, string][] {
  const words = run.text.match(/\n|[^\s-]*(?:-|[^\S\n]+|$|(?=\n))/gu) ?? [];
  return words.filter((word) => word !== '').map((word) => [run, word]);
}

function runWidth(run: Run, text: string, size: number): number {
  const spacing = run.mono === true ? MEASURES.monoSpacing * text.length : 0;
  return textWidth(text, run.size ?? size, run.bold) + spacing;
}

/** From line to line of a paragraph at a line spacing of `line`, points. */
export function lineHeight({ runs, size }: Paragraph, line: number): number {
  const largest = runs.length === 0 ? size : Math.max(...runs.map((run) => run.size ?? size));
  return largest * SINGLE * line;
}
