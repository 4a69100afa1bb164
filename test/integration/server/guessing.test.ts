/** Guessing and replaying (reliability S4, S5, S7): codes, claims, tokens, proofs, commands. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { disconnect } from '../../../scripts/clients/connect.ts';
import { seal } from '../../../scripts/clients/voter.ts';
import { Nonces } from '../../../server/nonces.ts';
import { clockAhead } from '../../support/clock-ahead.ts';
import {
  bare,
  bareOpen,
  memberId,
  outcome,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';
import { random } from '../../support/sodium.ts';

let server: TestServer;
let meeting: SocketMeeting;
const opened: Socket[] = [];
const ahead = clockAhead();

beforeAll(async () => {
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
  await meeting.to('polling');
});

afterAll(async () => {
  meeting.leave();
  await server.remove();
});

afterEach(() => {
  for (const socket of opened.splice(0)) disconnect(socket);
});

function keep<S extends Socket>(socket: S): S {
  opened.push(socket);
  return socket;
}

function counts(): number[] {
  const { log, board, register } = server.app.hall.active!.round;
  return [log.claims.size, log.feed.length, board.n, register.n];
}

function codeOf(answer: unknown): string {
  const { ok, error } = answer as { ok: boolean; error?: { code: string } };
  return ok ? 'ok' : (error?.code ?? '');
}

describe('guessing', () => {
  test('S4: pairing codes: after a few wrong ones an address is not heard for a minute, the right one neither', async () => {
    const code = await meeting.chair.pairingCode('desk', 'Bàn 9');
    const seen = new Set<string>();
    // Fresh connections: the limit of one socket is no way around that of the address.
    for (let round = 0; round < 6; round += 1) {
      const door = keep(bareOpen(server.url, 'door'));
      for (let i = 0; i < 6; i += 1) {
        const guess = { code: 'ABCDE-FGHJK', device: toBase64url(random(32)) };
        seen.add(codeOf(await outcome(door, 'pair', [guess])));
      }
    }
    expect([...seen].sort()).toEqual(['pairing-code', 'too-many-requests']);
    const right = { code, device: toBase64url(random(32)) };
    const here = keep(bareOpen(server.url, 'door'));
    expect(codeOf(await outcome(here, 'pair', [right]))).toBe('too-many-requests');
    const elsewhere = keep(
      io(`${server.url}/door`, {
        transports: ['websocket'],
        localAddress: '127.0.0.2',
        forceNew: true,
      } as object),
    );
    expect(codeOf(await outcome(elsewhere, 'pair', [right]))).toBe('ok');
    // After a minute the address is heard again.
    ahead.ms += 61_000;
    const next = await meeting.chair.pairingCode('desk', 'Bàn 8');
    const again = { code: next, device: toBase64url(random(32)) };
    expect(codeOf(await outcome(keep(bareOpen(server.url, 'door')), 'pair', [again]))).toBe('ok');
  });

  test('claims: a random one is nobody’s, and nothing is written', async () => {
    const before = counts();
    const voter = keep(bareOpen(server.url, 'voter'));
    for (let i = 0; i < 40; i += 1) {
      const guess = { claim: toBase64url(random(32)), B: toBase64url(random(32)) };
      expect(['E_CLAIM_UNKNOWN', 'E_POINT']).toContain(
        codeOf(await outcome(voter, 'exchange', [guess])),
      );
    }
    expect(counts()).toEqual(before);
  });

  test('tokens: a ballot under a guessed one is refused before any proof is looked at', async () => {
    const before = counts();
    const { message } = seal(meeting.waiting!.voter, [1, 1, 1]);
    for (let i = 0; i < 5; i += 1) {
      const forged = { ...message, token: [toBase64url(random(64))] };
      const ballot = keep(bareOpen(server.url, 'ballot'));
      expect(codeOf(await outcome(ballot, 'cast', [forged]))).toMatch(/^E_(?:TOKEN|SIG|POINT)/u);
    }
    expect(counts()).toEqual(before);
  });

  test('nonces: made by this process alone, told by their tag; asking for many takes nobody else’s', () => {
    let now = 5;
    const nonces = new Nonces(random, () => now);
    const first = nonces.fresh();
    const seen = new Set(Array.from({ length: 50_000 }, () => nonces.fresh()));
    expect(seen.size).toBe(50_000);
    expect(nonces.isGood(first)).toBe(true);
    for (const bad of ['', 'A'.repeat(43), toBase64url(random(32)), toBase64url(random(31))]) {
      expect(nonces.isGood(bad), bad).toBe(false);
    }
    for (let at = 0; at < 42; at += 1) {
      const letter = first[at] === 'A' ? 'B' : 'A';
      expect(nonces.isGood(first.slice(0, at) + letter + first.slice(at + 1)), `${at}`).toBe(false);
    }
    expect(new Nonces(random, () => now).isGood(first)).toBe(false);
    nonces.use(first);
    expect(nonces.isGood(first)).toBe(false);
    // Another spelling of the same bytes is not another nonce.
    for (const last of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
      expect(nonces.isGood(first.slice(0, 42) + last), last).toBe(false);
    }
    const second = nonces.fresh();
    now += 60_001;
    expect(nonces.isGood(second)).toBe(false);
    nonces.use(second);
    expect(nonces.isGood(first)).toBe(false);
  });
});

describe('replaying', () => {
  test('commands of the chair and of a desk, said again word for word, do nothing more', async () => {
    const before = counts();
    const chair = keep(bare(meeting.chair.device, 'chair'));
    for (const command of [
      { type: 'freeze-ballot' },
      { type: 'confirm-quorum' },
      { type: 'open-polls', present: 5 },
    ]) {
      expect(codeOf(await outcome(chair, 'command', [command])), command.type).toBe('wrong-phase');
    }
    const desk = keep(bare(meeting.desk.device, 'desk'));
    const present = { type: 'set-present', memberId: memberId(1), present: true };
    for (let i = 0; i < 3; i += 1) {
      expect(codeOf(await outcome(desk, 'command', [present]))).toBe('ok');
    }
    const paper = { type: 'issue', memberId: memberId(5), way: 'paper' };
    for (let i = 0; i < 3; i += 1) await outcome(desk, 'command', [paper]);
    const another = { type: 'issue', memberId: memberId(1), way: 'screen', claim: key() };
    expect(codeOf(await outcome(desk, 'command', [another]))).toBe('already-issued');
    expect(counts()).toEqual(before);
  });

  test('a ballot that was cast, from anywhere, gets its receipt again and counts once', async () => {
    const before = counts();
    const [{ ballot, receipt }] = meeting.ballots as [(typeof meeting.ballots)[number]];
    for (let i = 0; i < 4; i += 1) {
      const socket = keep(bareOpen(server.url, 'ballot'));
      expect(await outcome(socket, 'cast', [ballot.message])).toEqual({ ok: true, value: receipt });
    }
    expect(counts()).toEqual(before);
  });

  test('a slip stack registered twice, a claim issued twice: once', async () => {
    const desk = keep(bare(meeting.desk.device, 'desk'));
    const stack = { type: 'register-slips', claims: [key(), key()] };
    expect(codeOf(await outcome(desk, 'command', [stack]))).toBe('ok');
    const before = counts();
    await outcome(desk, 'command', [stack]);
    expect(server.app.hall.active!.round.log.slips.registered.size).toBe(2);
    expect(counts()[0]).toBe(before[0]);
  });
});

function key(): string {
  return toBase64url(random(32));
}
