import type { Plan } from '#shared/plan/plan-types.ts';
import type { Book, KeptFile, Question } from '#shared/plan/preparation/book.ts';
import type { StepDone } from '#shared/plan/timeline.ts';
import type { PreparationView } from '#shared/wire-preparation.ts';
import { Action } from '../action.svelte.ts';
import type { PreparationApi } from './preparation-api.ts';

/** An act that can be taken back: what it was, and how. */
interface Taken {
  readonly what: string;
  readonly back: () => ReturnType<PreparationApi['mark']>;
}

/** A plan's book on this page: what is noted, and the last act, which may be taken back. */
export class Notes {
  readonly action = new Action();
  readonly plan: Plan;
  readonly key: string;
  readonly today: string;
  readonly rehearsal: boolean;
  readonly #api: PreparationApi;
  #book = $state.raw<Book>({ done: {}, questions: [], dossiers: {} });
  #taken = $state.raw<Taken | null>(null);
  #progress = $state.raw<{ readonly name: string; readonly part: number } | null>(null);

  constructor(view: PreparationView, api: PreparationApi) {
    this.plan = JSON.parse(view.plan) as Plan;
    this.key = view.key;
    this.today = view.today;
    this.rehearsal = view.rehearsal;
    this.#book = view.book;
    this.#api = api;
  }

  get book(): Book {
    return this.#book;
  }

  /** What was done last and can be taken back; null: nothing. */
  get lastTaken(): string | null {
    return this.#taken?.what ?? null;
  }

  /** The file on its way up. */
  get progress(): { readonly name: string; readonly part: number } | null {
    return this.#progress;
  }

  subjectName(id: string): string {
    return this.plan.subjects.find((subject) => subject.id === id)?.name ?? id;
  }

  /** Notes a step as done, or takes that back; true when it is kept. */
  mark(step: string, done: StepDone | null, what: string): Promise<boolean> {
    const before = this.#book.done[step] ?? null;
    return this.#change(() => this.#api.mark(this.key, step, done), {
      what,
      back: () => this.#api.mark(this.key, step, before),
    });
  }

  putQuestion(question: Question, what: string): Promise<boolean> {
    const before = this.#book.questions.find(({ id }) => id === question.id);
    const back =
      before === undefined
        ? () => this.#api.removeQuestion(this.key, question.id)
        : () => this.#api.putQuestion(this.key, before);
    return this.#change(() => this.#api.putQuestion(this.key, question), { what, back });
  }

  removeQuestion(question: Question, what: string): Promise<boolean> {
    return this.#change(() => this.#api.removeQuestion(this.key, question.id), {
      what,
      back: () => this.#api.putQuestion(this.key, question),
    });
  }

  setDossier(subject: string, files: readonly KeptFile[], what: string): Promise<boolean> {
    const before = this.#book.dossiers[subject] ?? [];
    return this.#change(() => this.#api.setDossier(this.key, subject, files), {
      what,
      back: () => this.#api.setDossier(this.key, subject, before),
    });
  }

  /** Sends a file up; null when it was refused (`action` says why). */
  async send(file: File): Promise<KeptFile | null> {
    const answer = await this.action.run(() => {
      this.#progress = { name: file.name, part: 0 };
      return this.#api.send(file, (part) => {
        this.#progress = { name: file.name, part };
      });
    });
    this.#progress = null;
    return answer?.ok === true ? answer.value : null;
  }

  /** Takes over the book of another plan. */
  async take(from: string): Promise<void> {
    const answer = await this.action.run(() => this.#api.take(this.key, from));
    if (answer?.ok === true) this.#book = answer.value;
  }

  /** Takes the last act back. */
  async undo(): Promise<void> {
    const taken = this.#taken;
    if (taken === null) return;
    const answer = await this.action.run(taken.back);
    if (answer?.ok !== true) return;
    this.#book = answer.value;
    this.#taken = null;
  }

  async #change(ask: () => ReturnType<PreparationApi['mark']>, taken: Taken): Promise<boolean> {
    const answer = await this.action.run(ask);
    if (answer?.ok !== true) return false;
    this.#book = answer.value;
    this.#taken = taken;
    return true;
  }
}
