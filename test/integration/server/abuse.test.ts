/**
 * Those who belong to the hall and mean harm: a teller, a supervisor's page, a desk, the chair
 * (protocol 6). Each can refuse or delay its own part, in sight of all, and nothing else.
 */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { factsOf } from '#shared/papers/facts-of.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { cast, openBallot, seal } from '../../../scripts/clients/voter.ts';
import { Supervisor } from '../../../scripts/clients/supervisor.ts';
import { disconnect, pairDevice } from '../../../scripts/clients/connect.ts';
import { granted } from '../../../scripts/clients/answers.ts';
import { bytes32, paperBody } from '../../support/given.ts';
import { bare, memberId, outcome, SocketMeeting, TestServer } from '../../support/hall.ts';
import { random, sodium } from '../../support/sodium.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function held(): Promise<{ server: TestServer; meeting: SocketMeeting }> {
  const server = await TestServer.start();
  closers.push(() => server.remove());
  const meeting = await SocketMeeting.start(server);
  closers.push(() => {
    meeting.leave();
  });
  return { server, meeting };
}

function codeOf(answer: unknown): string {
  if (typeof answer === 'string') return answer;
  const { ok, error } = answer as { ok: boolean; error?: { code: string } };
  return ok ? 'ok' : (error?.code ?? '');
}

const count = {
  count: 1,
  rejected: [],
  lines: Array.from({ length: 3 }, () => ({ high: 1, confidence: 0, low: 0, invalid: 0 })),
  rulings: ['Hợp lệ'],
};

describe('a malicious teller', () => {
  test('words that are not its own, not signed, or not due are refused; silence is overcome in sight of all', async () => {
    const { server, meeting } = await held();
    await meeting.to('counting');
    const [head, second, bad] = meeting.tellers as [
      (typeof meeting.tellers)[number],
      (typeof meeting.tellers)[number],
      (typeof meeting.tellers)[number],
    ];
    const socket = bare(bad.device, 'teller');
    closers.push(() => {
      disconnect(socket);
    });
    const { board } = server.app.hall.active!.round;
    const before = board.n;
    const sig = bytes32(1) + bytes32(1);
    const S = Array.from({ length: 9 }, () => bytes32(3));
    const words: readonly unknown[] = [
      // Another's word, a forged one, an opening before its time, one without its proofs.
      { t: 'agree', b: { i: 1, th: bytes32(1), sig } },
      { t: 'agree', b: { i: 3, th: bytes32(1), sig } },
      { t: 'opening', b: { i: 3, S, proofs: S.map((each) => each + each), sig } },
      { t: 'dkg-complaint', b: { i: 3, j: 1, reason: 'x', sig } },
      { t: 'token-reveal', b: { i: 0, k: bytes32(1), sig } },
      { t: 'result', b: {} },
      { t: 'ballot', b: {} },
    ];
    for (const entry of words) {
      const answer = await outcome(socket, 'command', [{ type: 'post', entry }]);
      expect(
        ['entry-refused', 'malformed', 'wrong-phase', 'not-a-teller'],
        codeOf(answer),
      ).toContain(codeOf(answer));
    }
    expect(
      codeOf(await outcome(socket, 'command', [{ type: 'key-paper', body: paperBody(1) }])),
    ).not.toBe('ok');
    expect(codeOf(await outcome(socket, 'command', [{ type: 'fix-paper', paper: false }]))).toBe(
      'not-head',
    );
    expect(board.n).toBe(before);

    // The two others count; the third never says a word.
    await head.untilRevealed();
    for (const teller of [head, second]) await teller.keyPaper(count);
    await head.fixPaper(true);
    const counting = [head.count(), second.count()];
    await vi.waitFor(() => {
      expect(server.app.hall.active!.round.board.agreed.size).toBe(2);
    }, 30_000);
    expect(meeting.chair.view?.hall?.phase).toBe('counting');
    await meeting.say({ type: 'lower-agreement-quorum', reason: 'Một thành viên không làm việc' });
    await Promise.all(counting);
    await meeting.chair.until(({ hall }) => hall?.phase === 'counted', 'counted without it');
    expect(server.app.hall.active!.round.log.agreementQuorumLowered).toBe(
      'Một thành viên không làm việc',
    );
    expect(server.app.hall.active!.round.board.quorumReason).not.toBeNull();
  }, 120_000);
});

