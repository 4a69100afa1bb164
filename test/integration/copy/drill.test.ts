/** The drill of docs/drill-vi.md, with real processes: the first disk is destroyed. */
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { MarkCode, Receipt } from '#shared/protocol/entries.ts';
import { connectOpen, disconnect } from '../../../scripts/clients/connect.ts';
import { cast, openBallot, seal } from '../../../scripts/clients/voter.ts';
import type { SealedBallot, Voter } from '../../../scripts/clients/voter.ts';
import type { Result } from '#shared/result.ts';
import { NAMESPACES } from '#shared/wire.ts';
import type { VoterEvents, VoterPushes } from '#shared/wire.ts';
import { memberId, SocketMeeting, TestServer } from '../../support/hall.ts';
import { runScript } from '../../support/run-script.ts';
import { killed, runServer, serving } from '../../support/server-process.ts';

interface Card {
  readonly code: string;
  readonly voter: Voter;
  readonly ballot: SealedBallot;
}

interface Laptops {
  readonly meeting: SocketMeeting;
  readonly url: string;
  readonly port: number;
  readonly data: string;
  readonly copy: string;
  readonly round: string;
}

/** A meeting whose polls are open, with a copy, served by a process of its own. */
async function polling(): Promise<Laptops & { first: ReturnType<typeof runServer> }> {
  const server = await TestServer.start();
  const stick = await mkdtemp(join(tmpdir(), 'hom-phieu-stick-'));
  for (const folder of [server.data, stick, `${stick}-pocket`]) {
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
  }
  const copy = join(stick, 'copy');
  const meeting = await SocketMeeting.start(server);
  onTestFinished(() => {
    meeting.leave();
  });
  await meeting.to('sealing');
  await meeting.desk.setPresent(memberId(6), true);
  await meeting.say({ type: 'open-polls', present: 6 });
  const { port } = server.app;
  const { url, data } = server;
  await server.stop();
  const first = start(port, data, '--copy', copy);
  await serving(port);
  return { meeting, url, port, data, copy, round: 'rounds/bch-1', first };
}

function start(port: number, data: string, ...more: string[]) {
  const where = ['--port', String(port), '--host', '127.0.0.1'];
  return runServer('--data', data, ...where, ...more);
}

async function card({ meeting, url }: Laptops, i: number): Promise<Card> {
  const code = await meeting.desk.issueOnScreen(memberId(i));
  const voter = await openBallot(url, code);
  const marks = [1, 2, 3].map((line) => ((line + i) % 4) as MarkCode);
  return { code, voter, ballot: seal(voter, marks) };
}

/** The copy has everything up to the last of so many ballots. */
async function whole({ meeting }: Laptops, collected: number): Promise<void> {
  await meeting.chair.until(
    ({ copy, hall }) =>
      hall?.turnout.collected === collected && copy?.failed === null && copy.entriesBehind === 0,
    'the copy is complete',
  );
}

type Place = Result<{ n: number } | null, { code: string }>;

async function find(url: string, id: string): Promise<{ n: number } | null> {
  const socket = connectOpen<VoterPushes, VoterEvents>(url, NAMESPACES.voter);
  try {
    const answer = (await socket.timeout(5_000).emitWithAck('find', { id })) as Place;
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  } finally {
    disconnect(socket);
  }
}

async function verifies({ copy, round }: Laptops): Promise<string> {
  const [board, register, result] = ['board.jsonl', 'register.jsonl', 'result.json'].map((name) =>
    join(copy, round, name),
  );
  const run = await runScript('verify.ts', board!, '--register', register!, '--result', result!);
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return run.stdout;
}

