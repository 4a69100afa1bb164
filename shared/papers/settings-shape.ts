import * as v from 'valibot';
import { err, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { PaperSettings } from './settings.ts';

const short = v.pipe(v.string(), v.trim(), v.maxLength(60));
/** Line numbers with commas between them; settings of an older version have none. */
const lineNumbers = v.optional(v.pipe(short, v.regex(/^(?:\d{1,2}(?:\s*,\s*\d{1,2})*)?$/u)), '');

/** The settings of the papers (B5), as they are stored and as the chair sends them. */
export const paperSettingsShape = v.strictObject({
  percent: v.picklist(['two', 'trim', 'one']),
  padCounts: v.boolean(),
  placeName: short,
  minutesNumber: short,
  reportNumber: short,
  resolutionNumber: short,
  chairSigns: v.boolean(),
  supervisorsSign: v.boolean(),
  drafter: short,
  ballotSheets: lineNumbers,
  copyingAllowed: v.boolean(),
  hallOrder: v.picklist(['ballot', 'high']),
}) satisfies v.GenericSchema<unknown, PaperSettings>;

/** The settings in `input`, every field there, or why it is none. */
export function parsePaperSettings(input: unknown): Result<PaperSettings, string> {
  const parsed = v.safeParse(paperSettingsShape, input);
  return parsed.success ? ok(parsed.output) : err('not the settings of the papers');
}
