import { createHash } from 'node:crypto';
import { parseDraft } from '#shared/plan/draft/draft-schema.ts';
import { planInput } from '#shared/plan/draft/plan-input.ts';
import { parsePlan } from '#shared/plan/plan.ts';
import { problemLines } from '#shared/plan/problem.ts';
import type { DraftTask, DraftWord } from './task.ts';

/** What a draft's bytes are; seconds of work for the largest, so it belongs into a thread. */
export function readDraft({ kind, bytes }: DraftTask): DraftWord {
  const draft = parseDraft(jsonOf(bytes));
  if (!draft.ok) return { kind: 'none' };
  if (kind === 'read') return { kind: 'draft', title: draft.value.title, sha256: sha256(bytes) };
  const plan = parsePlan(planInput(draft.value));
  if (plan.ok) return { kind: 'plan', plan: plan.value };
  return { kind: 'faults', problems: problemLines(plan.error) };
}

/** 64 hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return null;
  }
}