describe('moving to another laptop (design 7, Copy)', { timeout: 120_000 }, () => {
  test('the first disk destroyed in the middle of the polls: nothing acknowledged is lost', async () => {
    const laptops = await polling();
    const { meeting, url, port, data, copy, round, first } = laptops;
    const cards = [];
    for (let i = 1; i <= 6; i += 1) cards.push(await card(laptops, i));
    const receipts: Receipt[] = [];
    for (const { voter, ballot } of cards.slice(0, 3))
      receipts.push(await cast(url, voter, ballot));
    await whole(laptops, 3);
    // The others are on their way and never had an answer.
    await killed(first);
    await rm(data, { recursive: true });
    const under = cards.slice(3).map(({ voter, ballot }) => cast(url, voter, ballot));

    start(port, copy);
    await serving(port);
    receipts.push(...(await Promise.all(under)));
    for (const { id, n } of receipts) expect(await find(url, id)).toEqual({ n });
    const { hall, copy: second } = await meeting.chair.until(
      (view) => view.hall?.turnout.collected === 6,
      'all are collected',
    );
    expect(hall?.turnout).toEqual({ issued: 6, collected: 6, outstanding: 0 });
    // The folder that was the copy has none itself, and says so.
    expect(second).toBeNull();
    expect(meeting.chair.view?.alarms.map(({ code }) => code)).toContain('no-copy');
    await meeting.say({ type: 'close-polls', outstanding: 0 });
    const [head] = meeting.tellers;
    await head!.untilRevealed();
    await head!.fixPaper(false);
    await Promise.all(meeting.tellers.map((teller) => teller.count()));
    await meeting.supervisor.recount();
    await meeting.chair.until(({ recounts }) => recounts.length === 2, 'both recounts stand');
    await meeting.say({ type: 'announce' });
    expect(await verifies(laptops)).toContain('6 phiếu điện tử');
    const board = await readFile(join(copy, round, 'board.jsonl'), 'utf8');
    for (const { ballot } of cards) expect(board).toContain(ballot.message.vk);
  });

  test('a copy that lagged: who holds a lost receipt is told, exchanges are repeated, the board stays valid', async () => {
    const laptops = await polling();
    const { meeting, url, port, data, copy, first } = laptops;
    const [kept, lost, unexchanged] = [await card(laptops, 1), await card(laptops, 2), 3] as const;
    const code = await meeting.desk.issueOnScreen(memberId(unexchanged));
    await cast(url, kept.voter, kept.ballot);
    await whole(laptops, 1);
    await rename(join(copy, '..'), `${join(copy, '..')}-pocket`);
    // On the first disk only: one ballot, and the exchange of one that is not cast yet.
    const receipt = await cast(url, lost.voter, lost.ballot);
    const voter = await openBallot(url, code);
    const third = { code, voter, ballot: seal(voter, [1, 1, 1]) };
    await meeting.chair.until(
      ({ copy: view, alarms }) =>
        view?.failed === 'lost' &&
        // With the log's own word on it.
        view.entriesBehind === 3 &&
        alarms.some((each) => each.code === 'copy-lost'),
      'the lost stick is shown',
    );
    await killed(first);
    await rm(data, { recursive: true });
    await rename(`${join(copy, '..')}-pocket`, join(copy, '..'));

    start(port, copy);
    await serving(port);
    expect(await find(url, kept.ballot.id)).not.toBeNull();
    expect(await find(url, receipt.id)).toBeNull();
    // Its token was never exchanged, as far as this register knows: more ballots than exchanges
    // would make the whole board invalid (P 4.7.1), so one of the two waits.
    await cast(url, third.voter, third.ballot);
    const waiting = cast(url, lost.voter, lost.ballot);
    const early = await Promise.race([
      waiting,
      new Promise((go) => setTimeout(go, 1_500, 'waits')),
    ]);
    expect(early).toBe('waits');
    // The page repeats its exchange after every connection, word for word.
    await openBallot(url, third.code);
    expect((await waiting).id).toBe(lost.ballot.id);
    await meeting.chair.until(({ hall }) => hall?.turnout.collected === 3, 'all are collected');
    await meeting.say({ type: 'close-polls', outstanding: 0 });
    const [head] = meeting.tellers;
    await head!.untilRevealed();
    await head!.fixPaper(false);
    await Promise.all(meeting.tellers.map((teller) => teller.count()));
    await meeting.supervisor.recount();
    await meeting.chair.until(({ recounts }) => recounts.length === 2, 'both recounts stand');
    await meeting.say({ type: 'announce' });
    expect(await verifies(laptops)).toContain('3 phiếu điện tử');
  });
});