describe("a malicious supervisor's page", () => {
  test('a claim before there is a result is refused; a wrong digest blocks and is shown until it agrees', async () => {
    const { server, meeting } = await held();
    await meeting.to('polling');
    const early = { type: 'submit-recount', digest: bytes32(9) } as const;
    expect(codeOf(await meeting.supervisor.command(early))).not.toBe('ok');
    await meeting.to('counted');
    const code = await meeting.chair.pairingCode('supervisor', 'Giám sát 2');
    const liar = new Supervisor(await pairDevice(server.url, code, 'Giám sát 2'));
    closers.push(() => {
      liar.close();
    });
    await meeting.supervisor.recount();
    await liar.submitRecount(bytes32(9));
    await meeting.say({ type: 'explain-gap', gap: 'outstanding', reason: 'Về sớm' });
    expect(codeOf(await meeting.chair.command({ type: 'announce' }))).toBe('recount-differs');
    const view = await meeting.chair.until(
      ({ recounts }) => recounts.length === 3,
      'three recounts',
    );
    expect(view.recounts.filter(({ digest }) => digest === bytes32(9)).map(({ by }) => by)).toEqual(
      ['Giám sát 2'],
    );
    // It changed nothing: rows and board stand as the honest pages found them.
    expect(server.app.hall.active!.round.board.finished).toBe(true);
    await liar.recount();
    expect(codeOf(await meeting.chair.command({ type: 'announce' }))).toBe('ok');
  }, 120_000);

  test('a page that goes on lying is revoked with a reason; the result is announced, and the minutes tell of it', async () => {
    const { server, meeting } = await held();
    await meeting.to('counted');
    const code = await meeting.chair.pairingCode('supervisor', 'Giám sát 2');
    const liar = new Supervisor(await pairDevice(server.url, code, 'Giám sát 2'));
    closers.push(() => {
      liar.close();
    });
    await meeting.supervisor.recount();
    await liar.submitRecount(bytes32(9));
    await meeting.say({ type: 'explain-gap', gap: 'outstanding', reason: 'Về sớm' });
    const device = toBase64url(liar.device.key.publicKey);
    // Ending its pairing alone does not end what it said.
    await meeting.hall({ type: 'revoke-device', device });
    expect(codeOf(await meeting.chair.command({ type: 'announce' }))).toBe('recount-differs');
    await meeting.say({ type: 'set-aside-recount', device, reason: 'Trang này hỏng' });
    const { feed } = await meeting.supervisor.until(
      (view) => view.feed.some(({ type }) => type === 'recount-set-aside'),
      'every supervisor is told',
    );
    expect(feed.at(-1)?.detail).toEqual({ by: 'Giám sát 2', reason: 'Trang này hỏng' });
    expect(codeOf(await meeting.chair.command({ type: 'announce' }))).toBe('ok');
    const { round } = server.app.hall.active!;
    const facts = factsOf(sodium, { id: 'bch-1', round, issues: [], stored: null });
    expect(facts.incidents.at(-1)?.text).toMatch(/«Giám sát 2» .*Lý do: Trang này hỏng/u);
    expect(facts.result?.recounts).toHaveLength(2);
  }, 120_000);

  test('reading the board without end slows itself down and nobody else', async () => {
    const { server, meeting } = await held();
    await meeting.to('polling');
    const flood = bare(meeting.supervisor.device, 'supervisor');
    closers.push(() => {
      disconnect(flood);
    });
    await outcome(flood, 'board', [{ from: 0 }]);
    const answers = Promise.all(
      Array.from({ length: 400 }, () => outcome(flood, 'board', [{ from: 0 }], 20_000)),
    );
    const begun = performance.now();
    await meeting.vote(memberId(4), [1, 1, 1]).catch(() => undefined);
    await meeting.desk.setPresent(memberId(1), true);
    expect(performance.now() - begun).toBeLessThan(5_000);
    const words = (await answers).map(codeOf);
    expect(words.filter((word) => word === 'ok').length).toBeLessThan(120);
    expect(words).toContain('too-many-requests');
    expect(server.app.hall.active!.round.board.polling).toBe(true);
    for (const from of [1e9, Number.MAX_SAFE_INTEGER]) {
      expect(await outcome(bareSupervisor(meeting), 'board', [{ from }])).toMatchObject({
        ok: true,
        value: { lines: [] },
      });
    }
  }, 120_000);

  function bareSupervisor(meeting: SocketMeeting): ReturnType<typeof bare> {
    const socket = bare(meeting.supervisor.device, 'supervisor');
    closers.push(() => {
      disconnect(socket);
    });
    return socket;
  }
});

