import { err, ok, type Result } from '#shared/result.ts';
import { parseCommandLine, wholeOption } from '../../arguments.ts';
import { KINDS, type Kind } from './fault-kinds.ts';
import type { NetOrders } from './meeting.ts';

export const NET_USAGE = `npm run fault -- --network [--seed N] [--voters N] [--kind ${KINDS.join('|')}] [--seconds N] [--longest N]`;

const USUAL = { seed: 1, voters: 30, seconds: 30, longest: 30 };

/** One meeting for each kind of fault alone and one with all of them, or the kind that is asked for. */
export function parseNetOptions(args: readonly string[]): Result<readonly NetOrders[], string> {
  const values = ['seed', 'voters', 'kind', 'seconds', 'longest'];
  const parsed = parseCommandLine(args, { values, flags: ['network'], words: [0, 0] });
  if (!parsed.ok) return parsed;
  const numbers = { ...USUAL };
  for (const [name, range] of [
    ['seed', [0, 4_294_967_295]],
    ['voters', [12, 300]],
    ['seconds', [1, 3600]],
    ['longest', [1, 120]],
  ] as const) {
    const given = wholeOption(parsed.value, name, range);
    if (!given.ok) return given;
    numbers[name] = given.value ?? numbers[name];
  }
  const named = parsed.value.values['kind'];
  const kind = KINDS.find((each) => each === named);
  if (named !== undefined && kind === undefined)
    return err(`--kind phải là một trong ${KINDS.join(', ')}.`);
  const mixes: (readonly Kind[])[] =
    kind === undefined ? [...KINDS.map((each) => [each]), KINDS] : [[kind]];
  return ok(mixes.map((kinds, i) => ({ ...numbers, seed: numbers.seed + i, kinds })));
}
