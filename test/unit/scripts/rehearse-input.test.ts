import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { MARKS_FORMAT, type MarksFile } from '#shared/plan/marks.ts';
import { castRoles } from '../../../scripts/rehearse/casting.ts';
import { readInput } from '../../../scripts/rehearse/input.ts';
import type { RehearseOptions } from '../../../scripts/rehearse/options.ts';
import { randomMarks } from '../../../scripts/rehearse/random-marks.ts';

const plan = samplePlan('2026-03-15');
const round = roundPlanOf(plan, 'can-bo');
const high = Array.from({ length: round.lines.length }, () => 'high' as const);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-input-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, content: unknown): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function options(given: Partial<RehearseOptions>): RehearseOptions {
  return { plan: null, venue: 'can-bo', marks: null, voters: null, out: null, seed: 1, ...given };
}

async function problems(given: Partial<RehearseOptions>): Promise<string> {
  const input = await readInput(options(given));
  return input.ok ? '' : input.error.join('\n');
}

describe('input of a rehearsal (design 4, 7)', () => {
  it('takes the sample and its first venue, with enough voters for the quorum', async () => {
    const input = await readInput(options({ venue: null }));
    expect(input.ok && input.value.round.venue.id).toBe(plan.venues[0]!.id);
    const voters = input.ok ? input.value.marks.ballots.length : 0;
    expect(3 * voters).toBeGreaterThanOrEqual(2 * plan.venues[0]!.roll.length);
  });

  it('names the path of what is wrong with a plan', async () => {
    const [first, ...rest] = plan.venues;
    const venues = [{ ...first!, roll: [{ id: 'a' }] }, ...rest];
    const file = await fileOf('plan.json', { ...plan, venues });
    expect(await problems({ plan: file })).toContain('venues[0].roll[0].name: bắt buộc');
  });

  it('names the path of what is wrong with the marks', async () => {
    const ballots = [high, [...high.slice(1), 'best']];
    const file = await fileOf('marks.json', { format: MARKS_FORMAT, ballots });
    expect(await problems({ marks: file })).toMatch(/ballots\[1\]\[9\]: /);
  });

  it.each([
    ['a missing file', { plan: '/nope/plan.json' }, '/nope/plan.json'],
    ['an unknown venue', { venue: 'moon' }, 'bch, hdnd, can-bo'],
  ])('refuses %s with a sentence', async (_, given, words) => {
    expect(await problems(given)).toContain(words);
  });

  it('refuses marks that are no JSON', async () => {
    const file = await fileOf('bad.json', '{');
    expect(await problems({ marks: file })).toContain('JSON');
  });

  it('refuses more ballots than the roll has members', async () => {
    const ballots = Array.from({ length: round.venue.roll.length + 1 }, () => high);
    const file = await fileOf('many.json', { format: MARKS_FORMAT, ballots });
    expect(await problems({ marks: file })).toContain(String(round.venue.roll.length));
    const voters = round.venue.roll.length + 1;
    expect(await problems({ voters })).toContain(String(round.venue.roll.length));
  });
});

describe('marks from a seed', () => {
  it('are the same for the same seed and different for another', () => {
    expect(randomMarks(5, 4, 7)).toEqual(randomMarks(5, 4, 7));
    expect(randomMarks(5, 4, 7)).not.toEqual(randomMarks(5, 4, 8));
  });

  it('hold every level', () => {
    const seen = new Set(randomMarks(50, 10, 1).ballots.flatMap((row) => row ?? []));
    expect([...seen].sort()).toEqual(['blank', 'confidence', 'high', 'low']);
  });
});

describe('who plays whom (design 7, Figures)', () => {
  const low = high.map(() => 'low' as const);
  const marks: MarksFile = {
    format: MARKS_FORMAT,
    ballots: [high, null, low],
    paper: [high, { invalid: 'notIssued', marks: high }],
  };
  const casting = castRoles({ plan, round, marks });

  it('gives each ballot to another member, and a paper not issued to nobody', () => {
    const members = [...casting.electronic.map(({ member }) => member), ...casting.paper];
    expect(new Set(members.map(({ id }) => id)).size).toBe(4);
  });

  it('issues a null row without casting it', () => {
    expect(casting.electronic.map((each) => each.marks?.[0] ?? null)).toEqual([1, null, 3]);
  });

  it('expects the marks made, on paper and on devices together', () => {
    expect(casting.expected[0]).toEqual({ high: 2, confidence: 0, low: 1, invalid: 0 });
    expect(casting.paperCount).toMatchObject({
      count: 1,
      rejected: [{ reason: 'notIssued', count: 1 }],
    });
  });

  it('elects the committee of the plan with its head', () => {
    expect(casting.committee.filter(({ head }) => head)).toHaveLength(1);
    expect(casting.committee.map(({ name }) => name)).toEqual(
      round.venue.committeeProposal.map(({ name }) => name),
    );
  });

  it('finds three tellers who are no subjects where the plan proposes none', () => {
    const venue = { ...round.venue, committeeProposal: [], threshold: 3 };
    const { committee } = castRoles({ plan, round: { ...round, venue }, marks });
    expect(committee).toHaveLength(3);
    const subjects = round.lines.map(({ name }) => name);
    expect(committee.some(({ name }) => subjects.includes(name))).toBe(false);
  });
});
