import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { fromBase64url, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { frame } from '#shared/protocol/hash.ts';
import type { SodiumKeyPair } from '#shared/protocol/sodium.ts';
import { disconnect, pairDevice } from '../../../scripts/clients/connect.ts';
import { clockAhead } from '../../support/clock-ahead.ts';
import {
  bare,
  bareOpen,
  connectedOrRefused,
  cutOff,
  outcome,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';
import { random, sodium } from '../../support/sodium.ts';

let server: TestServer;
let meeting: SocketMeeting;
const opened: Socket[] = [];

const ahead = clockAhead();

beforeAll(async () => {
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
});

afterAll(async () => {
  meeting.leave();
  await server.remove();
});

afterEach(() => {
  ahead.ms = 0;
  for (const socket of opened.splice(0)) disconnect(socket);
});

function door(): Socket {
  const socket = bareOpen(server.url, 'door');
  opened.push(socket);
  return socket;
}

function refused(code: string) {
  return { ok: false, error: expect.objectContaining({ code }) as unknown };
}

function newKey(): SodiumKeyPair {
  return sodium.crypto_sign_seed_keypair(random(32));
}

async function nonce(): Promise<string> {
  const answer = (await outcome(door(), 'challenge', [])) as { value: { nonce: string } };
  return answer.value.nonce;
}

function proof(key: SodiumKeyPair, namespace: string, text: string) {
  const challenge = fromBase64url(text);
  const signed = frame('device', utf8(namespace), challenge.ok ? challenge.value : random(1));
  return {
    device: toBase64url(key.publicKey),
    nonce: text,
    sig: toBase64url(sodium.crypto_sign_detached(signed, key.privateKey)),
  };
}

describe('pairing (design 3)', () => {
  test('a code works once, whoever tries it again', async () => {
    const code = await meeting.chair.pairingCode('desk', 'Bàn 9');
    const device = toBase64url(newKey().publicKey);
    expect(await outcome(door(), 'pair', [{ code, device }])).toEqual({
      ok: true,
      value: { role: 'desk', label: 'Bàn 9', teller: null },
    });
    const other = toBase64url(newKey().publicKey);
    expect(await outcome(door(), 'pair', [{ code, device: other }])).toEqual(
      refused('pairing-code'),
    );
  });

  test('two devices that come at once do not share it', async () => {
    const code = await meeting.chair.pairingCode('desk', 'Bàn 8');
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        outcome(door(), 'pair', [{ code, device: toBase64url(newKey().publicKey) }]),
      ),
    );
    expect(answers.filter((answer) => (answer as { ok: boolean }).ok)).toHaveLength(1);
  });

  test('unknown codes and keys that are none are refused; a bad key does not use the code up', async () => {
    const device = toBase64url(newKey().publicKey);
    expect(await outcome(door(), 'pair', [{ code: 'ABCDE-FGHJK', device }])).toEqual(
      refused('pairing-code'),
    );
    const code = await meeting.chair.pairingCode('desk', 'Bàn 7');
    expect(await outcome(door(), 'pair', [{ code, device: 'AAAA' }])).toEqual(refused('malformed'));
    const typed = ` ${code.toLowerCase().replace('-', ' ')} `;
    expect(await outcome(door(), 'pair', [{ code: typed, device }])).toMatchObject({ ok: true });
  });

  test('it expires after ten minutes', async () => {
    const code = await meeting.chair.pairingCode('desk', 'Bàn 6');
    ahead.ms = 10 * 60_000 + 1;
    const device = toBase64url(newKey().publicKey);
    expect(await outcome(door(), 'pair', [{ code, device }])).toEqual(refused('pairing-code'));
  });

  test('a revoked device is cut at once and does not come back', async () => {
    const code = await meeting.chair.pairingCode('desk', 'Bàn 5');
    const device = await pairDevice(server.url, code, 'Bàn 5');
    const socket = bare(device, 'desk');
    opened.push(socket);
    expect(await connectedOrRefused(socket)).toBe('connected');
    const cut = cutOff(socket);
    const id = toBase64url(device.key.publicKey);
    await meeting.hall({ type: 'revoke-device', device: id });
    expect(await cut).toBe(true);
    const again = bare(device, 'desk');
    opened.push(again);
    expect(await connectedOrRefused(again)).toBe('not-paired');
    expect(await meeting.chair.hall({ type: 'revoke-device', device: id })).toEqual(
      refused('no-such-device'),
    );
  });

  test('naming the key of a device that is paired takes nothing from it, and does not use the code up', async () => {
    const first = await meeting.chair.pairingCode('desk', 'Bàn 4');
    const device = await pairDevice(server.url, first, 'Bàn 4');
    const socket = bare(device, 'desk');
    opened.push(socket);
    await connectedOrRefused(socket);
    const second = await meeting.chair.pairingCode('display', 'Màn hình');
    const id = toBase64url(device.key.publicKey);
    expect(await outcome(door(), 'pair', [{ code: second, device: id }])).toEqual(
      refused('malformed'),
    );
    const chair = toBase64url(meeting.chair.device.key.publicKey);
    expect(await outcome(door(), 'pair', [{ code: second, device: chair }])).toEqual(
      refused('malformed'),
    );
    expect(socket.connected).toBe(true);
    const own = toBase64url(newKey().publicKey);
    expect(await outcome(door(), 'pair', [{ code: second, device: own }])).toMatchObject({
      ok: true,
    });
  });

  test('a device is called what the chair called it, whatever it calls itself', async () => {
    const code = await meeting.chair.pairingCode('desk', 'Bàn 11');
    const device = toBase64url(newKey().publicKey);
    expect(await outcome(door(), 'pair', [{ code, device, label: 'Bàn 1' }])).toMatchObject({
      ok: true,
      value: { label: 'Bàn 11' },
    });
  });

  test('a new device of the same teller replaces the former, which is cut', async () => {
    await meeting.to('sealing');
    const former = bare(meeting.tellers[1]!.device, 'teller');
    opened.push(former);
    await connectedOrRefused(former);
    const cut = cutOff(former);
    const code = await meeting.chair.pairingCode('teller', '', 2);
    const next = await pairDevice(server.url, code, '');
    expect(next.pairing).toMatchObject({ role: 'teller', teller: 2 });
    expect(await cut).toBe(true);
  });

  test('teller codes only for those elected', async () => {
    for (const teller of [4, 60]) {
      expect(
        await meeting.chair.hall({ type: 'create-pairing', role: 'teller', label: '', teller }),
      ).toEqual(refused('not-a-teller'));
    }
    expect(await meeting.chair.hall({ type: 'create-pairing', role: 'teller', label: '' })).toEqual(
      refused('not-a-teller'),
    );
  });
});

