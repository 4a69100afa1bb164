import type { Plan } from '#shared/plan/plan.ts';

/** What the thread of drafts is asked: a draft's JSON, in UTF-8. */
export interface DraftTask {
  /** `read`: is it a draft, and which? `plan`: the plan that it makes. */
  readonly kind: 'read' | 'plan';
  readonly bytes: Uint8Array;
}

/** The thread's answer. */
export type DraftWord =
  /** A draft; the SHA-256 of its bytes in hexadecimal. */
  | { readonly kind: 'draft'; readonly title: string; readonly sha256: string }
  | { readonly kind: 'plan'; readonly plan: Plan }
  /** A draft whose plan is not right yet: one line for each of its first problems. */
  | { readonly kind: 'faults'; readonly problems: string }
  /** No draft at all. */
  | { readonly kind: 'none' };
