import * as v from 'valibot';
import { isCalendarDate } from '../dates.ts';
import { LONGEST_TEXT, MOST_FILES, MOST_QUESTIONS, MOST_STEPS } from './book.ts';

const LARGEST_FILE = 10 * 1024 * 1024;

/** A day of the calendar, `YYYY-MM-DD`. */
export const dayShape = v.pipe(v.string(), v.check(isCalendarDate));
const planId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/u));
const ownId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/u));

/** One paragraph of at most `longest` units: NFC, trimmed, no control characters. */
function text(shortest: number, longest: number, lines = false) {
  return v.pipe(
    v.string(),
    v.normalize('NFC'),
    v.trim(),
    v.minLength(shortest),
    v.maxLength(longest),
    v.check((each) => !(lines ? /[^\P{Cc}\n\t]/u : /\p{Cc}/u).test(each)),
  );
}

/** The key of a step (`timeline.ts`): the venue, then which. */
export const stepKeyShape = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_-]{1,32}\/[A-Za-z0-9_-]{1,40}$/u),
);
export const stepDoneShape = v.strictObject({ on: dayShape, note: text(0, 500) });

/** A file sent up, as `KeptFile`. */
export const keptFileShape = v.strictObject({
  name: text(1, 120),
  file: v.pipe(v.string(), v.regex(/^kho\/[0-9a-f]{64}\.(?:pdf|jpg|png|docx)$/u)),
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(LARGEST_FILE)),
});
export const dossierShape = v.pipe(v.array(keptFileShape), v.maxLength(MOST_FILES));
export const subjectIdShape = planId;
export const questionIdShape = ownId;

/** A written question, as `Question` (R10): an answer has its day, and none is before the question. */
export const questionShape = v.pipe(
  v.strictObject({
    id: ownId,
    venue: planId,
    subject: planId,
    from: text(1, 200),
    text: text(1, LONGEST_TEXT, true),
    received: dayShape,
    forwarded: v.nullable(dayShape),
    answered: v.nullable(dayShape),
    answer: text(0, LONGEST_TEXT, true),
    answerFile: v.nullable(keptFileShape),
  }),
  v.check(({ forwarded, received }) => forwarded === null || forwarded >= received),
  v.check(({ answered, received }) => answered === null || answered >= received),
  v.check(
    ({ answered, answer, answerFile }) =>
      answered !== null || (answer === '' && answerFile === null),
  ),
);

/** A plan's book, as `Book`. */
export const bookShape = v.strictObject({
  done: v.pipe(v.record(stepKeyShape, stepDoneShape), v.maxEntries(MOST_STEPS)),
  questions: v.pipe(v.array(questionShape), v.maxLength(MOST_QUESTIONS)),
  dossiers: v.record(subjectIdShape, dossierShape),
});
