import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import { NAMESPACES } from '#shared/wire.ts';
import { disconnect, pairDevice } from '../../../scripts/clients/connect.ts';
import type { Device } from '../../../scripts/clients/connect.ts';
import { bytes32, COMMITTEE, paperBody } from '../../support/given.ts';
import {
  bare,
  bareOpen,
  connectedOrRefused,
  memberId,
  outcome,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';

type Role = 'chair' | 'desk' | 'teller' | 'supervisor' | 'display' | 'kiosk';
const ROLES: readonly Role[] = ['chair', 'desk', 'teller', 'supervisor', 'display', 'kiosk'];
const reason = 'Lý do';
const entry = { t: 'agree', b: { i: 1, th: bytes32(1), sig: bytes32(1) + bytes32(1) } };

/** Every message of every role. A role's own are not tried here: they have tests of their own. */
const MESSAGES: Readonly<Record<Role | 'ballot', readonly (readonly [string, unknown])[]>> = {
  chair: [
    ['command', { type: 'freeze-ballot' }],
    ['command', { type: 'confirm-quorum' }],
    ['command', { type: 'allow-phones', allowed: true }],
    ['command', { type: 'record-committee', members: COMMITTEE, how: reason }],
    ['command', { type: 'restart-ceremony', reason }],
    ['command', { type: 'open-polls', present: 5 }],
    ['command', { type: 'close-polls', outstanding: 0 }],
    ['command', { type: 'lower-agreement-quorum', reason }],
    ['command', { type: 'announce' }],
    ['command', { type: 'archive' }],
    ['command', { type: 'void-round', round: 'rounds/bch-1', reason }],
    ['hall', { type: 'load-sample' }],
    ['hall', { type: 'load-plan', plan: {} }],
    ['hall', { type: 'start-round', venueId: 'bch', rehearsal: true }],
    ['hall', { type: 'select-round', round: 'rounds/bch-1' }],
    ['hall', { type: 'create-pairing', role: 'desk', label: 'x' }],
    ['hall', { type: 'revoke-device', device: 'x' }],
  ],
  desk: [
    ['command', { type: 'set-present', memberId: memberId(6), present: true }],
    ['command', { type: 'issue', memberId: memberId(6), way: 'paper' }],
    ['command', { type: 'issue', memberId: memberId(6), way: 'screen', claim: bytes32(1) }],
    ['command', { type: 'register-slips', claims: [bytes32(1)] }],
  ],
  teller: [
    ['command', { type: 'join', sign: bytes32(1), box: bytes32(2) }],
    ['command', { type: 'post', entry }],
    ['command', { type: 'void-token', memberId: memberId(1), reason }],
    ['command', { type: 'void-slip', memberId: memberId(1), serial: 'AAAAAAAA', reason }],
    ['command', { type: 'key-paper', body: paperBody(1) }],
    ['command', { type: 'fix-paper', paper: false }],
    ['command', { type: 'sign-minutes' }],
    ['command', { type: 'correct', reason }],
  ],
  supervisor: [
    ['board', { from: 0 }],
    ['register', { from: 0 }],
  ],
  display: [],
  kiosk: [
    ['offer', { claim: bytes32(1) }],
    ['exchange', { claim: bytes32(1), B: bytes32(2) }],
    ['find', { id: bytes32(1) }],
  ],
  ballot: [['cast', { eid: '', vk: '', token: [''], body: '', sig: '' }]],
};

/** What a role has in common with another, by design. */
const SHARED: Readonly<Partial<Record<Role | 'voter', readonly string[]>>> = {
  teller: ['board', 'register'],
  voter: ['exchange', 'find'],
};

let server: TestServer;
let meeting: SocketMeeting;
const devices = new Map<Role, Device>();

beforeAll(async () => {
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
  await meeting.to('rollCall');
  await meeting.to('sealing');
  devices.set('chair', meeting.chair.device).set('desk', meeting.desk.device);
  devices.set('teller', meeting.tellers[0]!.device);
  devices.set('supervisor', meeting.supervisor.device);
  for (const role of ['display', 'kiosk'] as const) {
    const code = await meeting.chair.pairingCode(role, role);
    devices.set(role, await pairDevice(server.url, code, role));
  }
});

afterAll(async () => {
  meeting.leave();
  await server.remove();
});

/** The state that no foreign message may change. */
function state(): string {
  const { log, board, register } = server.app.hall.active!.round;
  return JSON.stringify([log.feed.length, board.n, register.n, server.app.hall.pairings.devices]);
}

function isRefusal(answer: unknown): boolean {
  if (answer === 'disconnected') return true;
  return (answer as { ok?: boolean }).ok === false;
}

async function tryAll(socket: () => Socket, others: (Role | 'ballot')[], free: readonly string[]) {
  const before = state();
  const wrong: unknown[] = [];
  let live = socket();
  for (const other of others) {
    for (const [event, message] of MESSAGES[other]) {
      if (free.includes(event)) continue;
      const answer = await outcome(live, event, [message], 1_000);
      if (!isRefusal(answer)) wrong.push([other, event, message, answer]);
      if (!live.connected) {
        disconnect(live);
        live = socket();
      }
    }
  }
  disconnect(live);
  expect(wrong).toEqual([]);
  expect(state()).toBe(before);
}

describe("design 3: no role can utter another's command", () => {
  for (const role of ROLES) {
    test(`${role}: everything the others may say is refused`, async () => {
      const others = [...ROLES.filter((each) => each !== role), 'ballot'] as const;
      await tryAll(() => bare(devices.get(role)!, role), [...others], SHARED[role] ?? []);
    });
  }

  for (const name of ['door', 'voter', 'ballot'] as const) {
    test(`/${name}, open to everyone: everything a role may say is refused`, async () => {
      const free = name === 'voter' ? SHARED.voter! : [];
      await tryAll(() => bareOpen(server.url, name), [...ROLES], free);
    });
  }

  for (const role of ROLES) {
    test(`/${role} lets in nobody without a proof, and no device of another role`, async () => {
      const nobody = bareOpen(server.url, role);
      expect(await connectedOrRefused(nobody)).toBe('not-paired');
      disconnect(nobody);
      for (const other of ROLES.filter((each) => each !== role)) {
        const socket = bare(devices.get(other)!, role);
        expect(await connectedOrRefused(socket), other).toBe('not-paired');
        disconnect(socket);
      }
    });
  }

  test('every namespace of the wire is in this matrix', () => {
    expect([...ROLES, 'door', 'voter', 'ballot'].sort()).toEqual(Object.keys(NAMESPACES).sort());
  });
});
