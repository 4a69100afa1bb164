import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import type { DisplayView } from '#shared/meeting/views.ts';
import { Kiosk } from '../../../scripts/clients/kiosk.ts';
import { pairDevice, type Device } from '../../../scripts/clients/connect.ts';
import { RoleClient } from '../../../scripts/clients/role.ts';
import { bare, memberId, outcome, SocketMeeting, TestServer } from '../../support/hall.ts';

let server: TestServer;
let meeting: SocketMeeting;
let device: Device;
let kiosk: Kiosk;
let socket: Socket;

beforeAll(async () => {
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
  await meeting.to('sealing');
  await meeting.to('polling');
  const code = await meeting.chair.pairingCode('kiosk', 'Máy số 3');
  device = await pairDevice(server.url, code, 'Máy số 3');
  kiosk = new Kiosk(device);
  socket = bare(device, 'kiosk');
});

afterAll(async () => {
  kiosk.close();
  socket.disconnect();
  meeting.leave();
  await server.remove();
});

function say(state: unknown): Promise<unknown> {
  return outcome(socket, 'state', [state]);
}

test('the desks see how a tablet stands; nothing of it is written down (design 7)', async () => {
  for (const state of ['called', 'unanswered', 'marking', 'left', 'marking', 'sent', 'idle']) {
    expect(await say({ state })).toEqual({ ok: true, value: null });
    await meeting.desk.until(({ kiosks }) => kiosks[0]?.state === state, `the desk sees ${state}`);
  }
  const log = await readFile(join(server.folder, 'log.jsonl'), 'utf8');
  expect(log).not.toMatch(/"left"|"marking"|Máy số 3/);
});

test('the hall display calls to a tablet by its name, from the call until somebody begins (F21)', async () => {
  const code = await meeting.chair.pairingCode('display', 'Màn hình');
  const display = new RoleClient<DisplayView, never>(
    await pairDevice(server.url, code, 'Màn hình'),
  );
  for (const [state, calls] of [
    ['called', ['Máy số 3']],
    ['marking', []],
    ['unanswered', ['Máy số 3']],
    ['idle', []],
  ] as const) {
    await say({ state });
    await display.until((view) => view.calls.length === calls.length, `${state} in the hall`);
    expect(display.view?.calls).toEqual(calls);
  }
  display.close();
});

test('no other word, and nothing beside it, is taken from a tablet', async () => {
  for (const message of [{ state: 'high' }, { state: 'left', marks: [1, 2, 3] }, 'left', null]) {
    expect(await say(message)).toMatchObject({ ok: false });
  }
  expect(meeting.desk.view?.kiosks[0]?.state).toBe('idle');
});

test('a tablet that is gone takes its state with it', async () => {
  await say({ state: 'left' });
  await meeting.desk.until(({ kiosks }) => kiosks[0]?.state === 'left', 'left');
  kiosk.close();
  socket.disconnect();
  await meeting.desk.until(({ kiosks }) => kiosks.length === 0, 'the tablet is gone');
  kiosk = new Kiosk(device);
  socket = bare(device, 'kiosk');
  await meeting.desk.until(({ kiosks }) => kiosks[0]?.state === 'idle', 'the tablet is back');
});

test('a claim that was taken back goes to nobody: its code is gone (P 4.6.1)', async () => {
  const { claim } = await kiosk.offer();
  await kiosk.withdraw();
  const refused = await meeting.desk.issueToKiosk(memberId(4), claim);
  expect(refused).toMatchObject({ ok: false, error: { code: 'kiosk-busy' } });
});

test('an offer is not taken back once somebody was sent: the call stands', async () => {
  await meeting.desk.setPresent(memberId(6), true);
  const { claim } = await kiosk.offer();
  // Both on their way at once: whoever comes second must see what the first has done.
  const [issued, withdrawn] = await Promise.all([
    meeting.desk.issueToKiosk(memberId(6), claim),
    outcome(socket, 'offer', [{ claim: null }]),
  ]);
  const isOk = (withdrawn as { ok: boolean }).ok;
  expect(issued.ok).toBe(!isOk);
  await kiosk.until(
    ({ called, offered }) => called === issued.ok && (offered !== null) === !isOk,
    'one of both',
  );
  // The same issue again, after a lost answer, is no second one.
  if (issued.ok) {
    expect(await meeting.desk.issueToKiosk(memberId(6), claim)).toEqual({ ok: true, value: null });
    expect(await outcome(socket, 'offer', [{ claim: null }])).toMatchObject({ ok: false });
  }
});
