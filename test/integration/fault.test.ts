import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  holdMeeting,
  nameOf,
  type MeetingOrders,
  type MeetingReport,
} from '../../scripts/fault/meeting.ts';
import { campaignOf, type Traces } from '../../scripts/fault/campaign.ts';
import { edgesOf, partOf, targetsOf, type Target } from '../../scripts/fault/points.ts';
import { wrongsOf } from '../../scripts/fault/tables.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-fault-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The same steps with a void round and without. */
function traces(steps: readonly string[]): Traces {
  return { plain: steps, voiding: steps };
}

let held = 0;
function hold(orders: Partial<MeetingOrders>): Promise<MeetingReport> {
  held += 1;
  const nothing = { seed: 7, voids: false, targets: [], phases: [], chances: [] };
  return holdMeeting(join(folder, String(held)), { ...nothing, ...orders });
}

/** `before write log.jsonl [announced]`: at the first time this step is reached. */
function at(death: string): Target {
  const [edge, ...step] = death.split(' ');
  return { step: step.join(' '), nth: 1, edge: edge as Target['edge'] };
}

/** Every death happened, and nothing was found wrong after any of them. */
function expectSound(report: MeetingReport, deaths: readonly string[]): void {
  expect(wrongsOf(report)).toEqual([]);
  const happened = report.cycles.map((cycle) => nameOf(cycle).replace(/ #1$/, ''));
  expect(happened.sort()).toEqual([...deaths].sort());
}

const LIMIT_MS = 180_000;

describe('the server killed at named steps (reliability F1, F2, F15)', () => {
  it(
    'from the ceremony to the last ballot: nothing lost, nobody twice',
    async () => {
      const deaths = [
        'after sync log.jsonl [round-created]',
        'before write board.jsonl [setup]',
        'torn write board.jsonl [dkg-deal]',
        'after sync log.jsonl [polls-opened]',
        'before ack desk issue',
        'before ack voter exchange',
        'before ack ballot cast',
      ];
      const report = await hold({ targets: deaths.map(at) });
      expectSound(report, deaths);
      // The one whose acknowledgement was lost sent again and was answered from the board.
      const acknowledged = report.trace.filter((step) => step === 'ack ballot cast').length;
      const stored = report.trace.filter((step) => step === 'write board.jsonl [ballot]').length;
      expect(acknowledged).toBeGreaterThan(stored);
    },
    LIMIT_MS,
  );

  it(
    'from the close to the announcement: what is owed is done with identical content',
    async () => {
      const deaths = [
        'after sync log.jsonl [polls-closed]',
        // Design 7: the file times are set equal nevertheless.
        'after sync board.jsonl [close]',
        'before rename keys.json',
        'torn write board.jsonl [opening]',
        'after sync board.jsonl [result]',
        'after rename receipts.json',
        'before ack chair announce',
      ];
      const targets = deaths.map(at).map((each) => ({
        ...each,
        // The first time keys.json is written is the round's beginning.
        nth: each.step === 'rename keys.json' ? 2 : 1,
      }));
      const report = await hold({ targets, seed: 8 });
      expectSound(
        report,
        deaths.map((death) => (death.endsWith('keys.json') ? `${death} #2` : death)),
      );
      expect(report.late.received + report.late.refused).toBe(2);
    },
    LIMIT_MS,
  );
});

describe('the server killed while members vote by every way, and the round is void (F18, F26)', () => {
  it(
    'kiosk, replaced slip and code, check-out: each counts once',
    async () => {
      const deaths = [
        'before ack kiosk offer',
        'after write log.jsonl [checked-out]',
        'after sync log.jsonl [token-voided]',
        'torn write log.jsonl [slip-voided]',
        'before ack teller void-token',
      ];
      const report = await hold({ targets: deaths.map(at), seed: 9 });
      expectSound(report, deaths);
      expect(report.trace.filter((step) => step === 'ack kiosk offer').length).toBeGreaterThan(2);
    },
    LIMIT_MS,
  );

  it(
    'voided while polling: kept with its receipts, nothing of it opened, and the next one is held',
    async () => {
      const deaths = [
        'after sync log.jsonl [round-voided]',
        'after utimes register.jsonl',
        'before write board.jsonl [abort]',
        'after sync board.jsonl [abort]',
      ];
      const report = await hold({ targets: deaths.map(at), voids: true, seed: 10 });
      expect(wrongsOf(report)).toEqual([]);
      expect(report.cycles.length).toBeGreaterThan(0);
      const rounds = report.trace.filter((step) => step.endsWith('log.jsonl [round-created]'));
      expect(rounds.filter((step) => step.startsWith('write')).length).toBeGreaterThan(1);
    },
    LIMIT_MS,
  );
});

describe('the points of a meeting', () => {
  it('names every step at each of its edges, a write also torn', () => {
    const targets = targetsOf(['write log.jsonl [announced]', 'ack chair announce']);
    expect(targets.map(({ edge }) => edge)).toEqual(['before', 'torn', 'after', 'before', 'after']);
    expect(targets.map(partOf)).toEqual(Array.from({ length: 5 }, () => 'announce'));
    expect(edgesOf('sync board.jsonl [close]')).toEqual(['before', 'after']);
  });

  it('tells the three lives of keys.json apart', () => {
    const parts = [1, 2, 3].map((nth) => partOf({ step: 'rename keys.json', nth }));
    expect(parts).toEqual(['start', 'reveal', 'result']);
  });

  it('a campaign covers every part when it is small, every named step when it is long enough', () => {
    const steps = ['ack door pair', 'write log.jsonl [checked-in]', 'sync board.jsonl [close]'];
    const small = campaignOf(traces(steps), 3, 1, null).flatMap(({ targets }) => targets);
    expect(small.map(partOf).sort()).toEqual(['close', 'rollCall', 'start']);
    const long = campaignOf(traces(steps), 40, 1, null);
    const named = long.flatMap(({ targets }) => targets);
    expect(new Set(named.map((each) => JSON.stringify(each))).size).toBe(targetsOf(steps).length);
    const chances = long.flatMap((each) => [...each.chances, ...each.phases]);
    expect(named.length + chances.length).toBe(40);
    expect(campaignOf(traces(steps), 40, 1, null)).toEqual(long);
  });

  it('what only a void round reaches is aimed at in meetings with one, everything else without', () => {
    const plain = ['sync board.jsonl [close]', 'write board.jsonl [setup]'];
    const voiding = [...plain, 'sync log.jsonl [round-voided]', 'write board.jsonl [setup]'];
    const named = campaignOf({ plain, voiding }, 12, 1, null).flatMap(({ voids, targets }) =>
      targets.map(({ step, nth }) => `${String(voids)} ${step} #${nth}`),
    );
    expect([...new Set(named)].sort()).toEqual([
      'false sync board.jsonl [close] #1',
      'false write board.jsonl [setup] #1',
      'true sync log.jsonl [round-voided] #1',
      'true write board.jsonl [setup] #2',
    ]);
  });

  it('--phase kills at the steps of that part alone', () => {
    const steps = ['ack ballot cast', 'sync board.jsonl [close]'];
    const meetings = campaignOf(traces(steps), 40, 1, 'close');
    expect(meetings.flatMap(({ targets }) => targets).map(partOf)).toEqual(['close', 'close']);
    expect(meetings.flatMap(({ chances, phases }) => [...chances, ...phases])).toEqual([]);
  });
});
