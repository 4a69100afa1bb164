import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Socket } from 'socket.io-client';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import type { CastMessage } from '#shared/protocol/entries.ts';
import { blindToken, deriveBallotKey } from '#shared/protocol/token.ts';
import { RefusedError } from '../../../scripts/clients/answers.ts';
import { disconnect } from '../../../scripts/clients/connect.ts';
import { openBallot, seal } from '../../../scripts/clients/voter.ts';
import { RoundFiles } from '../../../server/round/round-files.ts';
import {
  bareOpen,
  connectedOrRefused,
  memberId,
  outcome,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';
import { bytesOf } from '../../support/meeting.ts';
import { random, sodium } from '../../support/sodium.ts';

let server: TestServer;
let meeting: SocketMeeting;
const opened: Socket[] = [];
const early: { code?: unknown } = {};

/** One meeting for the whole file: the tests stand in its order. */
beforeAll(async () => {
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
  await meeting.to('sealing');
  early.code = await exchange(generateBallotCode(random));
  await meeting.to('polling');
});

afterAll(async () => {
  meeting.leave();
  await server.remove();
});

afterEach(() => {
  for (const socket of opened.splice(0)) disconnect(socket);
});

function socketOf(name: 'voter' | 'ballot'): Socket {
  const socket = bareOpen(server.url, name);
  opened.push(socket);
  return socket;
}

function exchange(code: string, blindedAs = code): Promise<unknown> {
  const eid = bytesOf(toBase64url(server.app.hall.active!.round.board.eid!));
  const { publicKey } = deriveBallotKey(sodium, blindedAs, eid);
  const { B } = blindToken(sodium, blindedAs, eid, publicKey);
  const claim = toBase64url(claimOf(sodium, code));
  return outcome(socketOf('voter'), 'exchange', [{ claim, B: toBase64url(B) }]);
}

async function cast(message: CastMessage): Promise<unknown> {
  return outcome(socketOf('ballot'), 'cast', [message], 10_000);
}

function refused(code: string) {
  return { ok: false, error: { code } };
}

function board() {
  return server.app.hall.active!.round.board;
}

describe('the close is a barrier (design 7)', () => {
  test('ballots cast while the chair closes: each is either counted or refused with E_PHASE', async () => {
    const own = await TestServer.start();
    onTestFinished(() => own.remove());
    const rush = await SocketMeeting.start(own);
    await rush.to('sealing');
    await rush.say({ type: 'open-polls', present: 5 });
    const sealed = [];
    for (let i = 1; i <= 5; i += 1) {
      const code = await rush.desk.issueOnScreen(memberId(i));
      sealed.push(seal(await openBallot(own.url, code), [1, 2, 3]).message);
    }
    const sockets = sealed.map(() => bareOpen(own.url, 'ballot'));
    opened.push(...sockets);
    await Promise.all(sockets.map(connectedOrRefused));
    const [first, ...others] = sealed.map((message, i) =>
      outcome(sockets[i]!, 'cast', [message], 10_000),
    );
    const closing = rush.chair.command({ type: 'close-polls', outstanding: 5 });
    const answers = await Promise.all([first, ...others]);
    const closed = await closing;
    if (!closed.ok) await rush.say({ type: 'close-polls', outstanding: 0 });
    const { board, log } = own.app.hall.active!.round;
    const stored = answers.filter((answer) => (answer as { ok: boolean }).ok);
    expect(board.closeBody?.count).toBe(stored.length);
    for (const answer of answers) {
      if (!stored.includes(answer)) expect(answer).toEqual(refused('E_PHASE'));
    }
    expect(log.closed?.issued).toBe(5);
    rush.leave();
  });
});

describe('ballots that arrive while the disk is busy', () => {
  async function polling() {
    const own = await TestServer.start();
    onTestFinished(() => own.remove());
    const busy = await SocketMeeting.start(own);
    onTestFinished(() => {
      busy.leave();
    });
    await busy.to('sealing');
    await busy.say({ type: 'open-polls', present: 5 });
    const code = await busy.desk.issueOnScreen(memberId(1));
    const socket = bareOpen(own.url, 'ballot');
    const other = bareOpen(own.url, 'ballot');
    opened.push(socket, other);
    await Promise.all([connectedOrRefused(socket), connectedOrRefused(other)]);
    return { own, busy, voter: await openBallot(own.url, code), socket, other };
  }

  /** The next append to the log takes half a second. */
  function slowLog(): void {
    const spy = vi.spyOn(RoundFiles.prototype, 'appendLog');
    spy.mockImplementationOnce(async function (this: RoundFiles, events) {
      await sleep(500);
      return this.appendLog(events);
    });
    onTestFinished(() => {
      spy.mockRestore();
    });
  }

  test('two ballots of one key in one batch: one is stored, the other is E_VK_USED', async () => {
    const { own, busy, voter, socket, other } = await polling();
    slowLog();
    const incident = busy.chair.command({ type: 'record-incident', text: 'Chậm' });
    await sleep(50);
    const answers = await Promise.all([
      outcome(socket, 'cast', [seal(voter, [1, 1, 1]).message], 10_000),
      outcome(other, 'cast', [seal(voter, [2, 2, 2]).message], 10_000),
    ]);
    expect(await incident).toMatchObject({ ok: true });
    expect(answers.filter((answer) => (answer as { ok: boolean }).ok)).toHaveLength(1);
    expect(answers).toContainEqual(refused('E_VK_USED'));
    expect(own.app.hall.active!.round.board.ballotCount).toBe(1);
  });

  test('a ballot admitted before the close was on disk is counted', async () => {
    const { own, busy, voter, socket } = await polling();
    slowLog();
    const closing = busy.chair.command({ type: 'close-polls', outstanding: 1 });
    await sleep(50);
    const { message } = seal(voter, [1, 2, 3]);
    expect(await outcome(socket, 'cast', [message], 10_000)).toMatchObject({ ok: true });
    expect(await closing).toMatchObject({ ok: true });
    expect(own.app.hall.active!.round.board.closeBody?.count).toBe(1);
  });
});

describe('what a voter is refused, each with its own code', () => {
  test('a code before the polls are open: E_PHASE', () => {
    expect(early.code).toEqual(refused('E_PHASE'));
  });

  test('an unknown code: E_CLAIM_UNKNOWN', async () => {
    expect(await exchange(generateBallotCode(random))).toEqual(refused('E_CLAIM_UNKNOWN'));
  });

  test('a used code under another blinding: E_CLAIM_USED', async () => {
    const other = generateBallotCode(random);
    expect(await exchange(meeting.ballots[0]!.code, other)).toEqual(refused('E_CLAIM_USED'));
  });

  test('a used code on another device of the same voter is answered again', async () => {
    expect(await exchange(meeting.waiting!.code)).toMatchObject({ ok: true });
  });

  test('a voided code: E_CLAIM_UNKNOWN, and the member is issued another', async () => {
    const member = memberId(6);
    await meeting.desk.setPresent(member, true);
    const code = await meeting.desk.issueOnScreen(member);
    const [head] = meeting.tellers;
    expect(
      await head!.command({ type: 'void-token', memberId: member, reason: 'Mất máy' }),
    ).toMatchObject({ ok: true });
    expect(await exchange(code)).toEqual(refused('E_CLAIM_UNKNOWN'));
    await meeting.vote(member, [2, 2, 2]);
  });

  test('a slip nobody was handed: E_NOT_ISSUED, nothing written', async () => {
    const stray = generateBallotCode(random);
    const claims = [toBase64url(claimOf(sodium, stray))];
    await meeting.desk.command({ type: 'register-slips', claims });
    const { n } = server.app.hall.active!.round.register;
    expect(await exchange(stray)).toEqual(refused('E_NOT_ISSUED'));
    expect(server.app.hall.active!.round.register.n).toBe(n);
  });

  test('a second, different ballot under the same token: E_VK_USED', async () => {
    const { voter } = meeting.ballots[0]!;
    const { n } = board();
    expect(await cast(seal(voter, [3, 3, 3]).message)).toEqual(refused('E_VK_USED'));
    expect(board().n).toBe(n);
  });

  test('the same ballot again: the same receipt', async () => {
    const { ballot, receipt } = meeting.ballots[0]!;
    expect(await cast(ballot.message)).toEqual({ ok: true, value: receipt });
  });

  test('two different ballots under one token at once: one is stored, one is E_VK_USED', async () => {
    const { voter } = meeting.waiting!;
    const before = board().ballotCount;
    const answers = await Promise.all([
      cast(seal(voter, [1, 1, 1]).message),
      cast(seal(voter, [2, 2, 2]).message),
    ]);
    expect(answers.filter((answer) => (answer as { ok: boolean }).ok)).toHaveLength(1);
    expect(answers).toContainEqual(refused('E_VK_USED'));
    expect(board().ballotCount).toBe(before + 1);
  });

  test('the same ballot five times at once: five equal receipts, one entry', async () => {
    const code = meeting.waiting!.code;
    const again = await openBallot(server.url, code);
    const { ballots } = meeting;
    const message = ballots[1]!.ballot.message;
    const before = board().ballotCount;
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => cast(message)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(board().ballotCount).toBe(before);
    expect(await cast(seal(again, [0, 0, 0]).message)).toEqual(refused('E_VK_USED'));
  });

  test('a ballot whose proof is wrong is refused and not stored; its token is not used up', async () => {
    const member = memberId(4);
    expect(server.app.hall.active!.round.log.roll.get(member)?.issued).not.toBeNull();
    const { voter } = meeting.ballots[2]!;
    const { message } = seal(voter, [1, 1, 1]);
    const wrong = { ...message, body: `${message.body.slice(0, -4)}AAAA` };
    const answer = (await cast(wrong)) as { ok: boolean };
    expect(answer.ok).toBe(false);
  });

  test('find: where a ballot stands, or that it does not', async () => {
    const { receipt } = meeting.ballots[0]!;
    function find(id: string): Promise<unknown> {
      return outcome(socketOf('voter'), 'find', [{ id }]);
    }
    expect(await find(receipt.id)).toEqual({ ok: true, value: { n: receipt.n } });
    expect(await find('A'.repeat(43))).toEqual({ ok: true, value: null });
  });

  test('after the close: E_PHASE for codes and ballots; the stored one keeps its receipt', async () => {
    const member = memberId(5);
    const { code: unused } = { code: generateBallotCode(random) };
    expect(server.app.hall.active!.round.log.roll.get(member)?.issued?.way).toBe('paper');
    await meeting.say({ type: 'close-polls', outstanding: 1 });
    await meeting.chair.until(({ hall }) => hall?.phase === 'counting', 'the polls are closed');
    expect(await exchange(unused)).toEqual(refused('E_PHASE'));
    const keys = JSON.parse(await readFile(join(server.folder, 'keys.json'), 'utf8')) as object;
    expect(keys).toMatchObject({
      issuer: null,
      issuerSign: null,
      board: { public: expect.any(String) as unknown },
    });
    const { voter } = meeting.waiting!;
    expect(await cast(seal(voter, [1, 1, 1]).message)).toEqual(refused('E_PHASE'));
    const { ballot, receipt } = meeting.ballots[0]!;
    expect(await cast(ballot.message)).toEqual({ ok: true, value: receipt });
    await expect(openBallot(server.url, generateBallotCode(random))).rejects.toThrow(RefusedError);
  });

  test('after the announcement, with every key erased, the receipt is the same', async () => {
    await meeting.to('counted');
    await meeting.supervisor.recount();
    await meeting.chair.until(({ recounts }) => recounts.length === 2, 'both recounts stand');
    await meeting.say({ type: 'announce' });
    for (const { ballot, receipt } of meeting.ballots) {
      expect(await cast(ballot.message)).toEqual({ ok: true, value: receipt });
    }
    await server.restart();
    const { ballot, receipt } = meeting.ballots[0]!;
    expect(await cast(ballot.message)).toEqual({ ok: true, value: receipt });
  });
});
