import { MAX_MESSAGE_BYTES } from '#shared/wire.ts';
import type { Problem } from '#shared/plan/problem.ts';
import { parsePlanText, type Plan } from '#shared/plan/plan.ts';

/** What a chosen file turned out to be. */
export type PlanFile =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  /** More than one message to the server may hold. */
  | { readonly kind: 'tooLarge'; readonly plan: Plan }
  | { readonly kind: 'unreadable' };

/** What the message needs around the plan. */
const ENVELOPE_BYTES = 1000;

/** Reads and checks a plan file in the browser, so that every problem is shown with its place (design 4). */
export async function readPlanFile(file: Blob): Promise<PlanFile> {
  let text: string;
  try {
    text = await file.text();
  } catch {
    return { kind: 'unreadable' };
  }
  const parsed = parsePlanText(text.replace(/^\uFEFF/u, ''));
  if (!parsed.ok) return { kind: 'problems', problems: parsed.error };
  const bytes = new Blob([JSON.stringify(parsed.value)]).size;
  // The server would cut the connection instead of answering.
  if (bytes + ENVELOPE_BYTES > MAX_MESSAGE_BYTES) return { kind: 'tooLarge', plan: parsed.value };
  return { kind: 'plan', plan: parsed.value };
}
