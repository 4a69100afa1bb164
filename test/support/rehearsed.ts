import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { MarksFile } from '#shared/plan/marks.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import { publishedEvents } from './published.ts';
import type { publishedMeetings } from './published.ts';
import { runScript } from './run-script.ts';
import type { ScriptRun } from './run-script.ts';

/** A rehearsal's run, the folder it wrote to, and the names of its files. */
export interface Rehearsed extends ScriptRun {
  readonly files: readonly string[];
  readonly out: string;
}

/** Runs `npm run rehearse` with a plan and marks, in a temporary folder of its own. */
export async function rehearse(plan: Plan, given: MarksFile): Promise<Rehearsed> {
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-rehearse-'));
  const out = join(folder, 'out');
  await writeFile(join(folder, 'plan.json'), JSON.stringify(plan));
  await writeFile(join(folder, 'marks.json'), JSON.stringify(given));
  const files = ['--plan', join(folder, 'plan.json'), '--marks', join(folder, 'marks.json')];
  const run = await runScript('rehearse.ts', ...files, '--out', out, '--no-papers');
  const written = await readdir(out).catch(() => []);
  return { ...run, out, files: written.sort() };
}

/** The result a rehearsal wrote. */
export async function resultOf({ out }: Rehearsed): Promise<MeetingResult> {
  return JSON.parse(await readFile(join(out, 'result.json'), 'utf8')) as MeetingResult;
}

/** Rehearses a published event and expects every figure as the press printed it (R34, R45, R46). */
export async function expectAsPublished({
  id,
  plan,
  marks,
  expected,
}: ReturnType<typeof publishedMeetings>[number]): Promise<void> {
  const run = await rehearse(plan, marks);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  const { rows } = await resultOf(run);
  for (const [i, published] of expected.entries()) {
    const row = rows[i]!;
    const percentages = ['highPercent', 'confidencePercent', 'lowPercent'] as const;
    const { subjectId, name, high, confidence, low } = published;
    expect(row).toMatchObject({ subjectId, name, high, confidence, low });
    for (const key of percentages) {
      if (published[key] !== null) expect([name, row[key]]).toEqual([name, published[key]]);
    }
    expect([name, row.band]).toEqual([name, bandOf(id, name)]);
  }
}

/** The band that the event's figures led to: one subject's low marks passed half. */
function bandOf(event: string, name: string): string {
  const row = publishedEvents()
    .find(({ id }) => id === event)
    ?.rows.find((each) => each.name === name);
  return row?.expectedBand ?? 'none';
}
