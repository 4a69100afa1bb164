import { checkDraft, type Checked, type Finding } from '#shared/plan/draft/check.ts';
import type { Section } from '#shared/plan/draft/address.ts';
import type { PlanDraft } from '#shared/plan/draft/draft-types.ts';
import { undone, type Undo, type Undoable } from '#shared/plan/draft/undo.ts';
import { byField } from './by-field.ts';
import type { DraftsApi } from './drafts-api.ts';
import { Saver, type SaveState } from './saver.ts';

/** What the editor shows: a part of the plan, or its preview; of which venue. */
export interface Place {
  readonly section: Section | 'preview';
  readonly venue: string | null;
}

interface Taken {
  readonly undo: Undo;
  /** What was taken away, in Vietnamese. */
  readonly what: string;
}

const CHECK_MS = 250;

/** A plan being written: the draft, what its checks say, and what became of its saving. */
export class PlanEditor {
  #draft: PlanDraft;
  #checked: Checked;
  #save = $state.raw<SaveState>({ kind: 'saved', at: null });
  #taken = $state.raw<readonly Taken[]>([]);
  place = $state.raw<Place>({ section: 'plan', venue: null });
  /** The row that has to be on the screen: its table turns to its page. */
  wanted = $state.raw<string | null>(null);
  readonly saver: Saver;
  readonly #byField: ReturnType<typeof byField>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(draft: PlanDraft, id: string, revision: number, api: Pick<DraftsApi, 'save'>) {
    this.#draft = $state.raw(draft);
    this.#checked = $state.raw(checkDraft(draft));
    this.#byField = $derived(byField(this.#checked.findings));
    this.saver = new Saver(id, revision, api, (state) => {
      this.#save = state;
    });
    if (revision === 0) this.saver.change(draft);
  }

  get draft(): PlanDraft {
    return this.#draft;
  }

  get checked(): Checked {
    return this.#checked;
  }

  get save(): SaveState {
    return this.#save;
  }

  /** What can be taken back next, or null. */
  get lastTaken(): string | null {
    return this.#taken.at(-1)?.what ?? null;
  }

  /** What the checks say of a field. */
  of(field: string): readonly Finding[] {
    return this.#byField.get(field) ?? [];
  }

  /** A change; it is checked and saved a moment later. */
  set(draft: PlanDraft): void {
    if (draft === this.#draft) return;
    this.#draft = draft;
    this.saver.change(draft);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.check();
    }, CHECK_MS);
  }

  /** A deletion or an import, which can be taken back; `what` says what it was. */
  take(done: Undoable | null, what: string): void {
    if (done === null) return;
    this.#taken = [...this.#taken, { undo: done.undo, what }].slice(-50);
    this.set(done.draft);
    this.check();
  }

  /** Takes the last deletion or import back. */
  undo(): void {
    const last = this.#taken.at(-1);
    if (last === undefined) return;
    this.#taken = this.#taken.slice(0, -1);
    this.set(undone(this.#draft, last.undo));
    this.check();
  }

  /** Runs the checks now. */
  check(): void {
    clearTimeout(this.#timer);
    this.#checked = checkDraft(this.#draft);
  }

  /** Shows the field that a finding is about, and gives it the focus. */
  async show({ section, venue, row, field }: Finding): Promise<void> {
    this.place = { section, venue };
    this.wanted = row;
    // Twice: the table turns its page only after the section is there.
    await new Promise((resolve) => setTimeout(resolve, 60));
    const element = document.getElementById(field);
    const target =
      element?.matches('input, select, textarea, button') === true
        ? element
        : (element?.querySelector<HTMLElement>('input, select, textarea, button') ?? element);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.saver.close();
  }
}
