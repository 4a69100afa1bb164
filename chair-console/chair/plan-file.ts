import type { Problem } from '#shared/plan/problem.ts';
import { parsePlanText, type Plan } from '#shared/plan/plan.ts';

/** What a chosen file turned out to be. */
export type PlanFile =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }
  | { readonly kind: 'unreadable' };

/** Reads and checks a plan file in the browser, so that every problem is shown with its place (design 4). */
export async function readPlanFile(file: Blob): Promise<PlanFile> {
  let text: string;
  try {
    text = await file.text();
  } catch {
    return { kind: 'unreadable' };
  }
  const parsed = parsePlanText(text.replace(/^\uFEFF/u, ''));
  return parsed.ok
    ? { kind: 'plan', plan: parsed.value }
    : { kind: 'problems', problems: parsed.error };
}
