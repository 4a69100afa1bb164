import type { Book, KeptFile, Question } from './plan/preparation/book.ts';
import type { StepDone } from './plan/timeline.ts';
import type { Reply } from './wire.ts';

/** From the plan to the day and after it, as the chair's page notes it; all in `/chair` (R7–R10, R40). */

/** The book of another plan, which may be taken over when a plan got a new title, number or date. */
export interface OtherBook {
  readonly key: string;
  readonly title: string;
  readonly number: string;
  readonly steps: number;
  readonly questions: number;
}

/** A plan and what is noted of it. */
export interface PreparationView {
  /** Names the plan in every message about it (`bookKey`). */
  readonly key: string;
  /** The plan as JSON, its rolls left out; of a round: with that round's venue only. */
  readonly plan: string;
  /** The day on this laptop, `YYYY-MM-DD`. */
  readonly today: string;
  readonly book: Book;
  /** Only where nothing is noted yet. */
  readonly others: readonly OtherBook[];
  /** True in a rehearsal: nothing is noted then. */
  readonly rehearsal: boolean;
}

/** Base64 characters in one part of a file on its way up. */
export const FILE_PART_LENGTH = 48_000;
/** The largest file, in bytes: 10 MB, as for files beside a plan. */
export const LARGEST_FILE = 10 * 1024 * 1024;

/** One part of a file; parts in order from 0. */
export interface FilePart {
  readonly name: string;
  readonly part: number;
  readonly parts: number;
  /** Base64 of the part's bytes; a multiple of four characters. */
  readonly text: string;
}

export interface PreparationEvents {
  /** Of the stored plan, or of the active round; null where there is none. */
  'preparation-read': (
    message: { readonly of: 'plan' | 'round' },
    reply: Reply<PreparationView | null>,
  ) => void;
  /** Notes a step as done, or takes that back (null). */
  'step-mark': (
    message: { readonly plan: string; readonly step: string; readonly done: StepDone | null },
    reply: Reply<Book>,
  ) => void;
  /** Keeps a question, in the place of the one with its id. */
  'question-put': (
    message: { readonly plan: string; readonly question: Question },
    reply: Reply<Book>,
  ) => void;
  'question-remove': (
    message: { readonly plan: string; readonly id: string },
    reply: Reply<Book>,
  ) => void;
  /** The last part is answered with the file as it is kept, synced; the others with null. */
  'file-part': (message: FilePart, reply: Reply<KeptFile | null>) => void;
  /** Makes these files the subject's dossier: to add, to replace, to remove, and to take that back. */
  'dossier-set': (
    message: {
      readonly plan: string;
      readonly subject: string;
      readonly files: readonly KeptFile[];
    },
    reply: Reply<Book>,
  ) => void;
  /** Takes over the book of another plan where nothing is noted yet. */
  'book-take': (
    message: { readonly plan: string; readonly from: string },
    reply: Reply<Book>,
  ) => void;
}
