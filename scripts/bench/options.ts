import { err, ok, type Result } from '#shared/result.ts';
import { parseCommandLine, wholeOption } from '../arguments.ts';

/** What `npm run bench -- hall` was asked for (design 5). */
export interface HallOptions {
  /** The sizes of the halls, one run each. */
  readonly voters: readonly number[];
  readonly subjects: number;
  /** Seconds over which the casts are spread evenly; 0: all at once. */
  readonly within: number;
  /** Whether the committee counts and opens, and the board is verified: minutes for a large hall. */
  readonly verify: boolean;
}

export const USAGE =
  'npm run bench -- hall [--voters N,N…] [--subjects N] [--within SECONDS | --all-at-once] [--verify]';

const MOST_VOTERS = 2047;
const MOST_SUBJECTS = 60;
const LONGEST_SECONDS = 3600;

/** The options, or one sentence on what is wrong with them. */
export function parseOptions(args: readonly string[]): Result<HallOptions, string> {
  const parsed = parseCommandLine(args, {
    values: ['voters', 'subjects', 'within'],
    flags: ['all-at-once', 'verify'],
    words: [1, 1],
  });
  if (!parsed.ok) return parsed;
  const { flags, values, words } = parsed.value;
  if (words[0] !== 'hall') return err(`Không có phép đo “${words[0] ?? ''}”.`);
  const voters = sizesOf(values['voters'] ?? '100,500');
  if (!voters.ok) return voters;
  const subjects = wholeOption(parsed.value, 'subjects', [1, MOST_SUBJECTS]);
  if (!subjects.ok) return subjects;
  const within = wholeOption(parsed.value, 'within', [1, LONGEST_SECONDS]);
  if (!within.ok) return within;
  const atOnce = flags.has('all-at-once');
  if (atOnce && within.value !== null) return err('--all-at-once không dùng cùng --within.');
  return ok({
    voters: voters.value,
    subjects: subjects.value ?? 24,
    within: atOnce ? 0 : (within.value ?? 60),
    verify: flags.has('verify'),
  });
}

/** `100,500`; three at least, who are the committee. */
function sizesOf(text: string): Result<number[], string> {
  const sizes = text.split(',').map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : 0));
  return sizes.every((n) => n >= 3 && n <= MOST_VOTERS)
    ? ok(sizes)
    : err(`--voters phải là các số nguyên từ 3 đến ${MOST_VOTERS}, cách nhau bằng dấu phẩy.`);
}
