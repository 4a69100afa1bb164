import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { issuedCount } from '#shared/meeting/roll.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { claimOf } from '#shared/protocol/code.ts';
import { blindToken, deriveBallotKey } from '#shared/protocol/token.ts';
import { verifyBoard } from '#shared/protocol/verify.ts';
import { cast, openBallot, seal } from '../../../scripts/clients/voter.ts';
import type { Teller } from '../../../scripts/clients/teller.ts';
import { COMMITTEE } from '../../support/given.ts';
import {
  bareOpen,
  memberId,
  outcome,
  ROLL,
  smallPlan,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';
import { bytesOf } from '../../support/protocol-round.ts';
import { sodium } from '../../support/sodium.ts';

/** Head and second teller issue beside the server; the third does not. */
const ISSUING = COMMITTEE.map((member, at) => (at < 2 ? { ...member, coIssuer: true } : member));

let server: TestServer;
let meeting: SocketMeeting;
const sockets: Socket[] = [];

beforeEach(async () => {
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server, false, smallPlan({ coIssuers: true }));
  await meeting.to('rollCall');
  await meeting.say({ type: 'confirm-quorum' });
  await meeting.say({ type: 'record-committee', members: ISSUING, how: 'Biểu quyết' });
  await meeting.pairTellers();
  for (const teller of meeting.tellers) await teller.join();
  await Promise.all(meeting.tellers.map((teller) => teller.ceremony()));
});

afterEach(async () => {
  meeting.leave();
  for (const socket of sockets.splice(0)) socket.disconnect();
  await server.remove();
});

function open(): Promise<void> {
  return meeting.say({ type: 'open-polls', present: ROLL - 1 });
}

function first(): Teller {
  return meeting.tellers[0]!;
}

function second(): Teller {
  return meeting.tellers[1]!;
}

/** The message of a voter with this code. */
function messageOf(code: string, blind = code): { claim: string; B: string } {
  const { eid } = server.app.hall.active!.round.board;
  const { publicKey } = deriveBallotKey(sodium, blind, eid!);
  const { B } = blindToken(sodium, blind, eid!, publicKey);
  return { claim: toBase64url(claimOf(sodium, code)), B: toBase64url(B) };
}

async function ask(message: object): Promise<unknown> {
  const socket = bareOpen(server.url, 'voter');
  sockets.push(socket);
  return outcome(socket, 'exchange', [message], 8000);
}

function alarms(): (readonly [string, unknown])[] {
  return server.app.hall.alarms
    .filter(({ code }) => code.startsWith('co-issuer'))
    .map(({ code, detail }) => [code, detail?.['names']] as const);
}

async function count(): Promise<void> {
  const { log, board } = server.app.hall.active!.round;
  const outstanding = issuedCount(log) - board.ballotCount;
  await meeting.say({ type: 'close-polls', outstanding });
  await Promise.all(meeting.tellers.map((teller) => teller.untilRevealed()));
  await first().fixPaper(false);
  await Promise.all(meeting.tellers.map((teller) => teller.count()));
}

async function verified(): Promise<ReturnType<typeof verifyBoard>> {
  const [board, register] = await Promise.all(
    ['board.jsonl', 'register.jsonl'].map((name) => readFile(join(server.folder, name))),
  );
  return verifyBoard(sodium, { board: board!, register: register! });
}

