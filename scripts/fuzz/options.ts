import { err, ok, type Result } from '#shared/result.ts';
import { parseCommandLine, wholeOption } from '../arguments.ts';
import { TARGETS, type Target } from './inputs.ts';

/** What `npm run fuzz` was asked for. */
export interface FuzzOptions {
  readonly inputs: number;
  /** Number of the first input: another seed begins elsewhere. */
  readonly seed: number;
  /** One target alone; null for the usual mixture. */
  readonly target: Target | null;
  /** Whether inputs with a verdict not seen before are added to the kept ones. */
  readonly keep: boolean;
}

export const USAGE =
  'npm run fuzz -- [--inputs N] [--seed N] [--target board|forged|register|result|wire] [--keep]';

const USUAL = 20_000;
const MOST = 1_000_000_000;
const LARGEST_SEED = 4_294_967_295;

/** The options, or one sentence on what is wrong with them. */
export function parseOptions(args: readonly string[]): Result<FuzzOptions, string> {
  const values = ['inputs', 'seed', 'target'];
  const parsed = parseCommandLine(args, { values, flags: ['keep'], words: [0, 0] });
  if (!parsed.ok) return parsed;
  const inputs = wholeOption(parsed.value, 'inputs', [1, MOST]);
  if (!inputs.ok) return inputs;
  const seed = wholeOption(parsed.value, 'seed', [0, LARGEST_SEED]);
  if (!seed.ok) return seed;
  const named = parsed.value.values['target'];
  const target = TARGETS.find((each) => each === named) ?? null;
  if (named !== undefined && target === null) return err(`--target: không có “${named}”.`);
  return ok({
    inputs: inputs.value ?? USUAL,
    seed: seed.value ?? 1,
    target,
    keep: parsed.value.flags.has('keep'),
  });
}
