import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SAMPLES } from '#shared/plan/samples/samples.ts';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import { oneSpaced, pdfBody, pdfPages } from '../support/papers/pdf-text.ts';
import { runScript } from '../support/run-script.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-samples-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const MINUTES = 60_000;

/** Every venue of the four plans of one or two venues; of the three of 001, the session. */
const ROUNDS = SAMPLES.flatMap(({ id, plan }) =>
  (id === 'huyen-uy' ? ['hdnd'] : plan.venues.map((venue) => venue.id)).map((venue) => ({
    id,
    plan,
    venue,
  })),
);

it.each(ROUNDS)(
  'issue 8: the plan of $id runs through a rehearsal at $venue to its papers',
  async ({ id, plan, venue }) => {
    const round = roundPlanOf(plan, venue);
    const file = join(folder, `${id}.json`);
    const out = join(folder, `${id}-${venue}`);
    await writeFile(file, JSON.stringify(plan));
    const voters = String(Math.min(round.venue.roll.length, 22));
    const run = await runScript(
      'rehearse.ts',
      ...['--plan', file, '--venue', venue, '--voters', voters, '--out', out],
    );
    expect(run).toMatchObject({ code: 0, stderr: '' });
    const papers = join(out, 'papers');
    const names = await readdir(papers);
    const minutes = names.find((name) => /^bien-ban.*\.pdf$/u.test(name))!;
    const text = oneSpaced(pdfBody(await pdfPages(await readFile(join(papers, minutes))), 0, 0));
    for (const { recipient } of round.venue.minutesCopies) expect(text).toContain(recipient);
    for (const { name } of [...round.lines, ...round.excluded]) expect(text).toContain(name);
    for (const { body } of round.venue.supervisors) expect(text).toContain(body);
    expect(text.toLocaleUpperCase('vi')).toContain(plan.issuingBody.toLocaleUpperCase('vi'));
  },
  5 * MINUTES,
);
