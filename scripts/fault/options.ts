import { err, ok, type Result } from '#shared/result.ts';
import { parseCommandLine, wholeOption } from '../arguments.ts';
import { PARTS, type Part } from './points.ts';

/** What `npm run fault` was asked for. */
export interface FaultOptions {
  /** How many deaths. */
  readonly cycles: number;
  readonly seed: number;
  /** Kills at the steps of this part of the meeting only; null: everywhere. */
  readonly part: Part | null;
  /** A meeting that went wrong, as it was kept: only this one is held. */
  readonly replay: string | null;
}

export const USAGE = `npm run fault -- [--cycles N] [--seed N] [--phase ${PARTS.join('|')}] [--replay FILE]`;

const USUAL_CYCLES = 60;

/** The options, or one sentence on what is wrong with them. */
export function parseOptions(args: readonly string[]): Result<FaultOptions, string> {
  const values = ['cycles', 'seed', 'phase', 'replay'];
  const parsed = parseCommandLine(args, { values, flags: [], words: [0, 0] });
  if (!parsed.ok) return parsed;
  const cycles = wholeOption(parsed.value, 'cycles', [1, 100_000]);
  if (!cycles.ok) return cycles;
  const seed = wholeOption(parsed.value, 'seed', [0, 4_294_967_295]);
  if (!seed.ok) return seed;
  const phase = parsed.value.values['phase'];
  const part = PARTS.find((each) => each === phase) ?? null;
  if (phase !== undefined && part === null) {
    return err(`--phase phải là một trong ${PARTS.join(', ')}.`);
  }
  return ok({
    cycles: cycles.value ?? USUAL_CYCLES,
    seed: seed.value ?? 1,
    part,
    replay: parsed.value.values['replay'] ?? null,
  });
}
