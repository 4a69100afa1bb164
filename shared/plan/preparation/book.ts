import type { Plan } from '../plan-types.ts';
import type { StepDone, StepsDone } from '../timeline.ts';

/** A file that was sent up: its name for readers, where it lies, and its size. */
export interface KeptFile {
  readonly name: string;
  /** `kho/<SHA-256>.<kind>`: by content, so that no name ever leads to another file. */
  readonly file: string;
  readonly bytes: number;
}

/** A voter's written question to a subject, and what became of it (R10). Days are `YYYY-MM-DD`. */
export interface Question {
  readonly id: string;
  readonly venue: string;
  /** The subject's id in the plan. */
  readonly subject: string;
  /** Who asks: a member, or a unit. */
  readonly from: string;
  readonly text: string;
  readonly received: string;
  /** When the staff unit passed it on to the subject; null: not yet. */
  readonly forwarded: string | null;
  /** When the explanation came; null: not yet. */
  readonly answered: string | null;
  /** The explanation's text; may be empty where a file has it. */
  readonly answer: string;
  readonly answerFile: KeptFile | null;
}

/** What the staff unit notes of one plan's preparation, beside the plan itself. */
export interface Book {
  /** By the step's key (`timeline.ts`). */
  readonly done: StepsDone;
  readonly questions: readonly Question[];
  /** By the subject's id: what is shown to voters beside the plan's own files (R9). */
  readonly dossiers: Readonly<Record<string, readonly KeptFile[]>>;
}

/** Nothing noted yet. */
export const EMPTY_BOOK: Book = { done: {}, questions: [], dossiers: {} };

/** How many questions a plan's book holds. */
export const MOST_QUESTIONS = 200;
/** How many files one subject's dossier has. */
export const MOST_FILES = 12;
/** How many steps can be noted as done. */
export const MOST_STEPS = 500;
/** Longest question and answer, in UTF-16 units. */
export const LONGEST_TEXT = 2_000;

/** Names the plan that a book belongs to: the same for every version of its roll and ballot. */
export function bookKey({ title, number, date }: Pick<Plan, 'title' | 'number' | 'date'>): string {
  return JSON.stringify([title, number, date]);
}

/** The book with a step noted as done, or no longer (null). */
export function withStep(book: Book, step: string, done: StepDone | null): Book {
  const others = Object.entries(book.done).filter(([key]) => key !== step);
  return {
    ...book,
    done: Object.fromEntries(done === null ? others : [...others, [step, done]]),
  };
}

/** The book with this question in the place of the one with its id, or as the last. */
export function withQuestion(book: Book, question: Question): Book {
  const { questions } = book;
  const isKnown = questions.some(({ id }) => id === question.id);
  return {
    ...book,
    questions: isKnown
      ? questions.map((each) => (each.id === question.id ? question : each))
      : [...questions, question],
  };
}

/** The book without the question; one that is gone already is no fault. */
export function withoutQuestion(book: Book, id: string): Book {
  return { ...book, questions: book.questions.filter((each) => each.id !== id) };
}

/** The book with these files as the subject's dossier. */
export function withDossier(book: Book, subject: string, files: readonly KeptFile[]): Book {
  const others = Object.entries(book.dossiers).filter(([id]) => id !== subject);
  return {
    ...book,
    dossiers: Object.fromEntries(files.length === 0 ? others : [...others, [subject, files]]),
  };
}

/** True when there is nothing in it. */
export function isEmptyBook({ done, questions, dossiers }: Book): boolean {
  return (
    questions.length === 0 && Object.keys(done).length === 0 && Object.keys(dossiers).length === 0
  );
}

/** Every file that the book names. */
export function filesOf({ questions, dossiers }: Book): readonly string[] {
  return [
    ...Object.values(dossiers).flatMap((files) => files.map(({ file }) => file)),
    ...questions.flatMap(({ answerFile }) => (answerFile === null ? [] : [answerFile.file])),
  ];
}

/** The plan with the dossiers of its book behind its own (R9): what a round is begun with. */
export function withDossiers(plan: Plan, { dossiers }: Book): Plan {
  return {
    ...plan,
    subjects: plan.subjects.map((subject) => {
      const sent = dossiers[subject.id] ?? [];
      if (sent.length === 0) return subject;
      const items = sent.map(({ name, file }) => ({ name, file }));
      return { ...subject, dossier: [...(subject.dossier ?? []), ...items] };
    }),
  };
}
