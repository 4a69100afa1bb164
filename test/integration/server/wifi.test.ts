import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DisplayView } from '#shared/meeting/views.ts';
import type { HallWifi } from '#shared/wifi.ts';
import { pairDevice } from '../../../scripts/clients/connect.ts';
import { bare, outcome, pairChair, SocketMeeting, TestServer } from '../../support/hall.ts';

const wifi: HallWifi = { security: 'wpa', name: 'Hội nghị', password: 'mk-rieng;2027' };

async function meetingWithWifi(): Promise<SocketMeeting> {
  const server = await TestServer.start();
  onTestFinished(() => server.remove());
  const meeting = await SocketMeeting.start(server);
  onTestFinished(() => {
    meeting.leave();
  });
  await meeting.hall({ type: 'set-wifi', wifi });
  return meeting;
}

/** What the hall's display was shown last. */
async function display(meeting: SocketMeeting): Promise<() => DisplayView | null> {
  const code = await meeting.chair.pairingCode('display', 'Màn hình');
  const device = await pairDevice(meeting.server.url, code, 'Màn hình');
  const socket = bare(device, 'display');
  onTestFinished(() => {
    socket.io._close();
  });
  let seen: DisplayView | null = null;
  socket.on('view', (view: DisplayView) => (seen = view));
  return () => seen;
}

test('issue 5 (6): display and chair have the Wi-Fi until the close, desks its name; no record has it', async () => {
  const meeting = await meetingWithWifi();
  const seen = await display(meeting);
  await expect.poll(() => seen()?.wifi, { timeout: 10_000 }).toEqual(wifi);
  await meeting.chair.until((view) => view.wifi?.name === wifi.name, 'the chair sees it');
  await meeting.desk.until(({ wifiName }) => wifiName === wifi.name, 'the desk knows its name');
  expect(JSON.stringify(meeting.desk.view)).not.toContain(wifi.password);
  await meeting.to('polling');
  await expect.poll(() => [seen()?.hall?.phase, seen()?.wifi]).toEqual(['polling', wifi]);
  await meeting.to('counting');
  await expect.poll(() => [seen()?.hall?.phase, seen()?.wifi]).toEqual(['counting', undefined]);

  const { data, folder } = meeting.server;
  expect(await readFile(join(data, 'settings.json'), 'utf8')).toContain(wifi.password);
  for (const name of await readdir(folder)) {
    expect(await readFile(join(folder, name), 'latin1'), name).not.toContain(wifi.password);
  }
  await meeting.server.restart();
  await meeting.chair.until((view) => view.wifi?.name === wifi.name, 'a restart keeps it');
  await meeting.hall({ type: 'set-wifi', wifi: null });
  await meeting.chair.until((view) => view.wifi === undefined, 'it is taken away');
});

test('issue 5 (6): no Wi-Fi is shown where phones are not allowed', async () => {
  const meeting = await meetingWithWifi();
  const seen = await display(meeting);
  await meeting.to('sealing');
  await meeting.say({ type: 'allow-phones', allowed: false });
  await expect.poll(() => [seen()?.phonesAllowed, seen()?.wifi]).toEqual([false, undefined]);
});

test('issue 5 (6): a Wi-Fi that no phone could join is refused', async () => {
  const server = await TestServer.start();
  onTestFinished(() => server.remove());
  const chair = bare(await pairChair(server), 'chair');
  onTestFinished(() => {
    chair.io._close();
  });
  for (const wrong of [
    undefined,
    { ...wifi, password: '1234567' },
    { ...wifi, name: 'x'.repeat(33) },
    { ...wifi, security: 'open' },
    { ...wifi, security: 'wep' },
  ]) {
    expect(
      await outcome(chair, 'hall', [{ type: 'set-wifi', wifi: wrong }]),
      JSON.stringify(wrong),
    ).toMatchObject({ ok: false, error: { code: 'malformed' } });
  }
});
