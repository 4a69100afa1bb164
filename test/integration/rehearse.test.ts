import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  MARKS,
  MARKS_FORMAT,
  type Mark,
  type MarksFile,
  type PaperMark,
} from '#shared/plan/marks.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { publishedMeetings } from '../support/published.ts';
import { expectAsPublished, rehearse, resultOf } from '../support/rehearsed.ts';
import { runScript } from '../support/run-script.ts';

/** A plan of one small venue: eight on the roll, three rated, three of the others tellers. */
function smallPlan(change: Partial<Plan['venues'][number]> = {}): Plan {
  const plan = samplePlan('2026-03-15');
  const venue = plan.venues.find(({ id }) => id === 'can-bo')!;
  const rated = plan.subjects.filter(({ venues }) => venues.includes('can-bo')).slice(0, 3);
  const roll = venue.roll.slice(-8);
  const small = { ...venue, roll, committeeProposal: venue.committeeProposal!, ...change };
  return {
    ...plan,
    subjects: rated.map((each) => ({ ...each, venues: ['can-bo'] })),
    venues: [small],
  };
}

function row(shift: number): Mark[] {
  return [0, 1, 2].map((i) => MARKS[(i + shift) % MARKS.length]!);
}

function marks(ballots: MarksFile['ballots'], paper?: MarksFile['paper']): MarksFile {
  return { format: MARKS_FORMAT, ballots, ...(paper === undefined ? {} : { paper }) };
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-rehearse-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const MINUTES = 60_000;
const ALL_FILES = ['board.jsonl', 'issues.json', 'log.jsonl', 'register.jsonl', 'result.json'];

/** Made at one venue only: the papers have tests of their own. */
const WITH_PAPERS = 'bch';

describe('npm run rehearse, the sample (design 4)', () => {
  it.each(['bch', 'hdnd', 'can-bo'])(
    'holds a whole meeting at venue %s',
    async (venue) => {
      const out = join(folder, venue);
      const papers = venue === WITH_PAPERS ? ['papers'] : [];
      const run = await runScript(
        'rehearse.ts',
        ...['--venue', venue, '--voters', '22', '--out', out],
        ...(papers.length > 0 ? [] : ['--no-papers']),
      );
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout.includes('Văn bản: ')).toBe(papers.length > 0);
      expect((await readdir(out)).sort()).toEqual([...ALL_FILES, ...papers].sort());
      const verify = await runScript(
        'verify.ts',
        join(out, 'board.jsonl'),
        ...['--register', join(out, 'register.jsonl'), '--result', join(out, 'result.json')],
      );
      expect(verify.code).toBe(0);
    },
    5 * MINUTES,
  );
});

describe('npm run rehearse, marks of every kind (design 7, Figures)', () => {
  it(
    'counts devices and papers together; null is issued and not cast, notIssued nobody’s',
    async () => {
      const paper = row(1) as PaperMark[];
      const papers = [
        paper,
        ['multiple', 'high', 'low'] as const,
        { invalid: 'notIssued' as const, marks: paper },
      ];
      const run = await rehearse(
        smallPlan(),
        marks([row(0), row(1), row(2), row(3), null], papers),
      );
      expect(run).toMatchObject({ code: 0, stderr: '', files: ALL_FILES });
      const { figures, rows, rehearsal } = await resultOf(run);
      expect(rehearsal).toBe(true);
      expect(figures).toMatchObject({
        summoned: 8,
        attended: 7,
        absent: 1,
        presentAtVote: 7,
        ballotsIssued: 7,
        ballotsCollected: 6,
        electronic: 4,
        paper: 2,
        outstanding: 1,
      });
      // Subject 1: blank high confidence low on devices, high on one paper, several boxes on another.
      expect(rows[0]).toMatchObject({ high: 2, confidence: 1, low: 1, valid: 4, invalid: 2 });
      expect(rows[0]).toMatchObject({ highPercent: '33,33', confidencePercent: '16,67' });
    },
    3 * MINUTES,
  );

  it(
    'counts a meeting wholly on paper, without a board (P 4.7.3)',
    async () => {
      const run = await rehearse(smallPlan(), marks([], [0, 1, 2, 3, 4, 5].map(row)));
      expect(run).toMatchObject({
        code: 0,
        stderr: '',
        files: ['issues.json', 'log.jsonl', 'result.json'],
      });
      const result = await resultOf(run);
      expect(result.board).toBeUndefined();
      expect(new Set(result.recounts.map(({ digest }) => digest)).size).toBe(1);
    },
    3 * MINUTES,
  );

  it(
    'sends voters to a kiosk where phones are not allowed',
    async () => {
      const ballots = [0, 1, 2, 3, 4, 5].map(row);
      const run = await rehearse(smallPlan({ phonesAllowed: false }), marks(ballots));
      expect(run).toMatchObject({ code: 0, stderr: '' });
    },
    3 * MINUTES,
  );
});

describe('npm run rehearse, meetings that must not have a result', () => {
  it(
    'prints the refusal below two thirds and writes nothing (R15): exit code 1',
    async () => {
      const run = await rehearse(smallPlan(), marks([0, 1, 2, 3, 0].map(row)));
      expect(run).toMatchObject({ code: 1, files: [] });
      expect(run.stderr).toContain('quorum-not-met');
    },
    3 * MINUTES,
  );

  it(
    'opens nothing with fewer than minBallots (P 4.7.3): exit code 1, no result',
    async () => {
      const run = await rehearse(smallPlan(), marks([row(0), row(1)], [0, 1, 2, 3].map(row)));
      expect(run).toMatchObject({
        code: 1,
        files: ALL_FILES.filter((name) => name !== 'result.json'),
      });
      expect(run.stderr).toContain('E_MIN_BALLOTS');
      const board = await readFile(join(run.out, 'board.jsonl'), 'utf8');
      expect(board.trimEnd().split('\n').at(-1)).toContain('"t":"abort"');
    },
    3 * MINUTES,
  );

  it(
    'names the path of bad input: exit code 2',
    async () => {
      const run = await rehearse(smallPlan(), marks([['high', 'high'] as Mark[]]));
      expect(run).toMatchObject({ code: 2, files: [] });
      expect(run.stderr).toMatch(/ballots\[0\]: /);
    },
    MINUTES,
  );
});

describe('npm run rehearse, results the press published (R34, by the rule of that year)', () => {
  // The National Assembly's 492 ballots are in test/long: `npm test -- long`.
  it.each(shortMeetings().map((meeting) => [meeting.id, meeting] as const))(
    '%s comes out as published',
    (_id, meeting) => expectAsPublished(meeting),
    5 * MINUTES,
  );
});

function shortMeetings(): ReturnType<typeof publishedMeetings> {
  return publishedMeetings().filter(({ marks }) => marks.ballots.length < 100);
}
