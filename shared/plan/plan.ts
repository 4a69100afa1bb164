import { err, ok, type Result } from '#shared/result.ts';
import { jsonErrorAt } from './json-error.ts';
import { planProblems } from './plan-checks.ts';
import { planSchema } from './plan-schema.ts';
import type { Plan } from './plan-types.ts';
import type { Problem } from './problem.ts';
import { parseChecked } from './schema.ts';

export * from './plan-types.ts';

/**
 * The plan in `input` (parsed JSON), its texts NFC and trimmed, or everything wrong with it. The
 * cross checks (R3, R4, R5, design 7) join the list once every field has its right type.
 */
export function parsePlan(input: unknown): Result<Plan, Problem[]> {
  return parseChecked(planSchema, input, planProblems);
}

const LARGEST_PLAN = 5_000_000;

/** The plan in a JSON text of at most 5 million characters; bad JSON is told with its place. */
export function parsePlanText(text: string): Result<Plan, Problem[]> {
  if (text.length > LARGEST_PLAN) return err([{ path: '', text: 'Tệp kế hoạch lớn hơn 5 MB.' }]);
  const json = parseJson(text.replace(/^\uFEFF/u, ''));
  return json.ok ? parsePlan(json.value) : err([json.error]);
}

function parseJson(text: string): Result<unknown, Problem> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err({ path: '', text: `Không phải tệp JSON hợp lệ${placeIn(text)}.` });
  }
}

function placeIn(text: string): string {
  const offset = jsonErrorAt(text);
  if (offset === null) return '';
  const lines = text.slice(0, offset).split('\n');
  return ` (dòng ${lines.length}, cột ${(lines.at(-1)?.length ?? 0) + 1})`;
}
