import * as v from 'valibot';
import { err, ok, type Result } from '#shared/result.ts';
import { isBounded } from './bounded.ts';
import { isCalendarDate } from './dates.ts';
import { formatPath, type Problem } from './problem.ts';

/** A schema for data from outside whose output is `T`. */
export type Schema<T> = v.GenericSchema<unknown, T>;

/** What a parse found: the value as far as its types hold, and everything wrong with it. */
export interface Parsed<T> {
  readonly value: T | null;
  readonly problems: readonly Problem[];
}

/** Characters nobody can see or that turn text around: controls, formats, lone surrogates. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const LONGEST_TEXT = 2000;
const UNKNOWN_FIELD = 'trường không có trong định dạng, hãy bỏ đi hoặc sửa tên';
const TOO_MUCH = 'dài hoặc lồng nhau hơn mọi tệp của phần mềm này';
const NOT_AN_OBJECT = 'phải là một đối tượng { … }';

/** Text from people: NFC, trimmed, not empty, nothing hidden in it, at most 2,000 characters. */
export const text = v.pipe(
  v.string(),
  v.transform((given) => given.normalize('NFC').trim()),
  v.check((given) => given !== '', 'không được để trống'),
  v.check((given) => !HIDDEN.test(given), 'có ký tự điều khiển hoặc ký tự ẩn, hãy gõ lại'),
  v.maxLength(LONGEST_TEXT, `dài quá ${LONGEST_TEXT} ký tự`),
);

/** An id as design 4 allows it. */
export const id = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9_-]{1,32}$/u,
    'phải gồm 1 đến 32 ký tự A–Z, a–z, 0–9, gạch dưới hoặc gạch nối',
  ),
);

/** A day of the calendar, `YYYY-MM-DD`. */
export const date = v.pipe(
  v.string(),
  v.check(isCalendarDate, 'phải là một ngày có thật, viết dạng NĂM-THÁNG-NGÀY (2026-03-15)'),
);

/** A whole number from `least` to `most`. */
export function whole(least: number, most: number) {
  const message = `phải là số nguyên từ ${least} đến ${most}`;
  return v.pipe(
    v.number(),
    v.check((n) => Number.isSafeInteger(n) && n >= least && n <= most, message),
  );
}

/**
 * An object with these keys and no other. Unlike `v.strictObject` it names every unknown key, not
 * only the first; unknown keys (`__proto__` among them) never reach the output.
 */
export function record<const T extends v.ObjectEntries>(entries: T) {
  const known = v.object(entries);
  return v.lazy((input) => {
    const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
    if (!isObject)
      return v.pipe(
        known,
        v.check(() => false, NOT_AN_OBJECT),
      );
    const unknown = Object.keys(input).filter((key) => !Object.hasOwn(entries, key));
    return v.pipe(
      known,
      v.rawCheck(({ addIssue }) => {
        for (const key of unknown) {
          const path = { type: 'object', origin: 'key', input: {}, key, value: undefined } as const;
          addIssue({ message: UNKNOWN_FIELD, path: [path] });
        }
      }),
    );
  });
}

/** Runs a schema and says in Vietnamese everything that is wrong. */
export function parseWith<T>(schema: Schema<T>, input: unknown): Parsed<T> {
  // To name every fault of a monster would keep the server from everything else (S16).
  if (!isBounded(input)) return { value: null, problems: [{ path: '', text: TOO_MUCH }] };
  const parsed = v.safeParse(schema, input, { message: sentence });
  const problems = (parsed.issues ?? []).map((issue) => ({
    path: formatPath((issue.path ?? []).map((item) => item.key)),
    text: issue.message,
  }));
  return { value: parsed.typed ? parsed.output : null, problems };
}

/** The value if nothing is wrong with it, by the schema and by `checks` on the typed value. */
export function parseChecked<T>(
  schema: Schema<T>,
  input: unknown,
  checks: (value: T) => readonly Problem[],
): Result<T, Problem[]> {
  const { value, problems } = parseWith(schema, input);
  const found = value === null ? [...problems] : [...problems, ...checks(value)];
  return value === null || found.length > 0 ? err(found) : ok(value);
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'phải là chữ, đặt trong ngoặc kép',
  number: 'phải là số',
  boolean: 'phải là true hoặc false',
  array: 'phải là danh sách',
  object: NOT_AN_OBJECT,
};

function sentence(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === 'schema' && issue.received === 'undefined') return 'bắt buộc';
  if (issue.type === 'picklist' || issue.type === 'literal') {
    return `phải là ${(issue.expected ?? '').replace(/^\(|\)$/gu, '').replaceAll(' | ', ' hoặc ')}`;
  }
  return KINDS[issue.type] ?? 'giá trị không đúng';
}
