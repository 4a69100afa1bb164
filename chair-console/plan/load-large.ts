import { draftOf } from '#shared/plan/draft/draft-of.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import { newDraftId } from './draft-id.ts';
import type { DraftsApi } from './drafts-api.ts';

/** Loads a plan that is too large for one message: it goes up as a draft, which is then used. */
export async function loadLarge(
  api: Pick<DraftsApi, 'save' | 'use' | 'remove'>,
  plan: Plan,
): Promise<Result<null, AnyRefusal>> {
  const id = newDraftId();
  const saved = await api.save(id, 0, draftOf(plan));
  if (!saved.ok) return saved;
  const used = await api.use(id, saved.value.revision, null);
  await api.remove(id);
  return used;
}
