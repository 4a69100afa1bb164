import { ok, type Result } from '#shared/result.ts';
import { parseCommandLine, wholeOption } from '../arguments.ts';

/** What `npm run soak` was asked for (reliability F20). */
export interface SoakOptions {
  readonly minutes: number;
  readonly voters: number;
  readonly subjects: number;
}

export const USAGE = 'npm run soak -- [--minutes N] [--voters N] [--subjects N]';

const LONGEST_MINUTES = 1440;
const MOST_VOTERS = 500;
const MOST_SUBJECTS = 60;

/** The options, or one sentence on what is wrong with them; five minutes unless told otherwise. */
export function parseOptions(args: readonly string[]): Result<SoakOptions, string> {
  const values = ['minutes', 'voters', 'subjects'];
  const parsed = parseCommandLine(args, { values, flags: [], words: [0, 0] });
  if (!parsed.ok) return parsed;
  const minutes = wholeOption(parsed.value, 'minutes', [1, LONGEST_MINUTES]);
  if (!minutes.ok) return minutes;
  const voters = wholeOption(parsed.value, 'voters', [6, MOST_VOTERS]);
  if (!voters.ok) return voters;
  const subjects = wholeOption(parsed.value, 'subjects', [1, MOST_SUBJECTS]);
  if (!subjects.ok) return subjects;
  return ok({
    minutes: minutes.value ?? 5,
    voters: voters.value ?? 12,
    subjects: subjects.value ?? 6,
  });
}
