import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#shared/result.ts';

/** What a command line may hold: options with a value, flags without, and how many plain words. */
export interface CommandLine {
  readonly values: readonly string[];
  readonly flags: readonly string[];
  readonly words: readonly [least: number, most: number];
}

/** A parsed command line; an option that was not given is absent. */
export interface Arguments {
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
  readonly words: readonly string[];
}

/** The arguments, or one sentence on what is wrong with them. */
export function parseCommandLine(
  args: readonly string[],
  allowed: CommandLine,
): Result<Arguments, string> {
  const options: Record<string, { type: 'string' | 'boolean' }> = {};
  for (const name of allowed.values) options[name] = { type: 'string' };
  for (const name of allowed.flags) options[name] = { type: 'boolean' };
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    return sort(parsed.values, parsed.positionals, allowed);
  } catch (error) {
    return err(
      `Tham số không hợp lệ: ${error instanceof Error ? firstSentence(error.message) : ''}`,
    );
  }
}

/** Node adds advice of several lines that is of no use here. */
function firstSentence(message: string): string {
  return message.split(/\.?(?: To |\n)/)[0] ?? '';
}

function sort(
  given: Readonly<Record<string, unknown>>,
  words: readonly string[],
  { words: [least, most] }: CommandLine,
): Result<Arguments, string> {
  if (words.length > most) return err(`Thừa tham số: ${words.slice(most).join(' ')}`);
  if (words.length < least) return err('Thiếu tham số.');
  const entries = Object.entries(given);
  const values = entries.flatMap(([k, value]) => (typeof value === 'string' ? [[k, value]] : []));
  const flags = entries.flatMap(([k, value]) => (value === true ? [k] : []));
  return ok({
    values: Object.fromEntries(values) as Record<string, string>,
    flags: new Set(flags),
    words,
  });
}

/** A whole number from `least` to `most`, null when the option was not given. */
export function wholeOption(
  { values }: Arguments,
  name: string,
  [least, most]: readonly [number, number],
): Result<number | null, string> {
  const text = values[name];
  if (text === undefined) return ok(null);
  const n = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  return n >= least && n <= most
    ? ok(n)
    : err(`--${name} phải là số nguyên từ ${least} đến ${most}, không phải “${text}”.`);
}
