import * as v from 'valibot';
import { PAPER_IDS } from './model.ts';
import { paperSettingsShape } from './settings-shape.ts';

/** One file that somebody wants: a paper, with its copy where there are copies, or the result as data. */
export const paperChoiceShape = v.union([
  v.strictObject({
    id: v.picklist(PAPER_IDS),
    copy: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(20))),
    format: v.picklist(['docx', 'pdf']),
  }),
  v.strictObject({ id: v.literal('result'), format: v.picklist(['json', 'csv', 'xlsx']) }),
]);
export type PaperChoice = v.InferOutput<typeof paperChoiceShape>;

/** What the chair may ask of the papers beside reading them. */
export const papersCommandShape = v.variant('type', [
  v.strictObject({ type: v.literal('make') }),
  v.strictObject({ type: v.literal('set-settings'), settings: paperSettingsShape }),
]);
export type PapersCommand = v.InferOutput<typeof papersCommandShape>;
