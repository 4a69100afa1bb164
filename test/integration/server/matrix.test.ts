/**
 * Who may say what (design 3, reliability S3): everything that the wire knows, tried by every role
 * and by nobody, over real sockets. The table is that of the wire (`shared/wire-table.ts`).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import { NAMESPACES } from '#shared/wire.ts';
import { EVENTS } from '#shared/wire-table.ts';
import type { NamespaceName } from '#shared/wire-table.ts';
import { disconnect, pairDevice } from '../../../scripts/clients/connect.ts';
import type { Device } from '../../../scripts/clients/connect.ts';
import {
  bare,
  bareOpen,
  connectedOrRefused,
  outcome,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';
import { rowsOf } from '../../support/wire-rows.ts';

const ROLES = ['chair', 'desk', 'teller', 'supervisor', 'display', 'kiosk'] as const;
const OPEN = ['door', 'voter', 'ballot', 'walk'] as const;
const NAMES: readonly NamespaceName[] = [...OPEN, ...ROLES];

let server: TestServer;
let meeting: SocketMeeting;
const devices = new Map<string, Device>();

beforeAll(async () => {
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
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

function socketOf(name: NamespaceName): Socket {
  const device = devices.get(name);
  return device === undefined ? bareOpen(server.url, name) : bare(device, name);
}

/** The state that no foreign message may change. */
function state(): string {
  const { log, board, register } = server.app.hall.active!.round;
  return JSON.stringify([log.feed.length, board.n, register.n, server.app.hall.pairings.devices]);
}

/** What became of a message, in a word. */
function wordOf(answer: unknown): string {
  if (typeof answer === 'string') return answer;
  const { ok, error } = answer as { ok: boolean; error?: { code: string } };
  return ok ? 'ok' : (error?.code ?? 'no code');
}

/** Says everything that is not of `name`; what was not refused. */
async function tryForeign(name: NamespaceName): Promise<unknown[]> {
  const own = new Set(rowsOf(name).map(({ key }) => key));
  const wrong: unknown[] = [];
  let live = socketOf(name);
  for (const other of NAMES) {
    for (const { event, message, key } of rowsOf(other)) {
      if (own.has(key)) continue;
      // An event of the other's own is cut off; a command among one's own kind has no such form.
      const wanted = Object.hasOwn(EVENTS[name], event)
        ? ['malformed', 'E_JSON']
        : ['disconnected'];
      const word = wordOf(await outcome(live, event, [message], 5_000));
      if (!wanted.includes(word)) wrong.push([other, key, word]);
      if (!live.connected) {
        disconnect(live);
        live = socketOf(name);
      }
    }
  }
  disconnect(live);
  return wrong;
}

describe('S3: what is not of a role is refused', () => {
  test('every namespace of the wire is tried', () => {
    expect([...NAMES].sort()).toEqual(Object.keys(NAMESPACES).sort());
    for (const name of NAMES) {
      const events = new Set(rowsOf(name).map(({ event }) => event));
      expect([...events].sort(), name).toEqual(Object.keys(EVENTS[name]).sort());
    }
  });

  for (const name of NAMES) {
    test(`/${name}: everything that others may say is refused, and nothing changes`, async () => {
      const before = state();
      expect(await tryForeign(name)).toEqual([]);
      expect(state()).toBe(before);
    });
  }

  for (const role of ROLES) {
    test(`/${role} lets in nobody without a proof, and no device of another role`, async () => {
      const nobody = bareOpen(server.url, role);
      expect(await connectedOrRefused(nobody)).toBe('not-paired');
      expect(nobody.connected).toBe(false);
      disconnect(nobody);
      for (const other of ROLES.filter((each) => each !== role)) {
        const socket = bare(devices.get(other)!, role);
        expect(await connectedOrRefused(socket), other).toBe('not-paired');
        disconnect(socket);
      }
    });
  }

  // Last: here the rows do their work. Without this, a row of a wrong form would be refused for it.
  for (const name of NAMES) {
    test(`/${name}: every row of its own has the right form and is heard`, async () => {
      for (const { event, message, key } of rowsOf(name)) {
        const socket = socketOf(name);
        const args = message === undefined ? [] : [message];
        const word = wordOf(await outcome(socket, event, args, 20_000));
        expect(
          ['malformed', 'E_JSON', 'disconnected', 'silence', 'too-many-requests'],
          key,
        ).not.toContain(word);
        disconnect(socket);
      }
    });
  }
});
