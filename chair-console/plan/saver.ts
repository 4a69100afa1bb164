import type { PlanDraft } from '#shared/plan/draft/draft-types.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { DraftsApi } from './drafts-api.ts';

/** Where the draft stands: on the server, on its way, to be sent again, or refused. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'waiting' | 'saving' }
  | { readonly kind: 'failed'; readonly refusal: AnyRefusal };

const PAUSE_MS = 800;
const AGAIN_MS = 3000;

/** Refusals that the same save will meet again. */
const FINAL = ['draft-conflict', 'too-many-drafts', 'draft-too-large', 'malformed'];

/**
 * Saves a draft by itself, a moment after each change; one save at a time, the newest state wins. A
 * save whose answer was lost is sent again as it was before anything newer: the server knows it.
 */
export class Saver {
  #id: string;
  #revision: number;
  readonly #api: Pick<DraftsApi, 'save'>;
  readonly #show: (state: SaveState) => void;
  #wanted: PlanDraft | null = null;
  /** Sent, and perhaps kept there: its answer is on its way or lost. */
  #sent: PlanDraft | null = null;
  #refused: AnyRefusal | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(
    id: string,
    revision: number,
    api: Pick<DraftsApi, 'save'>,
    show: (state: SaveState) => void,
  ) {
    this.#id = id;
    this.#revision = revision;
    this.#api = api;
    this.#show = show;
  }

  get id(): string {
    return this.#id;
  }

  /** The revision on the server, as far as this page knows. */
  get revision(): number {
    return this.#revision;
  }

  /** The draft has changed. */
  change(draft: PlanDraft): void {
    this.#wanted = draft;
    this.#show({ kind: 'waiting' });
    this.#after(PAUSE_MS);
  }

  /** Saves at once what is not saved yet; else why not all of it is on the server. */
  async flush(): Promise<Result<null, AnyRefusal>> {
    clearTimeout(this.#timer);
    while (this.#running !== null) await this.#running;
    do await this.#run();
    while (this.#wanted !== null && this.#refused === null);
    return this.#refused === null ? ok(null) : err(this.#refused);
  }

  /** Goes on under a new id, as the first revision: after another page has saved this draft. */
  rename(id: string): void {
    this.#id = id;
    this.#revision = 0;
    this.#sent = null;
  }

  /** Saves what is left, once, and stops. */
  close(): void {
    void this.flush();
    this.#closed = true;
  }

  #after(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.#run(), ms);
  }

  #run(): Promise<void> {
    this.#running ??= this.#save().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #save(): Promise<void> {
    const draft = this.#sent ?? this.#wanted;
    this.#refused = null;
    if (draft === null) return;
    this.#sent = draft;
    this.#show({ kind: 'saving' });
    const answer = await this.#api.save(this.#id, this.#revision, draft);
    if (!answer.ok) {
      this.#fail(answer.error);
      return;
    }
    this.#sent = null;
    this.#revision = answer.value.revision;
    if (this.#wanted === draft) {
      this.#wanted = null;
      this.#show({ kind: 'saved', at: answer.value.savedAt });
    } else {
      this.#after(0);
    }
  }

  #fail(refusal: AnyRefusal): void {
    this.#refused = refusal;
    this.#show({ kind: 'failed', refusal });
    if (FINAL.includes(refusal.code)) this.#sent = null;
    else this.#after(AGAIN_MS);
  }
}
