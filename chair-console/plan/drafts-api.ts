import type { PaperSettings } from '#shared/papers/settings.ts';
import { parseDraft } from '#shared/plan/draft/draft-schema.ts';
import type { PlanDraft } from '#shared/plan/draft/draft-types.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { Link } from '#shared/ui/link.svelte.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import type { ChairEvents } from '#shared/wire.ts';
import { PART_LENGTH, type BallotSource, type DraftEntry } from '#shared/wire-drafts.ts';

type Asked<T> = Promise<Result<T, AnyRefusal>>;

/** The drafts on the server, as the editor asks for them. */
export interface DraftsApi {
  readonly list: () => Asked<{
    readonly drafts: readonly DraftEntry[];
    readonly settings: PaperSettings;
  }>;
  readonly open: (id: string) => Asked<{ readonly entry: DraftEntry; readonly draft: PlanDraft }>;
  readonly save: (id: string, base: number, draft: PlanDraft) => Asked<DraftEntry>;
  readonly remove: (id: string) => Asked<null>;
  readonly use: (id: string, revision: number, reason: string | null) => Asked<null>;
  /** The stored plan's JSON; null where there is none. */
  readonly plan: () => Asked<string | null>;
  readonly ballot: () => Asked<BallotSource>;
}

/** Asks over the chair's line; a draft goes up in parts that fit into messages. */
export function draftsApi(link: Link<unknown, ChairEvents>): DraftsApi {
  async function save(id: string, base: number, draft: PlanDraft): Asked<DraftEntry> {
    const text = JSON.stringify(draft);
    const answer = await sendParts(id, base, text);
    // A line that broke between two parts: the server has forgotten the first ones.
    const again = !answer.ok && answer.error.code === 'malformed' && text.length > PART_LENGTH;
    return again ? sendParts(id, base, text) : answer;
  }
  async function sendParts(id: string, base: number, text: string): Asked<DraftEntry> {
    const parts = Math.max(1, Math.ceil(text.length / PART_LENGTH));
    for (let part = 0; part < parts; part += 1) {
      const piece = text.slice(part * PART_LENGTH, (part + 1) * PART_LENGTH);
      const answer = await link.send('draft-put', { id, base, part, parts, text: piece });
      if (!answer.ok) return answer;
      if (answer.value !== null) return ok(answer.value);
    }
    return err({ code: 'no-answer' });
  }
  return {
    list: () => link.send('drafts-list', null, { retry: true }),
    open: async (id) => {
      const answer = await link.send('draft-open', { id }, { retry: true });
      if (!answer.ok) return answer;
      const { entry, bytes } = answer.value;
      // Written by an older editor, it may lack what has come since.
      const draft = parseDraft(JSON.parse(new TextDecoder().decode(bytes)));
      return draft.ok ? ok({ entry, draft: draft.value }) : err({ code: 'no-such-draft' });
    },
    save,
    remove: (id) => link.send('draft-delete', { id }, { retry: true }),
    use: (id, revision, reason) => link.send('draft-use', { id, revision, reason }),
    plan: () => link.send('plan-read', null, { retry: true }),
    ballot: () => link.send('ballot-source', null, { retry: true }),
  };
}
