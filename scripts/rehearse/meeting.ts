import { availableParallelism } from 'node:os';
import { defined } from '#shared/assert.ts';
import type { ChairCommand } from '#shared/meeting/commands.ts';
import type { ChairView } from '#shared/meeting/views.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import { startChild, type Child } from '../child.ts';
import { granted } from '../clients/answers.ts';
import { Chair } from '../clients/chair.ts';
import { pairDevice } from '../clients/connect.ts';
import { Desk } from '../clients/desk.ts';
import type { Casting } from './casting.ts';
import { issueElectronic } from './issuing.ts';
import type { SupervisorJob, SupervisorReport } from './supervisor-child.ts';
import type { TellerJob, TellerReport } from './teller-child.ts';
import type { Voter, VotersJob, VotersReport } from './voters-child.ts';

/** How a rehearsed meeting ended. */
export interface MeetingOutcome {
  /** The round's folder in the data folder, with slashes: `rehearsals/bch-1`. */
  readonly round: string;
  readonly voters: VotersReport;
  /** Why there is no result: the board ended with `abort`; null when there is one. */
  readonly voided: string | null;
  /** The announced result; null when the round ended void. */
  readonly result: MeetingResult | null;
  readonly supervisor: SupervisorReport;
}

/** What the meeting says while it goes on. */
export type Say = (sentence: string) => void;

const SEALING_MS = 120_000;
const COUNT_MS = 3_600_000;

/**
 * A whole meeting through the sockets (design 1): roll call, sealing, polls, count, announcement.
 * Chair and desk are here; every teller, the supervisor and the voters are processes of their own.
 * Throws `RefusedError` where the server refuses what the meeting cannot do without.
 */
export async function holdMeeting(
  link: string,
  venueId: string,
  casting: Casting,
  say: Say,
  rehearsal = true,
): Promise<MeetingOutcome> {
  const children: Child<unknown>[] = [];
  const chair = await Chair.open(link);
  try {
    const url = new URL(link).origin;
    return await meet({ chair, venueId, rehearsal, casting, say, children, url });
  } finally {
    for (const child of children) child.stop();
    chair.close();
  }
}

interface Stage {
  readonly chair: Chair;
  readonly venueId: string;
  readonly rehearsal: boolean;
  readonly casting: Casting;
  readonly say: Say;
  readonly children: Child<unknown>[];
  readonly url: string;
}

async function meet(stage: Stage): Promise<MeetingOutcome> {
  const { chair, say } = stage;
  const desk = await rollCall(stage);
  const tellers = await sealing(stage);
  const supervisor = await superviseFrom(stage);
  const voters = await polls(stage, desk);
  desk.close();
  for (const teller of tellers) await teller.report;
  const view = await chair.until(
    ({ hall }) => hall?.phase === 'counted' || (hall?.voided ?? null) !== null,
    'the count is over',
    COUNT_MS,
  );
  const { round, voided } = defined(view.hall, 'hall');
  if (voided !== null) return { round, voters, voided, result: null, supervisor: null };
  const recount = await supervisor.report;
  const result = await announce(stage);
  const paperOnly = result.board === undefined;
  say(paperOnly ? 'Kiểm phiếu: chỉ có phiếu giấy.' : 'Mở tổng số: đủ khóa của Ban kiểm phiếu.');
  say(`Công bố: ${result.figures.ballotsCollected} phiếu thu về.`);
  return { round, voters, voided: null, result, supervisor: recount };
}

/** From the plan to the confirmed quorum; the desk that will issue the ballots. */
async function rollCall({ chair, venueId, rehearsal, casting, say, url }: Stage): Promise<Desk> {
  const start = { type: 'start-round', venueId, rehearsal } as const;
  granted('start-round', await chair.hall(start));
  await phase(chair, 'preparing');
  await order(chair, { type: 'freeze-ballot' });
  await phase(chair, 'rollCall');
  const code = await chair.pairingCode('desk', 'Bàn 1');
  const desk = new Desk(await pairDevice(url, code, 'Bàn 1'));
  const present = [...casting.electronic.map(({ member }) => member), ...casting.paper];
  for (const { id } of present) await desk.setPresent(id, true);
  say(`Điểm danh: ${present.length} người có mặt.`);
  await order(chair, { type: 'confirm-quorum' });
  const { quorum } = defined((await phase(chair, 'sealing')).hall);
  say(`Đủ 2/3: ${quorum.present} trên ${quorum.base}, cần ${quorum.needed}.`);
  return desk;
}

