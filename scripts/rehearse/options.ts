import { err, ok, type Result } from '#shared/result.ts';
import { parseCommandLine, wholeOption } from '../arguments.ts';

/** What `npm run rehearse` was asked for (design 4). */
export interface RehearseOptions {
  readonly plan: string | null;
  readonly venue: string | null;
  readonly marks: string | null;
  readonly voters: number | null;
  readonly out: string | null;
  readonly seed: number;
}

/** A rehearsal, and whether its papers are made, too. */
export interface RehearseRequest extends RehearseOptions {
  readonly papers: boolean;
}

export const USAGE =
  'npm run rehearse -- [--plan FILE] [--venue ID] [--marks FILE] [--voters N] [--out DIR] [--no-papers] [--seed N]';

const MOST_VOTERS = 2047;
const LARGEST_SEED = 4_294_967_295;

/** The options, or one sentence on what is wrong with them. */
export function parseOptions(args: readonly string[]): Result<RehearseRequest, string> {
  const values = ['plan', 'venue', 'marks', 'voters', 'out', 'seed'];
  const parsed = parseCommandLine(args, { values, flags: ['no-papers'], words: [0, 0] });
  if (!parsed.ok) return parsed;
  const voters = wholeOption(parsed.value, 'voters', [1, MOST_VOTERS]);
  if (!voters.ok) return voters;
  const seed = wholeOption(parsed.value, 'seed', [0, LARGEST_SEED]);
  if (!seed.ok) return seed;
  const given = parsed.value.values;
  if (given['marks'] !== undefined && voters.value !== null) {
    return err('--voters không dùng cùng --marks: số cử tri là số phiếu trong tệp.');
  }
  return ok({
    plan: given['plan'] ?? null,
    venue: given['venue'] ?? null,
    marks: given['marks'] ?? null,
    voters: voters.value,
    out: given['out'] ?? null,
    papers: !parsed.value.flags.has('no-papers'),
    seed: seed.value ?? 1,
  });
}
