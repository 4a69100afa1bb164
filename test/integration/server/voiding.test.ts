import { readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Kiosk } from '../../../scripts/clients/kiosk.ts';
import { pairDevice } from '../../../scripts/clients/connect.ts';
import { SocketMeeting, TestServer } from '../../support/hall.ts';

const reason = 'Mất điện trong hội trường';

async function polling(): Promise<{ server: TestServer; meeting: SocketMeeting }> {
  const server = await TestServer.start();
  onTestFinished(() => server.remove());
  const meeting = await SocketMeeting.start(server);
  onTestFinished(() => {
    meeting.leave();
  });
  await meeting.to('polling');
  return { server, meeting };
}

test('design 7: a round voided while polling levels its file times: none tells of the last exchange', async () => {
  const { server, meeting } = await polling();
  const { folder } = server;
  const early = new Date(Date.now() - 600_000);
  const names = ['log.jsonl', 'register.jsonl', 'keys.json'];
  for (const name of names) await utimes(join(folder, name), early, early);
  const before = Date.now();
  await meeting.say({ type: 'void-round', round: 'rounds/bch-1', reason });
  await meeting.chair.until(({ hall }) => hall?.round === 'rounds/bch-2', 'the next round is here');
  for (const name of [...names, 'board.jsonl']) {
    expect((await stat(join(folder, name))).mtimeMs, name).toBeGreaterThanOrEqual(before - 1);
  }
  const board = (await readFile(join(folder, 'board.jsonl'), 'utf8')).trimEnd().split('\n');
  expect(JSON.parse(board.at(-1)!)).toMatchObject({ t: 'abort', b: { reason } });
});

test('design 7, F26: after a void, its keys erased, the server starts again and the next round goes on', async () => {
  const { server, meeting } = await polling();
  const { folder } = server;
  await meeting.say({ type: 'void-round', round: 'rounds/bch-1', reason });
  await meeting.chair.until(({ hall }) => hall?.round === 'rounds/bch-2', 'the next round is here');
  const keys = JSON.parse(await readFile(join(folder, 'keys.json'), 'utf8')) as object;
  expect(Object.values(keys)).toEqual([null, null, null]);
  await server.restart();
  await meeting.chair.until(
    ({ hall, setup }) =>
      hall?.round === 'rounds/bch-2' && setup.plan?.venues[0]?.rounds[0]?.voided === true,
    'both rounds are here',
  );
});

test('F26: the same word again after a lost answer does not void the round that has begun', async () => {
  const { meeting } = await polling();
  const word = { type: 'void-round', round: 'rounds/bch-1', reason } as const;
  await meeting.say(word);
  await meeting.chair.until(({ hall }) => hall?.round === 'rounds/bch-2', 'the next round is here');
  expect(await meeting.chair.command(word)).toMatchObject({ error: { code: 'no-round' } });
  expect(meeting.chair.view?.hall).toMatchObject({ round: 'rounds/bch-2', voided: null });
});

test('P 4.6.1: a claim offered in the void round is offered to no desk of the next one', async () => {
  const { server, meeting } = await polling();
  const code = await meeting.chair.pairingCode('kiosk', 'Máy 1');
  const kiosk = new Kiosk(await pairDevice(server.url, code, 'Máy 1'));
  onTestFinished(() => {
    kiosk.close();
  });
  const { claim } = await kiosk.offer();
  await meeting.desk.until(({ kiosks }) => kiosks[0]?.claim === claim, 'the tablet is free');
  await meeting.say({ type: 'void-round', round: 'rounds/bch-1', reason });
  const { kiosks } = await meeting.desk.until(
    ({ hall }) => hall?.round === 'rounds/bch-2',
    'the next round is here',
  );
  expect(kiosks).toEqual([expect.objectContaining({ label: 'Máy 1', claim: null })]);
});