describe('the proof of a device', () => {
  /** The proof that a paired device's first connection used. */
  async function enter(auth: object): Promise<string> {
    const socket = io(`${server.url}/desk`, { auth, reconnection: false, forceNew: true });
    opened.push(socket);
    return connectedOrRefused(socket);
  }

  test('a nonce is good once, for its namespace, in the hand of the key', async () => {
    const code = await meeting.chair.pairingCode('desk', 'Bàn 3');
    const { key } = await pairDevice(server.url, code, 'Bàn 3');
    const good = proof(key, '/desk', await nonce());
    expect(await enter(good)).toBe('connected');
    expect(await enter(good)).toBe('not-paired');
    expect(await enter(proof(key, '/chair', await nonce()))).toBe('not-paired');
    expect(await enter(proof(newKey(), '/desk', await nonce()))).toBe('not-paired');
    expect(await enter(proof(key, '/desk', toBase64url(random(32))))).toBe('not-paired');
    const wrongKey = { ...proof(newKey(), '/desk', await nonce()), device: good.device };
    expect(await enter(wrongKey)).toBe('not-paired');
    for (const auth of [{}, { ...good, extra: 1 }, { ...good, sig: 'A' }, { device: null }]) {
      expect(await enter(auth)).toBe('not-paired');
    }
  });

  test('a nonce is good for a minute', async () => {
    const { key } = meeting.desk.device;
    const fresh = await nonce();
    ahead.ms = 60_001;
    expect(await enter(proof(key, '/desk', fresh))).toBe('not-paired');
  });

  test('whoami answers a paired device and nobody else', async () => {
    const { key } = meeting.desk.device;
    expect(await outcome(door(), 'whoami', [proof(key, '/door', await nonce())])).toEqual({
      ok: true,
      value: { role: 'desk', label: 'Bàn 1', teller: null },
    });
    expect(await outcome(door(), 'whoami', [proof(newKey(), '/door', await nonce())])).toEqual(
      refused('not-paired'),
    );
  });
});
