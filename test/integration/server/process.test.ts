import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { MarkCode, Receipt } from '#shared/protocol/entries.ts';
import { parseOptions } from '../../../server/options.ts';
import { cast, openBallot, seal } from '../../../scripts/clients/voter.ts';
import type { SealedBallot, Voter } from '../../../scripts/clients/voter.ts';
import { memberId, smallPlan, SocketMeeting, TestServer } from '../../support/hall.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

async function temporary(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'hom-phieu-process-'));
  onTestFinished(() => rm(data, { recursive: true, force: true }));
  return data;
}

function run(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOM_PHIEU_NO_BUILD: '1' },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** What it printed, and its exit code when it ends by itself. */
function finished(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
  }
  return new Promise((resolve) => {
    child.once('close', (code) => {
      resolve({ code, text });
    });
  });
}

/** Resolves once the server answers on `port`. */
async function serving(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const ok = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the server did not come up');
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
    const { code, text } = await finished(run(...where, '--plan', plan));
    expect(code).toBe(2);
    expect(text).toMatch(/venues\[0\]\.roll\[0\]\.name: .+/u);
    expect(text).not.toMatch(/pair=|at .*\.ts:/u);
    const missing = await finished(run(...where, '--plan', join(data, 'none.json')));
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
      ['--tls-cert', 'x'],
      ['--tls-key', 'x'],
    ]) {
      const parsed = parseOptions(argv);
      expect(parsed.ok, argv.join(' ')).toBe(false);
    }
    expect(parseOptions([])).toEqual({
      ok: true,
      value: { data: 'data', port: 8080, host: '0.0.0.0', plan: null, copy: null, tls: null },
    });
    const { code, text } = await finished(run('--port', 'abc'));
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
    const first = run(...args);
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
    const second = run(...args);
    const receipts = await Promise.all([...early, ...late]);
    await serving(port);
    const ended = finished(second);
    second.kill('SIGTERM');
    expect((await ended).code).toBe(0);

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
