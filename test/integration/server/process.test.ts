import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { MarkCode, Receipt } from '#shared/protocol/entries.ts';
import { parseOptions } from '../../../server/options.ts';
import { cast, openBallot, seal } from '../../../scripts/clients/voter.ts';
import type { SealedBallot, Voter } from '../../../scripts/clients/voter.ts';
import { memberId, smallPlan, SocketMeeting, TestServer } from '../../support/hall.ts';
import { ended, runServer, serving } from '../../support/server-process.ts';

async function temporary(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'hom-phieu-process-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  return data;
}

describe('npm start', () => {
  test('design 4: a plan file that is none is refused with the path and a sentence', async () => {
    const data = await temporary();
    const plan = join(data, 'plan.json');
    const bad = smallPlan();
    const [venue] = bad.venues;
    const roll = [{ ...venue!.roll[0]!, name: '' }, ...venue!.roll.slice(1)];
    await writeFile(plan, JSON.stringify({ ...bad, venues: [{ ...venue, roll }] }));
    const where = ['--data', join(data, 'd'), '--port', '0', '--host', '127.0.0.1'];
    const { code, text } = await ended(runServer(...where, '--plan', plan));
    expect(code).toBe(2);
    expect(text).toMatch(/venues\[0\]\.roll\[0\]\.name: .+/u);
    expect(text).not.toMatch(/pair=|at .*\.ts:/u);
    const missing = await ended(runServer(...where, '--plan', join(data, 'none.json')));
    expect([missing.code, missing.text.includes('none.json')]).toEqual([2, true]);
  });

  test('bad options are told in one sentence, with the usage', async () => {
    for (const argv of [
      ['--port', 'abc'],
      ['--port', '70000'],
      ['--port', ''],
      ['--no-such-option'],
      ['stray'],
      ['--data'],
      ['--data', ''],
      ['--host', ''],
      ['--copy', ''],
      ['--lock', '--no-lock'],
      ['--tls-cert', 'x'],
      ['--tls-key', 'x'],
    ]) {
      const parsed = parseOptions(argv);
      expect(parsed.ok, argv.join(' ')).toBe(false);
    }
    expect(parseOptions([])).toEqual({
      ok: true,
      value: {
        ...{ data: 'data', port: 8080, host: '0.0.0.0', plan: null, copy: null },
        ...{ lock: null, passphraseFile: null, tls: null },
      },
    });
    const { code, text } = await ended(runServer('--port', 'abc'));
    expect(code).toBe(2);
    expect(text).toContain('--port: phải là số');
    expect(text).toContain('npm start -- [--data DIR]');
  });
});

describe('kill -9', () => {
  test('design 7: killed while ballots are cast: every acknowledged ballot stands once', async () => {
    const server = await TestServer.start();
    onTestFinished(() => rm(server.data, { recursive: true, force: true }));
    const meeting = await SocketMeeting.start(server);
    await meeting.to('sealing');
    await meeting.say({ type: 'open-polls', present: 5 });
    const cards: { voter: Voter; ballot: SealedBallot }[] = [];
    await meeting.desk.setPresent(memberId(6), true);
    for (let i = 1; i <= 6; i += 1) {
      const code = await meeting.desk.issueOnScreen(memberId(i));
      const voter = await openBallot(server.url, code);
      const marks = [1, 2, 3].map((m) => ((m + i) % 4) as MarkCode);
      cards.push({ voter, ballot: seal(voter, marks) });
    }
    const { port } = server.app;
    const { folder, url } = server;
    await server.stop();

    const args = ['--data', server.data, '--port', String(port), '--host', '127.0.0.1'];
    const first = runServer(...args);
    await serving(port);
    const acknowledged: Receipt[] = [];
    // Sent again and again by devices that do not notice the crash.
    async function send({ voter, ballot }: (typeof cards)[number]): Promise<Receipt> {
      const receipt = await cast(url, voter, ballot);
      acknowledged.push(receipt);
      return receipt;
    }
    const early = cards.slice(0, 4).map(send);
    await vi.waitUntil(() => acknowledged.length >= 2, { timeout: 30_000, interval: 1 });
    first.kill('SIGKILL');
    const before = [...acknowledged];
    const late = cards.slice(4).map(send);
    const killed = await readFile(join(folder, 'board.jsonl'), 'utf8');
    const second = runServer(...args);
    const receipts = await Promise.all([...early, ...late]);
    await serving(port);
    const end = ended(second);
    second.kill('SIGTERM');
    expect((await end).code).toBe(0);

    const board = await readFile(join(folder, 'board.jsonl'), 'utf8');
    const lines = board.split('\n').filter((line) => line.includes('"t":"ballot"'));
    expect(lines).toHaveLength(6);
    for (const receipt of [...before, ...receipts]) {
      const entry = JSON.parse(board.split('\n')[receipt.n]!) as { b: { vk: string } };
      const owner = cards.find(({ ballot }) => ballot.id === receipt.id)!;
      expect(entry.b.vk).toBe(owner.ballot.message.vk);
    }
    expect(before.length).toBeGreaterThanOrEqual(2);
    expect(board.startsWith(killed.slice(0, killed.lastIndexOf('\n') + 1))).toBe(true);

    await server.restart();
    await meeting.chair.until(({ hall }) => hall?.turnout.collected === 6, 'all are collected');
    await meeting.say({ type: 'close-polls', outstanding: 0 });
    meeting.leave();
    await server.stop();
  });
});
