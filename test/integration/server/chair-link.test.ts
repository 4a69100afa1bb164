/** The chair's link (design 3): once, one chair at a time, and a lost one is recovered at the laptop only. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { disconnect, pairDevice } from '../../../scripts/clients/connect.ts';
import {
  bare,
  bareOpen,
  connectedOrRefused,
  cutOff,
  outcome,
  pairChair,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';
import { random } from '../../support/sodium.ts';

const CHAIR = { role: 'chair', label: 'Chủ trì', teller: null } as const;

let server: TestServer;
let meeting: SocketMeeting;

beforeAll(async () => {
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
});

afterAll(async () => {
  meeting.leave();
  await server.remove();
});

async function pair(code: string): Promise<unknown> {
  const door = bareOpen(server.url, 'door');
  const answer = await outcome(door, 'pair', [{ code, device: toBase64url(random(32)) }]);
  disconnect(door);
  return answer;
}

const refused = { ok: false, error: { code: 'pairing-code' } };

describe("the chair's link", () => {
  test('nobody can ask for one over the network: the chair neither', async () => {
    for (const role of ['chair', 'CHAIR', 'voter', '']) {
      const command = { type: 'create-pairing', role, label: 'x' } as never;
      expect(await meeting.chair.hall(command)).toMatchObject({
        ok: false,
        error: { code: 'malformed' },
      });
    }
  });

  test('works once; a newer one ends it unused', async () => {
    const { pairings } = server.app.hall;
    const first = pairings.offer(CHAIR, true).code;
    const second = pairings.offer(CHAIR, true).code;
    expect(await pair(first)).toMatchObject(refused);
    const device = await pairDevice(server.url, second, 'Chủ trì');
    expect(device.pairing.role).toBe('chair');
    expect(await pair(second)).toMatchObject(refused);
  });

  test('a lost chair: the laptop starts again, and the new link cuts off the old device for good', async () => {
    const old = await pairChair(server);
    const before = server.app.hall.pairings.offer(CHAIR, true).code;
    await server.restart();
    // Unused links die with the process that printed them.
    expect(await pair(before)).toMatchObject(refused);
    const socket = bare(old, 'chair');
    expect(await connectedOrRefused(socket)).toBe('connected');
    const cut = cutOff(socket);
    const fresh = await pairChair(server);
    expect(await Promise.race([cut, new Promise((r) => setTimeout(r, 1_000))])).toBe(true);
    disconnect(socket);
    const again = bare(old, 'chair');
    expect(await connectedOrRefused(again)).toBe('not-paired');
    disconnect(again);
    const now = bare(fresh, 'chair');
    expect(await connectedOrRefused(now)).toBe('connected');
    disconnect(now);
    expect(server.app.hall.pairings.devices.filter(({ role }) => role === 'chair')).toHaveLength(1);
  });
});
