import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { TestContext } from 'vitest';
import { toBase64url } from '#shared/protocol/bytes.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import { cast, openBallot, seal } from '../../../scripts/clients/voter.ts';
import { startApp } from '../../../server/app.ts';
import { BALLAST, BALLAST_BYTES } from '../../../server/store/ballast.ts';
import { DiskWatch, MEGABYTE } from '../../../server/store/disk.ts';
import { random } from '../../support/sodium.ts';
import { bareOpen, memberId, outcome, SocketMeeting, TestServer } from '../../support/hall.ts';

const run = promisify(execFile);

async function temporary(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-disk-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A disk of its own of so many MB; skips the test where this machine gives none. */
async function smallDisk(context: TestContext, megabytes: number): Promise<string> {
  const folder = await temporary();
  const size = `size=${megabytes}m`;
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
  if (!mounted) context.skip('mounting a small disk needs root on Linux');
  onTestFinished(async () => {
    await run('umount', ['-l', folder]);
  });
  return folder;
}

/** Takes what is free on the disk, but for so many MB. */
async function fill(folder: string, left: number): Promise<void> {
  const ballast = join(folder, 'ballast');
  await rm(ballast, { force: true });
  const { stdout } = await run('df', ['--output=avail', '-B1', folder]);
  const free = Number(stdout.split('\n')[1]);
  const bytes = Buffer.alloc(MEGABYTE);
  for (let done = 0; done + MEGABYTE <= free - left * MEGABYTE; done += MEGABYTE)
    await appendFile(ballast, bytes);
  // The last bytes, page by page, until there is none.
  while (left === 0 && (await fits(ballast)));
}

async function fits(path: string): Promise<boolean> {
  return appendFile(path, Buffer.alloc(4096)).then(
    () => true,
    () => false,
  );
}

async function start(data: string, copy: string | null = null): Promise<string | null> {
  const options = { data, port: 0, host: '127.0.0.1', plan: null, copy, tls: null };
  const started = await startApp(options, 'test');
  if (!started.ok) return started.error;
  await started.value.close();
  return null;
}

describe('design 7, Disk: the watch', () => {
  test('warns under 500 MB, opens from 100 MB on, stays full until 100 MB are free', async () => {
    let free = 500 * MEGABYTE;
    const disk = new DiskWatch(() => Promise.resolve(free));
    const told: boolean[] = [];
    disk.onChange((recovered) => told.push(recovered));
    await disk.check();
    expect([disk.alarms, await disk.mayOpen()]).toEqual([[], true]);
    free = 499.9 * MEGABYTE;
    expect(await disk.mayOpen()).toBe(true);
    expect(disk.alarms).toEqual([{ code: 'disk-low', detail: { mb: 499 } }]);
    free = 100 * MEGABYTE - 1;
    expect(await disk.mayOpen()).toBe(false);
    expect(await disk.noRoom(true)).toBe(false);
    expect([disk.full, disk.alarms]).toEqual([true, [{ code: 'disk-full' }]]);
    await disk.check();
    expect(disk.full).toBe(true);
    free = 100 * MEGABYTE;
    await disk.check();
    expect([disk.full, told.at(-1)]).toEqual([false, true]);
    expect(told.filter(Boolean)).toHaveLength(1);
  });

  test('a disk that cannot be asked is neither full nor low', async () => {
    const disk = new DiskWatch(() => Promise.reject(new Error('no statfs')));
    expect([await disk.mayOpen(), disk.alarms]).toEqual([true, []]);
  });
});

describe('design 7, Disk: a disk that fills', () => {
  test('no polls under 100 MB; full: ballots refused with an alarm, none lost, recovered by itself', async (context) => {
    const disk = await smallDisk(context, 160);
    const server = await TestServer.start(join(disk, 'data'));
    const meeting = await SocketMeeting.start(server);
    onTestFinished(async () => {
      meeting.leave();
      await server.stop();
    });
    await meeting.to('sealing');
    await fill(disk, 60);
    const opening = { type: 'open-polls', present: 5 } as const;
    expect(await meeting.chair.command(opening)).toMatchObject({ error: { code: 'disk-full' } });
    // An earlier look, while the disk was still filling, may have warned of more.
    await meeting.chair.until(
      ({ alarms }) =>
        alarms.some(({ code, detail }) => code === 'disk-low' && Number(detail?.['mb']) < 100),
      'the warning is shown with what is left',
    );
    await rm(join(disk, 'ballast'));
    await meeting.to('polling');

    await meeting.desk.setPresent(memberId(6), true);
    const code = await meeting.desk.issueOnScreen(memberId(6));
    const voters = [meeting.waiting!.voter, await openBallot(server.url, code)];
    const marks: MarkCode[] = [1, 2, 3];
    const ballots = voters.map((voter) => ({ voter, ballot: seal(voter, marks) }));
    await fill(disk, 0);
    const socket = bareOpen(server.url, 'ballot');
    onTestFinished(() => {
      socket.io._close();
    });
    // One may still fit into the last page of the file, two do not.
    const answers = [];
    for (const { ballot } of ballots) answers.push(await outcome(socket, 'cast', [ballot.message]));
    expect(answers.at(-1)).toEqual({ ok: false, error: { code: 'E_DISK_FULL' } });
    const before = await readFile(join(server.folder, 'board.jsonl'), 'utf8');
    expect(before.endsWith('\n')).toBe(true);
    await meeting.chair.until(
      ({ alarms }) => alarms.some((each) => each.code === 'disk-full'),
      'the alarm is shown',
    );
    expect(await readFile(join(server.folder, 'board.jsonl'), 'utf8')).toBe(before);
    // A ballot that is in still has its receipt, whatever the disk does.
    const [stored] = meeting.ballots;
    const again = await cast(server.url, stored!.voter, stored!.ballot);
    expect(again).toEqual(stored!.receipt);

    const waiting = ballots.map(({ voter, ballot }) => cast(server.url, voter, ballot));
    await rm(join(disk, 'ballast'));
    const receipts = await Promise.all(waiting);
    expect(receipts.map(({ id }) => id)).toEqual(ballots.map(({ ballot }) => ballot.id));
    await meeting.chair.until(
      ({ alarms }) => !alarms.some((each) => each.code === 'disk-full'),
      'the alarm is gone',
    );
    await meeting.say({ type: 'close-polls', outstanding: 1 });
    await meeting.chair.until(({ hall }) => hall?.phase === 'counting', 'the polls are closed');
  });

  test('reliability 1.5: full while polling: the ballast goes for closing and counting, not for ballots', async (context) => {
    const disk = await smallDisk(context, 300);
    const data = join(disk, 'data');
    await mkdir(data);
    const ballast = join(data, BALLAST);
    await writeFile(ballast, Buffer.alloc(BALLAST_BYTES, 7));
    const server = await TestServer.start(data);
    const meeting = await SocketMeeting.start(server);
    onTestFinished(async () => {
      meeting.leave();
      await server.stop();
    });
    await meeting.to('polling');
    await meeting.desk.setPresent(memberId(6), true);
    const code = await meeting.desk.issueOnScreen(memberId(6));
    const voter = await openBallot(server.url, code);
    const { message } = seal(voter, [1, 2, 3]);
    await fill(disk, 0);
    const socket = bareOpen(server.url, 'ballot');
    onTestFinished(() => {
      socket.io._close();
    });
    // The last page of the file may still have room for one line, never for a desk's hundred.
    const claims = Array.from({ length: 200 }, () => toBase64url(random(32)));
    const slips = { type: 'register-slips', claims } as const;
    expect(await meeting.desk.command(slips)).toMatchObject({ error: { code: 'disk-full' } });
    const refused = await outcome(socket, 'cast', [message]);
    expect(refused).toEqual({ ok: false, error: { code: 'E_DISK_FULL' } });
    expect((await stat(ballast)).size).toBe(BALLAST_BYTES);

    await meeting.say({ type: 'close-polls', outstanding: 3 });
    await meeting.chair.until(
      ({ hall, alarms }) =>
        hall?.phase === 'counting' && alarms.some((each) => each.code === 'disk-reserve'),
      'the polls are closed on the ballast, and the alarm says so',
    );
    expect(await stat(ballast).catch(() => 'gone')).toBe('gone');
    await meeting.to('archived');

    await rm(join(disk, 'ballast'));
    await meeting.chair.until(
      ({ alarms }) => !alarms.some((each) => each.code.startsWith('disk-reserve')),
      'with the room the ballast is begun again',
      10_000,
    );
    await vi.waitFor(async () => {
      expect((await stat(ballast)).size).toBeGreaterThan(0);
    }, 5_000);
  }, 60_000);

  test('reliability 1.5: a disk too full to start from gives up the ballast and starts', async (context) => {
    const disk = await smallDisk(context, 120);
    const data = join(disk, 'data');
    expect(await start(data)).toBeNull();
    await writeFile(join(data, BALLAST), Buffer.alloc(BALLAST_BYTES, 7));
    await fill(disk, 0);
    expect(await start(data)).toBeNull();
    expect(await stat(join(data, BALLAST)).catch(() => 'gone')).toBe('gone');
  });

  test('a disk that only reads: one sentence at the start', async (context) => {
    const disk = await smallDisk(context, 120);
    const data = join(disk, 'data');
    expect(await start(data)).toBeNull();
    await run('mount', ['-o', 'remount,ro', disk]);
    expect(await start(data)).toMatch(/Không dùng được thư mục dữ liệu «.*»: ổ đĩa chỉ cho đọc/u);
    // Node says ENOENT where it cannot make a folder on such a disk.
    expect(await start(join(disk, 'new'))).toMatch(/chỉ cho đọc|không tạo được/u);
  });

  test('a disk that is full at the start: one sentence', async (context) => {
    const disk = await smallDisk(context, 2);
    await fill(disk, 0);
    expect(await start(join(disk, 'data'))).toMatch(/Không dùng được.*ổ đĩa đã đầy/u);
  });
});

describe('a start that cannot be made', () => {
  test('a file in place of the folder, or on the way to it: one sentence', async () => {
    const folder = await temporary();
    await writeFile(join(folder, 'file'), '');
    expect(await start(join(folder, 'file'))).toMatch(/Không dùng được.*là một tệp/u);
    expect(await start(join(folder, 'file', 'data'))).toMatch(
      /Không dùng được.*không phải thư mục/u,
    );
  });

  test('F7: a corrupted middle points at the copy of the settings, and the copy starts', async () => {
    const folder = await temporary();
    const [data, copy] = [join(folder, 'data'), join(folder, 'copy')];
    await mkdir(data);
    const server = await TestServer.start(data);
    const meeting = await SocketMeeting.start(server);
    await meeting.hall({ type: 'set-copy', path: copy });
    await meeting.to('sealing');
    meeting.leave();
    await server.stop();
    const path = join(server.data, 'rounds', 'bch-1', 'log.jsonl');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"b":{"', '"b":{"x'));
    const reason = await start(data);
    expect(reason).toContain(path);
    expect(reason).toContain(`npm start -- --data "${copy}"`);
    expect(await start(copy)).toBeNull();
  });

  test('--copy: refused inside the data folder and with another meeting, in a sentence', async () => {
    const folder = await temporary();
    const data = join(folder, 'data');
    expect(await start(data, join(data, 'copy'))).toMatch(/^Không dùng được --copy.*nằm ngoài/u);
    expect(await start(join(folder, 'other'))).toBeNull();
    expect(await start(data, join(folder, 'other'))).toMatch(/hội nghị khác/u);
    expect(await start(data, join(folder, 'copy'))).toBeNull();
    // Chosen once, kept: nothing is asked at the next start, and it is found complete.
    expect(await start(data)).toBeNull();
    expect(await readFile(join(folder, 'copy', 'settings.json'))).toEqual(
      await readFile(join(data, 'settings.json')),
    );
  });
});
