/** Plans and drafts that mean harm (S16, F21): refused, quickly, and nothing else is touched. */
import { afterEach, describe, expect, test } from 'vitest';
import { parseDraft } from '#shared/plan/draft/draft-schema.ts';
import { parsePlan, parsePlanText } from '#shared/plan/plan.ts';
import { smallPlan } from '../../support/hall.ts';

const plan = smallPlan();

function deep(open: string, close: string, depth: number): string {
  return open.repeat(depth) + close.repeat(depth);
}

/** Texts of JSON that no plan is. */
const HOSTILE: Readonly<Record<string, string>> = {
  'nested arrays': deep('[', ']', 200_000),
  'nested objects': `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  'nesting within a field': JSON.stringify(plan).replace(
    '"legalBases":[',
    `"legalBases":[${deep('[', ']', 100_000)},`,
  ),
  'a roll of 300,000': JSON.stringify({
    ...plan,
    venues: [{ ...plan.venues[0], roll: Array.from({ length: 300_000 }, () => 0) }],
  }),
  'a title of 5 MB': JSON.stringify({ ...plan, title: 'a'.repeat(5_000_000) }),
  'a key __proto__': JSON.stringify(plan).replace('{', '{"__proto__":{"polluted":true},'),
  'constructor.prototype': JSON.stringify(plan).replace(
    '{',
    '{"constructor":{"prototype":{"polluted":true}},',
  ),
  '__proto__ of a member': JSON.stringify(plan).replace(
    '"roll":[{',
    '"roll":[{"__proto__":{"polluted":true},',
  ),
  'numbers beyond all': JSON.stringify(plan).replace('"venues":[', '"minBallots":1e999,"venues":['),
};

afterEach(() => {
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('hostile plans', () => {
  test('the plan that they are made of is one', () => {
    expect(parsePlanText(JSON.stringify(plan)).ok).toBe(true);
  });

  for (const [name, text] of Object.entries(HOSTILE)) {
    test(`${name}: refused`, () => {
      const begun = performance.now();
      expect(parsePlanText(text).ok).toBe(false);
      expect(parsePlan(JSON.parse(text)).ok).toBe(false);
      expect(parseDraft(JSON.parse(text)).ok).toBe(false);
      expect(performance.now() - begun).toBeLessThan(5_000);
    });
  }
});