/** The committee is elected, its devices join and make the key; they then count by themselves. */
async function sealing(stage: Stage): Promise<Child<TellerReport>[]> {
  const { chair, casting, say, url, children } = stage;
  const { committee } = casting;
  const how = 'Hội nghị biểu quyết giơ tay';
  await order(chair, { type: 'record-committee', members: committee, how });
  if (chair.view?.phonesAllowed === null) {
    await order(chair, { type: 'allow-phones', allowed: true });
  }
  const counters = committee.map((_, i) => i).slice(0, 2);
  const tellers: Child<TellerReport>[] = [];
  for (const [index, { name, head }] of committee.entries()) {
    const code = await chair.pairingCode('teller', name, index + 1);
    const paper = counters.includes(index) ? casting.paperCount : null;
    const fixes = head ? { paper: casting.paperCount !== null } : null;
    const job: TellerJob = { url, code, label: name, paper, fixes, follows: true };
    tellers.push(startChild(new URL('teller-child.ts', import.meta.url), job));
  }
  children.push(...tellers);
  const sealed = chair.until(isSealed, 'the committee has made its key', SEALING_MS);
  const view = await Promise.race([sealed, failureOf(tellers)]);
  say(`Niêm phong: khóa ${view.hall?.keyFingerprint ?? ''}, 0 phiếu trong hòm.`);
  return tellers;
}

function isSealed({ hall, blockers }: ChairView): boolean {
  const waits = ['ceremony-running', 'tellers-missing', 'committee-missing'];
  const fingerprint = hall?.keyFingerprint ?? null;
  return fingerprint !== null && !blockers.some(({ code }) => waits.includes(code));
}

/** A child that fails ends the meeting at once; one that reports is nobody's failure. */
async function failureOf(children: readonly Child<unknown>[]): Promise<never> {
  await Promise.all(children.map(({ report }) => report));
  return new Promise(() => undefined);
}

async function superviseFrom({ chair, url, children }: Stage): Promise<Child<SupervisorReport>> {
  const label = 'Giám sát 1';
  const code = await chair.pairingCode('supervisor', label);
  const job: SupervisorJob = { url, code, label };
  const child = startChild<SupervisorReport>(new URL('supervisor-child.ts', import.meta.url), job);
  children.push(child);
  return child;
}

/** From the opening to the close of the polls. */
async function polls(stage: Stage, desk: Desk): Promise<VotersReport> {
  const { chair, casting, say } = stage;
  const { quorum } = defined(chair.view?.hall);
  await order(chair, { type: 'open-polls', present: quorum.present });
  await phase(chair, 'polling');
  const voters = await issueElectronic(stage, desk);
  for (const { id } of casting.paper) await desk.issuePaper(id);
  say(
    `Phát phiếu: ${casting.electronic.length} phiếu điện tử, ${casting.paper.length} phiếu giấy.`,
  );
  const report = await castAll(stage, voters);
  say(`Bỏ phiếu: ${report.sent.length} phiếu đã gửi, ${report.receipts.length} biên nhận.`);
  const view = await chair.until(
    ({ hall }) => hall?.turnout.collected === report.receipts.length,
    'every receipt is in the turnout',
  );
  const { outstanding } = defined(view.hall).turnout;
  await order(chair, { type: 'close-polls', outstanding });
  await phase(chair, 'counting');
  return report;
}

/** The voters' devices, in as many processes as this machine has processors. */
async function castAll({ url, children }: Stage, voters: readonly Voter[]): Promise<VotersReport> {
  const processes = Math.max(1, Math.min(availableParallelism(), Math.ceil(voters.length / 10)));
  const script = new URL('voters-child.ts', import.meta.url);
  const groups = Array.from({ length: processes }, (_, p) => {
    const job: VotersJob = {
      url,
      voters: voters.filter((_v, i) => i % processes === p),
      atOnce: 8,
    };
    return startChild<VotersReport>(script, job);
  });
  children.push(...groups);
  const reports = await Promise.all(groups.map(({ report }) => report));
  return {
    sent: reports.flatMap(({ sent }) => sent),
    receipts: reports.flatMap(({ receipts }) => receipts),
    failures: reports.flatMap(({ failures }) => failures),
  };
}

/** Gives every gap its reason, waits for the recounts, announces. */
async function announce({ chair }: Stage): Promise<MeetingResult> {
  for (const { gap, count } of (chair.view?.gaps ?? []).filter(({ reason }) => reason === null)) {
    const reason = `Diễn tập: ${count} phiếu theo tệp dữ liệu`;
    await order(chair, { type: 'explain-gap', gap, reason });
  }
  await chair.until(
    ({ blockers }) => blockers.length === 0,
    'nothing stands before the announcement',
  );
  await order(chair, { type: 'announce' });
  const view = await phase(chair, 'announced');
  return defined(view.result, 'result');
}

async function order(chair: Chair, command: ChairCommand): Promise<void> {
  granted(command.type, await chair.command(command));
}

function phase(chair: Chair, wanted: string): Promise<ChairView> {
  return chair.until(({ hall }) => hall?.phase === wanted, `the phase is ${wanted}`);
}
