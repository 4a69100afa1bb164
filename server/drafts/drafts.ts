import { refusal } from '#shared/meeting/refusals.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import { MOST_DRAFTS } from '#shared/wire-drafts.ts';
import type { DraftEntry } from '#shared/wire-drafts.ts';
import { turns } from '../in-turn.ts';
import type { DurableValue } from '../store/durable-json.ts';
import type { DraftContents } from './contents.ts';
import { NO_DRAFTS } from './index-file.ts';
import type { DraftsIndex, FirstDraftsFile, KeptDraft } from './index-file.ts';
import { DraftThread } from './thread.ts';

/** Where drafts are kept. */
export interface DraftsDependencies {
  readonly index: DurableValue<DraftsIndex | FirstDraftsFile>;
  readonly contents: DraftContents;
  readonly now: () => Date;
}

/**
 * The drafts of plans on this laptop, synced before a save is answered. Only a thread of its own
 * ever reads one: this class knows their bytes and what the index says of them.
 */
export class Drafts {
  readonly #deps: DraftsDependencies;
  readonly #thread = new DraftThread();
  readonly #inTurn = turns();
  #kept: readonly KeptDraft[] = [];

  private constructor(deps: DraftsDependencies) {
    this.#deps = deps;
  }

  /** With the drafts that were found whole; what nobody needs is removed. */
  static async start(deps: DraftsDependencies, kept: readonly KeptDraft[]): Promise<Drafts> {
    const drafts = new Drafts(deps);
    drafts.#kept = kept;
    await deps.contents.keepOnly(kept.map(({ id }) => id));
    return drafts;
  }

  /** The drafts, the one saved last first. */
  list(): readonly DraftEntry[] {
    return this.#kept.map(entryOf).sort((one, other) => other.savedAt.localeCompare(one.savedAt));
  }

  /** The draft with this id, as JSON in UTF-8. */
  open(
    id: string,
  ): Promise<Answer<{ readonly entry: DraftEntry; readonly bytes: Uint8Array<ArrayBuffer> }>> {
    return this.#inTurn(async () => {
      const found = this.#kept.find((each) => each.id === id);
      const bytes = found === undefined ? null : await this.#deps.contents.get(found);
      if (found === undefined || bytes === null) return err(refusal('no-such-draft'));
      return ok({ entry: entryOf(found), bytes: new Uint8Array(bytes) });
    });
  }

  /**
   * Keeps a draft (JSON in UTF-8) as the revision after `base`. The same save once more, its answer
   * lost, is answered as the first time. Refused when another page has saved the draft since `base`,
   * when there are too many drafts, and when the bytes are no draft.
   */
  save(id: string, base: number, bytes: Uint8Array): Promise<Answer<DraftEntry>> {
    return this.#inTurn(async () => {
      const read = await this.#thread.run({ kind: 'read', bytes });
      if (read.kind !== 'draft') return err(refusal('malformed', { path: 'draft' }));
      const { title, sha256 } = read;
      const old = this.#kept.find((each) => each.id === id);
      if (old?.revision === base + 1 && old.sha256 === sha256) return ok(entryOf(old));
      if ((old?.revision ?? 0) !== base) return err(refusal('draft-conflict'));
      if (old === undefined && this.#kept.length >= MOST_DRAFTS) {
        return err(refusal('too-many-drafts', { most: MOST_DRAFTS }));
      }
      // The content first: the index never names what is not on the disk.
      const content = { id, revision: base + 1, sha256 };
      await this.#deps.contents.put(content, bytes);
      const savedAt = this.#deps.now().toISOString();
      const saved = { ...content, title, savedAt, before: old?.sha256 ?? null };
      await this.#keep([...this.#kept.filter((each) => each.id !== id), saved]);
      return ok(entryOf(saved));
    });
  }

  /** Forgets a draft; one that is gone already is no fault. */
  remove(id: string): Promise<Answer<null>> {
    return this.#inTurn(async () => {
      await this.#keep(this.#kept.filter((each) => each.id !== id));
      await this.#deps.contents.keepOnly(this.#kept.map((each) => each.id));
      return ok(null);
    });
  }

  /** The plan that the draft makes at this revision, or what is wrong with it. */
  async planOf(id: string, revision: number): Promise<Answer<Plan>> {
    const found = await this.open(id);
    if (!found.ok) return found;
    if (found.value.entry.revision !== revision) return err(refusal('draft-conflict'));
    const made = await this.#thread.run({ kind: 'plan', bytes: found.value.bytes });
    if (made.kind === 'plan') return ok(made.plan);
    if (made.kind === 'faults') return err(refusal('plan-invalid', { problems: made.problems }));
    return err(refusal('no-such-draft'));
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  async #keep(drafts: readonly KeptDraft[]): Promise<void> {
    await this.#deps.index.update(() => ({ format: NO_DRAFTS.format, drafts: [...drafts] }));
    this.#kept = drafts;
  }
}

function entryOf({ id, title, revision, savedAt }: KeptDraft): DraftEntry {
  return { id, title, revision, savedAt };
}
