import { describe, expect, test } from 'vitest';
import { samplePlan } from '#shared/plan/sample.ts';
import type { Recount } from '#shared/meeting/state.ts';
import { ceremonyStep } from '../../../chair-console/chair/ceremony-step.ts';
import { committeeOf, draftProblems } from '../../../chair-console/chair/committee-draft.ts';
import { countdown, nextLabelNumber, pairedSince } from '../../../chair-console/chair/pairing.ts';
import { compareRecounts } from '../../../chair-console/chair/recounts.ts';
import { readPlanFile } from '../../../chair-console/chair/plan-file.ts';

function draft(...names: string[]): { key: number; name: string; post: string }[] {
  return names.map((name, key) => ({ key, name, post: '' }));
}

function problems(names: string[], head: number | null, how = 'giơ tay'): string[] {
  return draftProblems(draft(...names), head, how).map(({ code }) => code);
}

describe('the committee as it is edited (R19)', () => {
  test('three named members, one head and how they were elected are enough', () => {
    expect(problems(['An', 'Bình', 'Chi'], 1)).toEqual([]);
    expect(problems(['An', 'Bình', ' '], 1)).toEqual(['tooFew']);
    expect(problems(['An', 'Bình', 'Chi'], null)).toEqual(['noHead']);
    expect(problems(['An', 'Bình', 'Chi', ''], 3)).toEqual(['noHead']);
    expect(problems(['An', 'Bình', ' BÌNH '.normalize('NFD')], 0)).toEqual(['duplicate']);
    expect(problems(['An', 'Bình', 'Chi'], 0, ' ')).toEqual(['noHow']);
  });

  test('empty lines are left out and exactly the chosen one is head', () => {
    const members = committeeOf(draft(' Nguyễn  Văn An ', '', 'Bình', 'Chi'), 2);
    expect(members).toEqual([
      { name: 'Nguyễn Văn An', head: false },
      { name: 'Bình', head: true },
      { name: 'Chi', head: false },
    ]);
  });
});

describe('recounts beside the server’s (design 7, Announcing)', () => {
  const server: Recount = { by: 'server', source: 'server', device: 'server', digest: 'A' };
  const equal: Recount = { by: 'UBKT', source: 'supervisor', device: 'd1', digest: 'A' };
  const other: Recount = { by: 'Liên', source: 'teller', device: 'd2', digest: 'B' };

  test('the server’s stands first, the others are equal or differ', () => {
    const states = compareRecounts([other, equal, server]).map(({ by, state }) => [by, state]);
    expect(states).toEqual([
      ['server', 'base'],
      ['Liên', 'differs'],
      ['UBKT', 'equal'],
    ]);
  });

  test('before the server’s own recount nothing is equal', () => {
    expect(compareRecounts([equal]).map(({ state }) => state)).toEqual(['waiting']);
  });
});

describe('pairing on the chair’s screen', () => {
  const desk = { id: 'd1', role: 'desk', label: 'Bàn 1', online: true } as const;

  test('a new device gets the first free number of its role', () => {
    expect(nextLabelNumber([desk], 'desk', (n) => `Bàn ${n}`)).toBe(2);
    expect(nextLabelNumber([desk], 'kiosk', (n) => `Bàn ${n}`)).toBe(1);
    const third = { ...desk, id: 'd3', label: 'Bàn 3' };
    expect(nextLabelNumber([desk, third], 'desk', (n) => `Bàn ${n}`)).toBe(2);
  });

  test('only a device that came after the code was made counts as paired by it', () => {
    const wish = { role: 'desk', label: 'Bàn 1' } as const;
    expect(pairedSince([desk], new Set(['d1']), wish)).toBeUndefined();
    expect(pairedSince([desk], new Set(), wish)).toBe(desk);
    expect(pairedSince([desk], new Set(), { ...wish, label: 'Bàn 2' })).toBeUndefined();
  });

  test('the time left is never negative', () => {
    expect([countdown(600), countdown(5.2), countdown(-3)]).toEqual(['10:00', '0:06', '0:00']);
  });
});

describe('the ceremony’s progress (P 4.3)', () => {
  test('the furthest step stands', () => {
    const none = { joined: false, committed: false, dealt: false, confirmed: false };
    expect(ceremonyStep(none)).toBe(0);
    expect(ceremonyStep({ ...none, joined: true })).toBe(1);
    expect(ceremonyStep({ ...none, joined: true, committed: true })).toBe(2);
    expect(ceremonyStep({ ...none, joined: true, committed: true, dealt: true })).toBe(3);
    expect(ceremonyStep({ joined: true, committed: true, dealt: true, confirmed: true })).toBe(4);
  });
});

describe('a plan file chosen by the chair (design 4)', () => {
  test('problems come with path and sentence', async () => {
    const read = await readPlanFile(new Blob(['{"format":"hom-phieu/plan/1","venues":[{}]}']));
    expect(read.kind).toBe('problems');
    const found = read.kind === 'problems' ? read.problems : [];
    expect(found.length).toBeGreaterThan(1);
    expect(found.some(({ path }) => path.startsWith('venues[0]'))).toBe(true);
  });

  test('a plan larger than a message is refused here, not by a broken connection', async () => {
    const plan = samplePlan('2026-03-20');
    const text = JSON.stringify(plan);
    expect((await readPlanFile(new Blob([text]))).kind).toBe('plan');
    const legalBases = Array.from({ length: 300 }, (_, i) => `Văn bản ${i} ${'x'.repeat(200)}`);
    const large = JSON.stringify({ ...plan, legalBases });
    expect((await readPlanFile(new Blob([large]))).kind).toBe('tooLarge');
  });

  test('what is no JSON is a problem of the whole file', async () => {
    const read = await readPlanFile(new Blob(['\uFEFF not json']));
    expect(read.kind).toBe('problems');
  });
});
