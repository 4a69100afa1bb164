import { join } from 'node:path';
import { err, ok, type Result } from '#shared/result.ts';
import { parseCommandLine } from '../arguments.ts';
import { ROOT } from '../root.ts';

/** What `npm run pictures` was asked for. */
export interface PicturesRequest {
  /** Only pictures whose name holds one of these; null: all. */
  readonly only: readonly string[] | null;
  readonly out: string;
  /** Whether axe looks at every state too. */
  readonly axe: boolean;
}

export const USAGE = 'npm run pictures -- [--only NAME[,NAME…]] [--out DIR] [--axe]';

/** Where the pictures of the user guide stand. */
export const PICTURES = join(ROOT, 'docs', 'pictures', 'screens');

/** The request, or one sentence on what is wrong with the command line. */
export function parseOptions(args: readonly string[]): Result<PicturesRequest, string> {
  const allowed = { values: ['only', 'out'], flags: ['axe'], words: [0, 0] } as const;
  const parsed = parseCommandLine(args, allowed);
  if (!parsed.ok) return err(parsed.error);
  const { values, flags } = parsed.value;
  return ok({
    only: values['only']?.split(',') ?? null,
    out: values['out'] ?? PICTURES,
    axe: flags.has('axe'),
  });
}
