import * as v from 'valibot';
import type { RecordedQuestion } from '#shared/meeting/commands.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import { localTime } from '#shared/papers/local-time.ts';
import { bookShape } from '#shared/plan/preparation/book-shape.ts';
import {
  bookKey,
  EMPTY_BOOK,
  filesOf,
  isEmptyBook,
  MOST_QUESTIONS,
  MOST_STEPS,
  withDossier,
  withoutQuestion,
  withQuestion,
  withStep,
  type Book,
  type KeptFile,
  type Question,
} from '#shared/plan/preparation/book.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { PLAN_FORMAT, type Venue } from '#shared/plan/plan-types.ts';
import type { RoundPlan, RoundVenue } from '#shared/plan/round-plan.ts';
import type { StepDone } from '#shared/plan/timeline.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import type { OtherBook, PreparationView } from '#shared/wire-preparation.ts';
import type { DurableValue } from './store/durable-json.ts';

const FILE = v.strictObject({ books: v.record(v.string(), bookShape) });

export type PreparationFile = v.InferOutput<typeof FILE>;

/** Nothing noted yet. */
export const NO_PREPARATION: PreparationFile = { books: {} };

/** The stored books, or why the file is none. */
export function parsePreparationFile(input: unknown): Result<PreparationFile, string> {
  const parsed = v.safeParse(FILE, input);
  return parsed.success ? ok(parsed.output) : err('not the preparation of plans');
}

/** What the preparation needs of the laptop. */
export interface PreparationDependencies {
  readonly stored: DurableValue<PreparationFile>;
  readonly now: () => Date;
  readonly plan: () => Plan | null;
  /** The active round's plan. */
  readonly round: () => { readonly plan: RoundPlan; readonly rehearsal: boolean } | null;
  /** True when the file lies here. */
  readonly hasFile: (file: KeptFile) => Promise<boolean>;
}

/**
 * What is noted beside plans: `DATA/preparation.json`, synced before a note is answered. Notes go to
 * the plan on the laptop and to the one of the active round, never to one that is not shown.
 */
export class Preparation {
  readonly #deps: PreparationDependencies;

  constructor(deps: PreparationDependencies) {
    this.#deps = deps;
  }

  /** The book of this plan. */
  bookOf(plan: Pick<Plan, 'title' | 'number' | 'date'>): Book {
    return this.#book(bookKey(plan));
  }

  /** Every file that a book names, so that none of them is swept away. */
  get files(): readonly string[] {
    return Object.values(this.#deps.stored.value.books).flatMap(filesOf);
  }

  /** The stored plan, or the active round's, with its book; null where there is none. */
  view(of: 'plan' | 'round'): PreparationView | null {
    const round = this.#deps.round();
    const plan = of === 'plan' ? this.#deps.plan() : this.#planOfRound(round?.plan ?? null);
    if (plan === null) return null;
    const key = bookKey(plan);
    const book = this.#book(key);
    const venues = plan.venues.map((venue) => ({ ...venue, roll: [] }));
    return {
      key,
      plan: JSON.stringify({ ...plan, venues }),
      today: localTime(this.#deps.now().toISOString()).date,
      book,
      others: isEmptyBook(book) ? this.#others(key) : [],
      rehearsal: of === 'round' && round?.rehearsal === true,
    };
  }

  /** Notes a step as done, or takes that back. */
  mark(plan: string, step: string, done: StepDone | null): Promise<Answer<Book>> {
    return this.#change(plan, (book) => {
      const next = withStep(book, step, done);
      return Object.keys(next.done).length > MOST_STEPS
        ? err(refusal('malformed', { path: 'step' }))
        : ok(next);
    });
  }