describe('co-issuers (P 4.2, 4.6; R20)', () => {
  test('[P 4.2] issuers: the server first, then the named tellers with the same sign key', () => {
    const { issuers, committee } = server.app.hall.active!.round.board.setup!;
    expect(issuers.map(({ i, name }) => [i, name])).toEqual([
      [1, 'Máy chủ'],
      [2, COMMITTEE[0]!.name],
      [3, COMMITTEE[1]!.name],
    ]);
    expect(issuers.slice(1).map(({ sign }) => sign)).toEqual(
      committee.slice(0, 2).map(({ sign }) => sign),
    );
    expect(new Set(issuers.map(({ pk }) => pk)).size).toBe(3);
  });

  test('[P 4.6, 4.7, 4.11] a whole round: all evaluate, all reveal, the verifier agrees', async () => {
    await open();
    await meeting.vote(memberId(1), [1, 2, 3]);
    await meeting.vote(memberId(2), [1, 1, 0]);
    expect(meeting.ballots[0]!.ballot.message.token).toHaveLength(3);
    await count();
    expect(await verified()).toMatchObject({ valid: true, counted: 2 });
    const { board } = server.app.hall.active!.round;
    expect([...board.reveals.keys()].sort()).toEqual([1, 2, 3]);
    expect(board.tally!.excluded).toEqual([]);
    expect(first().issuing).toMatchObject({ i: 2, issued: 2, registered: 2, ballots: 2 });
    expect(second().issuing).toMatchObject({ i: 3, alarm: null, excess: 0, mayReveal: true });
  });

  test('[P 4.6.3] the same claim and B are answered again from the line, byte for byte', async () => {
    await open();
    const code = await meeting.desk.issueOnScreen(memberId(1));
    const once = await ask(messageOf(code));
    expect(once).toMatchObject({ ok: true, value: { evals: [{ i: 1 }, { i: 2 }, { i: 3 }] } });
    expect(await ask(messageOf(code))).toEqual(once);
    const another = await meeting.desk.issueOnScreen(memberId(2));
    expect(await ask(messageOf(code, another))).toEqual({
      ok: false,
      error: { code: 'E_CLAIM_USED' },
    });
    expect(server.app.hall.active!.round.register.count).toBe(1);
  });

  test('[R20] a co-issuer who is asleep is named to the chair, and nothing is written meanwhile', async () => {
    await open();
    second().isAnswering = false;
    const code = await meeting.desk.issueOnScreen(memberId(1));
    const waited = await ask(messageOf(code));
    expect(waited).toEqual({ ok: false, error: { code: 'co-issuer-silent' } });
    await expect
      .poll(alarms, { timeout: 8000 })
      .toEqual([['co-issuer-silent', COMMITTEE[1]!.name]]);
    expect(server.app.hall.active!.round.register.count).toBe(0);
    second().isAnswering = true;
    // The same message again, as the page sends it: one line.
    await openBallot(server.url, code);
    await expect.poll(alarms).toEqual([]);
    expect(server.app.hall.active!.round.register.count).toBe(1);
  });

  test('[R20] while a co-issuer is away nobody is asked, and the desk and the chair are told', async () => {
    await open();
    second().close();
    await expect.poll(alarms).toEqual([['co-issuer-offline', COMMITTEE[1]!.name]]);
    await meeting.desk.until(
      ({ coIssuersAway }) => coIssuersAway.includes(COMMITTEE[1]!.name),
      'the desk knows who is away',
    );
    const code = await meeting.desk.issueOnScreen(memberId(1));
    expect(await ask(messageOf(code))).toMatchObject({ ok: false });
    expect(first().issuing.issued).toBe(0);
  });

  test('[P 4.6] a server that stops between the answers loses and doubles nothing', async () => {
    await open();
    second().isAnswering = false;
    const code = await meeting.desk.issueOnScreen(memberId(1));
    await ask(messageOf(code));
    await expect.poll(() => first().issuing.issued).toBe(1);
    await server.restart();
    second().isAnswering = true;
    const voter = await openBallot(server.url, code);
    await cast(server.url, voter, seal(voter, [1, 1, 1]));
    await expect.poll(() => first().view?.hall?.turnout.collected).toBe(1);
    await meeting.chair.until(({ hall }) => hall?.turnout.collected === 1, 'it is collected');
    await count();
    expect(await verified()).toMatchObject({ valid: true, counted: 1 });
    expect(first().issuing.issued).toBe(1);
  });

  test('[P 4.6.4] a wrong evaluation is not written, and its author is named', async () => {
    await open();
    second().isAnswering = false;
    const code = await meeting.desk.issueOnScreen(memberId(1));
    const message = messageOf(code);
    const waiting = ask(message);
    await sleep(200);
    // Another's evaluation under this issuer's name.
    const room = server.app.hall.room!;
    const E = messageOf(await meeting.desk.issueOnScreen(memberId(2))).B;
    const proof = toBase64url(new Uint8Array(64));
    const answer = await room.evaluated(2, [{ claim: message.claim, E, proof }]);
    expect(answer.ok).toBe(true);
    expect(await waiting).toEqual({ ok: false, error: { code: 'co-issuer-silent' } });
    expect(room.round.register.count).toBe(0);
    expect(alarms()).toContainEqual(['co-issuer-wrong', COMMITTEE[1]!.name]);
  });

  test('[R20, P 6] a device that is no co-issuer may not answer', async () => {
    await open();
    const answer = await server.app.hall.room!.evaluated(3, []);
    expect(answer).toEqual({ ok: false, error: { code: 'not-a-teller' } });
  });

  test('[P 4.7.1] without a co-issuer’s key nothing is counted; who is missing is said', async () => {
    await open();
    await meeting.vote(memberId(1), [1, 2, 3]);
    second().close();
    await meeting.say({ type: 'close-polls', outstanding: 0 });
    void first()
      .untilRevealed()
      .catch(() => undefined);
    const missing = { code: 'reveals-missing', detail: { names: COMMITTEE[1]!.name } };
    await expect.poll(() => meeting.chair.view?.blockers, { timeout: 8000 }).toEqual([missing]);
    expect(await first().command({ type: 'fix-paper', paper: false })).toMatchObject({ ok: false });
    const reason = 'Mất khóa của thành viên cùng phát phiếu';
    await meeting.say({ type: 'void-round', round: server.app.hall.active!.id, reason });
    await meeting.chair.until(({ hall }) => hall?.phase === 'rollCall', 'a new round begins');
  });

  test('[P 4.6.4] a token-reveal under another issuer’s number is refused', async () => {
    await open();
    await meeting.vote(memberId(1), [1, 2, 3]);
    await meeting.say({ type: 'close-polls', outstanding: 0 });
    const { k } = { k: toBase64url(bytesOf(messageOf('0'.repeat(20)).B)) };
    const entry = {
      t: 'token-reveal',
      b: { i: 3, k, sig: toBase64url(new Uint8Array(64)) },
    } as const;
    expect(await first().command({ type: 'post', entry })).toMatchObject({
      ok: false,
      error: { code: 'not-a-teller' },
    });
  });
});