describe('a malicious desk', () => {
  test('R17: no ballot for an absent member, a stranger, or twice; a check-in that lets it is in the log, with the desk', async () => {
    const { server, meeting } = await held();
    await meeting.to('polling');
    const desk = bare(meeting.desk.device, 'desk');
    closers.push(() => {
      disconnect(desk);
    });
    function issue(member: string, way = 'screen'): Promise<unknown> {
      const claim = toBase64url(random(32));
      const message = { type: 'issue', memberId: member, way };
      return outcome(desk, 'command', [way === 'screen' ? { ...message, claim } : message]);
    }
    const before = [...server.app.hall.active!.round.log.claims];
    for (const way of ['screen', 'paper', 'slip']) {
      expect([way, codeOf(await issue(memberId(6), way))]).not.toEqual([way, 'ok']);
      expect([way, codeOf(await issue('nobody', way))]).not.toEqual([way, 'ok']);
      expect([way, codeOf(await issue(memberId(1), way))]).not.toEqual([way, 'ok']);
    }
    expect(codeOf(await issue(memberId(6)))).toBe('not-present');
    expect([...server.app.hall.active!.round.log.claims]).toEqual(before);
    // It may mark an absent member present: the roll, the hall's display and the log show it.
    const { length } = server.app.hall.active!.round.log.feed;
    await meeting.desk.setPresent(memberId(6), true);
    expect(server.app.hall.active!.round.log.feed.slice(length)).toMatchObject([
      { type: 'checked-in', memberId: memberId(6), desk: 'Bàn 1' },
    ]);
    const view = await meeting.supervisor.until(
      ({ hall }) => hall?.quorum.present === 6,
      'the supervisor sees the number',
    );
    expect(view.hall?.quorum.present).toBe(6);
  }, 120_000);
});

describe('a chair that closes early', () => {
  test('only knowing how many are out; what comes later is told so; nothing is announced without the reason', async () => {
    const { server, meeting } = await held();
    await meeting.to('polling');
    const { code } = meeting.waiting!;
    const voter = await openBallot(server.url, code);
    for (const outstanding of [0, 1, 3]) {
      expect(codeOf(await meeting.chair.command({ type: 'close-polls', outstanding }))).not.toBe(
        'ok',
      );
    }
    expect(server.app.hall.active!.round.board.polling).toBe(true);
    await meeting.say({ type: 'close-polls', outstanding: 2 });
    await expect(cast(server.url, voter, seal(voter, [1, 1, 1]))).rejects.toThrow('E_PHASE');
    await meeting.chair.until(({ hall }) => hall?.phase === 'counting', 'closed');
    // Opening again is no command at all.
    expect(codeOf(await meeting.chair.command({ type: 'open-polls', present: 5 }))).toBe(
      'wrong-phase',
    );
    await meeting.to('counted');
    await meeting.supervisor.recount();
    await meeting.chair.until(({ recounts }) => recounts.length === 2, 'both recounts stand');
    expect(codeOf(await meeting.chair.command({ type: 'announce' }))).toBe('gap-unexplained');
    granted(
      'explain',
      await meeting.chair.command({
        type: 'explain-gap',
        gap: 'outstanding',
        reason: 'Kết thúc sớm',
      }),
    );
    expect(codeOf(await meeting.chair.command({ type: 'announce' }))).toBe('ok');
  }, 120_000);
});
