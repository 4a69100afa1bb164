import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { refusal } from '#shared/meeting/refusals.ts';
import { parseDraft } from '#shared/plan/draft/draft-schema.ts';
import type { PlanDraft } from '#shared/plan/draft/draft-types.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import { LARGEST_DRAFT, MOST_DRAFTS } from '#shared/wire-drafts.ts';
import type { DraftEntry, DraftPart } from '#shared/wire-drafts.ts';
import type { DurableValue } from './store/durable-json.ts';

interface Stored extends Omit<DraftEntry, 'title'> {
  readonly draft: PlanDraft;
}

export interface DraftsFile {
  readonly drafts: readonly Stored[];
}

/** No draft kept yet. */
export const NO_DRAFTS: DraftsFile = { drafts: [] };

const draftShape = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, PlanDraft>(({ dataset, addIssue, NEVER }) => {
    const draft = parseDraft(dataset.value);
    if (draft.ok) return draft.value;
    addIssue({ message: draft.error });
    return NEVER;
  }),
);
const FILE = v.strictObject({
  drafts: v.array(
    v.strictObject({
      id: v.string(),
      revision: v.number(),
      savedAt: v.string(),
      draft: draftShape,
    }),
  ),
});

/** The stored drafts, or why the file is none. */
export function parseDraftsFile(input: unknown): Result<DraftsFile, string> {
  const parsed = v.safeParse(FILE, input);
  return parsed.success ? ok(parsed.output) : err('not the drafts of plans');
}

/**
 * Of all drafts together, in UTF-16 units of JSON: they are written as one file on the thread that
 * also takes the ballots, which waits for it.
 */
const MOST_TOGETHER = 8_000_000;

/** The drafts of plans on this laptop: `DATA/drafts.json`, synced before a save is answered. */
export class Drafts {
  readonly #stored: DurableValue<DraftsFile>;
  readonly #now: () => Date;
  /** Worked out once for each kept draft. */
  readonly #lengths = new WeakMap<PlanDraft, number>();

  constructor(stored: DurableValue<DraftsFile>, now: () => Date) {
    this.#stored = stored;
    this.#now = now;
  }

  /** The drafts, the one saved last first. */
  list(): readonly DraftEntry[] {
    return this.#stored.value.drafts
      .map(entryOf)
      .sort((one, other) => other.savedAt.localeCompare(one.savedAt));
  }

  /** The draft with this id. */
  open(id: string): Answer<{ readonly entry: DraftEntry; readonly draft: PlanDraft }> {
    const found = this.#stored.value.drafts.find((each) => each.id === id);
    return found === undefined
      ? err(refusal('no-such-draft'))
      : ok({ entry: entryOf(found), draft: found.draft });
  }

  /**
   * Keeps a draft as the revision after `base`. The same save once more, its answer lost, is answered
   * as the first time. Refused when another page has saved the draft since `base`, and when there
   * are too many drafts.
   */
  async save(id: string, base: number, draft: PlanDraft): Promise<Answer<DraftEntry>> {
    let answer: Answer<DraftEntry> = err(refusal('draft-conflict'));
    const length = lengthOf(draft);
    const savedAt = this.#now().toISOString();
    await this.#stored.update((file) => {
      const old = file.drafts.find((each) => each.id === id);
      if (old?.revision === base + 1 && isDeepStrictEqual(old.draft, draft)) {
        answer = ok(entryOf(old));
        return file;
      }
      if ((old?.revision ?? 0) !== base) return file;
      if (old === undefined && file.drafts.length >= MOST_DRAFTS) {
        answer = err(refusal('too-many-drafts', { most: MOST_DRAFTS }));
        return file;
      }
      const others = file.drafts.filter((each) => each.id !== id);
      const together = others.reduce((sum, other) => sum + this.#lengthOf(other), length);
      if (together > MOST_TOGETHER && others.length > 0) {
        answer = err(refusal('too-many-drafts', { most: others.length }));
        return file;
      }
      const saved = { id, revision: base + 1, savedAt, draft };
      this.#lengths.set(draft, length);
      answer = ok(entryOf(saved));
      return { drafts: [...others, saved] };
    });
    return answer;
  }

  #lengthOf({ draft }: Stored): number {
    const known = this.#lengths.get(draft) ?? lengthOf(draft);
    this.#lengths.set(draft, known);
    return known;
  }

  /** Forgets a draft; one that is gone already is no fault. */
  async remove(id: string): Promise<Answer<null>> {
    await this.#stored.update(({ drafts }) => ({
      drafts: drafts.filter((each) => each.id !== id),
    }));
    return ok(null);
  }
}

function lengthOf(draft: PlanDraft): number {
  return JSON.stringify(draft).length;
}

function entryOf({ id, revision, savedAt, draft }: Stored): DraftEntry {
  return { id, title: draft.title, revision, savedAt };
}

/** Puts the parts of one page's drafts together: in order, one draft at a time, up to 5 MB. */
export class DraftParts {
  #of = '';
  #texts: string[] = [];
  #length = 0;

  /** The whole text once its last part is here, else null; refused out of order or when too long. */
  add({ id, base, part, parts, text }: DraftPart): Answer<string | null> {
    const of = `${id} ${base} ${parts}`;
    if (part === 0) {
      this.#of = of;
      this.#texts = [];
      this.#length = 0;
    }
    if (of !== this.#of || part !== this.#texts.length || part >= parts) {
      return err(refusal('malformed', { path: 'part' }));
    }
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#length > LARGEST_DRAFT) {
      this.#of = '';
      this.#texts = [];
      return err(refusal('draft-too-large'));
    }
    if (part < parts - 1) return ok(null);
    const whole = this.#texts.join('');
    this.#of = '';
    this.#texts = [];
    return ok(whole);
  }
}
