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
import { campaignOf } from '../../scripts/fault/campaign.ts';
import { edgesOf, partOf, targetsOf, type Target } from '../../scripts/fault/points.ts';
import { wrongsOf } from '../../scripts/fault/tables.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hom-phieu-fault-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let held = 0;
function hold(orders: Partial<MeetingOrders>): Promise<MeetingReport> {
  held += 1;
  const nothing = { seed: 7, targets: [], phases: [], chances: [] };
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
    const small = campaignOf(steps, 3, 1, null).flatMap(({ targets }) => targets);
    expect(small.map(partOf).sort()).toEqual(['close', 'rollCall', 'start']);
    const long = campaignOf(steps, 40, 1, null);
    const named = long.flatMap(({ targets }) => targets);
    expect(new Set(named.map((each) => JSON.stringify(each))).size).toBe(targetsOf(steps).length);
    const chances = long.flatMap((each) => [...each.chances, ...each.phases]);
    expect(named.length + chances.length).toBe(40);
    expect(campaignOf(steps, 40, 1, null)).toEqual(long);
  });

  it('--phase kills at the steps of that part alone', () => {
    const steps = ['ack ballot cast', 'sync board.jsonl [close]'];
    const meetings = campaignOf(steps, 40, 1, 'close');
    expect(meetings.flatMap(({ targets }) => targets).map(partOf)).toEqual(['close', 'close']);
    expect(meetings.flatMap(({ chances, phases }) => [...chances, ...phases])).toEqual([]);
  });
});