  /** Keeps a question whose answer's file, if any, is here. */
  async putQuestion(plan: string, question: Question): Promise<Answer<Book>> {
    const { answerFile } = question;
    if (answerFile !== null && !(await this.#deps.hasFile(answerFile))) {
      return err(refusal('file-gone'));
    }
    return this.#change(plan, (book) => {
      const next = withQuestion(book, question);
      return next.questions.length > MOST_QUESTIONS
        ? err(refusal('too-many-questions', { most: MOST_QUESTIONS }))
        : ok(next);
    });
  }

  removeQuestion(plan: string, id: string): Promise<Answer<Book>> {
    return this.#change(plan, (book) => ok(withoutQuestion(book, id)));
  }

  /** Makes these files, each of them here, the subject's dossier (R9). */
  async setDossier(
    plan: string,
    subject: string,
    files: readonly KeptFile[],
  ): Promise<Answer<Book>> {
    const here = await Promise.all(files.map((file) => this.#deps.hasFile(file)));
    if (here.includes(false)) return err(refusal('file-gone'));
    return this.#change(plan, (book) => ok(withDossier(book, subject, files)));
  }

  /** Takes over what is noted of another plan; only where nothing is noted yet. */
  take(plan: string, from: string): Promise<Answer<Book>> {
    return this.#change(plan, (book) => (isEmptyBook(book) ? ok(this.#book(from)) : ok(book)));
  }

  #book(key: string): Book {
    const { books } = this.#deps.stored.value;
    return Object.hasOwn(books, key) ? (books[key] ?? EMPTY_BOOK) : EMPTY_BOOK;
  }

  #others(own: string): OtherBook[] {
    return Object.entries(this.#deps.stored.value.books)
      .filter(([key]) => key !== own)
      .map(([key, { done, questions }]) => {
        const [title = '', number = ''] = JSON.parse(key) as readonly string[];
        const steps = Object.keys(done).length;
        return { key, title, number, steps, questions: questions.length };
      });
  }

  async #change(plan: string, fn: (book: Book) => Answer<Book>): Promise<Answer<Book>> {
    const shown = [this.#deps.plan(), this.#deps.round()?.plan ?? null];
    if (!shown.some((each) => each !== null && bookKey(each) === plan)) {
      return err(refusal('plan-changed'));
    }
    let answer: Answer<Book> = ok(EMPTY_BOOK);
    await this.#deps.stored.update(({ books }) => {
      answer = fn(Object.hasOwn(books, plan) ? (books[plan] ?? EMPTY_BOOK) : EMPTY_BOOK);
      if (!answer.ok) return { books };
      const others = Object.entries(books).filter(([key]) => key !== plan);
      const own = isEmptyBook(answer.value) ? [] : [[plan, answer.value] as const];
      return { books: Object.fromEntries([...others, ...own]) } as PreparationFile;
    });
    return answer;
  }

  /** The plan of the round for its venue: the stored one, whose days off count, while it is the same. */
  #planOfRound(round: RoundPlan | null): Plan | null {
    if (round === null) return null;
    const stored = this.#deps.plan();
    const same = stored !== null && bookKey(stored) === bookKey(round);
    const venue = same ? stored.venues.find(({ id }) => id === round.venue.id) : undefined;
    if (stored !== null && venue !== undefined) return { ...stored, venues: [venue] };
    const { lines, excluded, venue: own, ...heading } = round;
    const subjects = [
      ...lines.map((line) => ({ ...line, venues: [own.id] })),
      ...excluded.map(({ reason, ...rest }) => ({ ...rest, excluded: reason, venues: [own.id] })),
    ];
    return { format: PLAN_FORMAT, ...heading, subjects, venues: [venueOf(own)] };
  }
}

/** The questions of this round's venue as its log takes them (R10). */
export function recordedQuestions(book: Book, { venue }: RoundPlan): RecordedQuestion[] {
  return book.questions
    .filter((question) => question.venue === venue.id)
    .map(({ subject, text, received, forwarded, answered, answer, answerFile }) => ({
      subject,
      text,
      received,
      forwarded,
      answered,
      answer,
      file: answerFile?.name ?? null,
    }));
}

function venueOf({ threshold, phonesAllowed, ...stated }: RoundVenue): Venue {
  return {
    ...stated,
    ...(threshold === null ? {} : { threshold }),
    ...(phonesAllowed === null ? {} : { phonesAllowed }),
  };
}
