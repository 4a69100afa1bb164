import * as v from 'valibot';
import { parseDraft } from '#shared/plan/draft/draft-schema.ts';
import type { PlanDraft } from '#shared/plan/draft/draft-types.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u));
const INDEX = v.strictObject({
  format: v.literal('hom-phieu/drafts/2'),
  drafts: v.array(
    v.strictObject({
      id: v.string(),
      title: v.string(),
      revision: v.number(),
      /** ISO 8601. */
      savedAt: v.string(),
      /** SHA-256 of the draft's JSON. */
      sha256: hash,
      /** That of the revision before, kept in case the newest is damaged; null: there is none. */
      before: v.nullable(hash),
    }),
  ),
});

/** Which drafts there are; each one's content is a file of its own (`contents.ts`). */
export type DraftsIndex = v.InferOutput<typeof INDEX>;
export type KeptDraft = DraftsIndex['drafts'][number];

const draftShape = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, PlanDraft>(({ dataset, addIssue, NEVER }) => {
    const draft = parseDraft(dataset.value);
    if (draft.ok) return draft.value;
    addIssue({ message: draft.error });
    return NEVER;
  }),
);
const FIRST = v.strictObject({
  drafts: v.array(
    v.strictObject({
      id: v.string(),
      revision: v.number(),
      savedAt: v.string(),
      draft: draftShape,
    }),
  ),
});

/** `DATA/drafts.json` as its first version was: all drafts in the one file. */
export type FirstDraftsFile = v.InferOutput<typeof FIRST>;

/** No draft kept yet. */
export const NO_DRAFTS: DraftsIndex = { format: 'hom-phieu/drafts/2', drafts: [] };

/** The stored drafts in either version, or why the file is none. */
export function parseDraftsFile(input: unknown): Result<DraftsIndex | FirstDraftsFile, string> {
  const parsed = v.safeParse(v.union([INDEX, FIRST]), input);
  return parsed.success ? ok(parsed.output) : err('not the drafts of plans');
}
