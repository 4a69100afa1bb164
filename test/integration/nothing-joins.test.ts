/** Issue: nothing joins a member to a ballot, and nothing goes out (design 7, S9, S10, F24, protocol 6–7). */
import { readdir, readFile, readlink, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { found } from '../support/canaries.ts';
import type { Canary } from '../support/canaries.ts';
import { CanaryMeeting } from '../support/canary-meeting.ts';
import { pdfPages } from '../support/papers/pdf-text.ts';
import { memoryOf } from '../support/process-memory.ts';

interface Line {
  readonly n: number;
  readonly t: string;
  readonly b: Record<string, unknown>;
}

interface Kept {
  readonly bytes: Buffer;
  readonly times: Stats;
}

let meeting: CanaryMeeting;
/** All that stands in the server's folders when it has stopped, by path from their root. */
const files = new Map<string, Kept>();
/** What the server printed while the polls were open. */
let printedAtPolls = '';
/** The heap while the polls are open and all ballots are in, and at the end. */
const heaps: string[] = [];
const memoryHits = new Map<string, number>();
let memoryBytes = 0;
let isMemoryShown = true;
/** Files the server held open for writing while the polls were open. */
let written: string[] = [];

/** The server counts an address's connections until a minute after its last one (server/gate.ts). */
const FORGOTTEN_MS = 65_000;
const DATA = 'data';
const ROUND = join(DATA, 'rounds', 'bch-1');

beforeAll(async () => {
  meeting = await CanaryMeeting.start();
  await meeting.toPolls();
  const before = (await meeting.printed()).length;
  await meeting.poll();
  printedAtPolls = (await meeting.printed()).slice(before);
  written = await openFiles(meeting.child.pid!);
  heaps.push(await meeting.snapshot());
  await meeting.toArchive();
  await lookThroughMemory();
  await sleep(Math.max(0, meeting.times.last + FORGOTTEN_MS - Date.now()));
  heaps.push(await meeting.snapshot());
  await meeting.stop();
  await readFolder(meeting.place.root);
}, 600_000);

afterAll(async () => {
  await meeting.remove();
});

async function readFolder(root: string): Promise<void> {
  for (const name of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const path = join(name.parentPath, name.name);
    const times = await stat(path);
    files.set(relative(root, path), { bytes: await readFile(path), times });
  }
}

/** Raw bytes in the memory of a process; where it is not shown, the test below says so. */
async function lookThroughMemory(): Promise<void> {
  try {
    const canaries = [...meeting.secrets, control()];
    for await (const piece of memoryOf(meeting.child.pid!)) {
      memoryBytes += piece.length;
      for (const { name, value } of canaries) {
        const raw = Buffer.from(value);
        const text = Buffer.from(raw.toString('base64url'));
        if (piece.includes(raw) || piece.includes(text)) {
          memoryHits.set(name, (memoryHits.get(name) ?? 0) + 1);
        }
      }
    }
  } catch {
    isMemoryShown = false;
  }
}

/** A value that the server does hold: a search that misses it finds nothing at all. */
function control(): Canary {
  return { name: 'control', value: meeting.ballots[0]!.message.vk };
}

async function openFiles(pid: number): Promise<string[]> {
  const folder = `/proc/${pid}/fd`;
  const all = await readdir(folder).catch(() => []);
  const open = await Promise.all(
    all.map(async (fd) => {
      const path = await readlink(join(folder, fd)).catch(() => '');
      const info = await readFile(`/proc/${pid}/fdinfo/${fd}`, 'utf8').catch(() => '');
      const flags = Number.parseInt(/flags:\s*(\d+)/u.exec(info)?.[1] ?? '0', 8);
      return (flags & 3) === 0 || !path.startsWith('/') ? [] : [path];
    }),
  );
  return open.flat().filter((path) => !path.startsWith('/dev/'));
}

function linesOf(name: string): Line[] {
  const text = files.get(join(ROUND, name))!.bytes.toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

function valuesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(valuesOf);
}

function numbersOf(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersOf);
}

/** The server's own files: not the plan it was given, nor what this test had it write down. */
function ownFiles(): [string, Kept][] {
  return [...files].filter(([path]) => /^(data|copy|tmp)\//u.test(path));
}

/** A file's text: papers and archives taken apart. */
async function textOf(path: string, bytes: Buffer): Promise<string> {
  if (path.endsWith('.pdf') && path.includes('papers')) {
    const pages = await pdfPages(Uint8Array.from(bytes));
    return pages.flatMap(({ items }) => items.map(({ text }) => text)).join('');
  }
  if (/\.(docx|xlsx|zip)$/u.test(path)) {
    return Object.values(unzipSync(Uint8Array.from(bytes)))
      .map((part) => strFromU8(part))
      .join('\n');
  }
  return bytes.toString('utf8');
}

function memberNames(): string[] {
  const { roll } = meeting.plan.venues[0]!;
  return roll.flatMap(({ id, name }) => [`"${id}"`, name]);
}

describe('the meeting was a whole one, and this test can see it', () => {
  test('seven ballots in seven ways, two on paper, one that stays away; copy, papers, dossier', () => {
    expect(meeting.ballots).toHaveLength(7);
    expect(linesOf('board.jsonl').filter(({ t }) => t === 'ballot')).toHaveLength(7);
    expect(linesOf('register.jsonl').filter(({ t }) => t === 'exchange')).toHaveLength(8);
    expect(linesOf('log.jsonl').at(-1)?.t).toBe('archived');
    const paths = [...files.keys()];
    expect(paths).toContain(join('copy', 'copy.json'));
    expect(
      paths.filter((path) => path.startsWith('copy/') && path.endsWith('board.jsonl')),
    ).toHaveLength(1);
    expect(
      paths.filter((path) => path.endsWith('.pdf') && path.includes('papers')).length,
    ).toBeGreaterThan(5);
    expect(paths.some((path) => path.startsWith(join(DATA, 'files')))).toBe(true);
  });

  test('a search finds what is there: claims in the log, ballot keys on the board, a planted code', () => {
    const { vk } = meeting.ballots[0]!.message;
    const board = files.get(join(ROUND, 'board.jsonl'))!.bytes;
    expect(found([{ name: 'vk', value: Buffer.from(vk, 'base64url') }], board)).toEqual(['vk']);
    const [secret] = meeting.secrets;
    for (const form of ['base64url', 'base64', 'hex', 'latin1'] as const) {
      const planted = Buffer.from(`{"x":"${Buffer.from(secret!.value).toString(form)}"}`, 'latin1');
      expect(found([secret!], planted), form).toEqual([secret!.name]);
    }
  });
});

describe('canaries (S9, S10, F24)', () => {
  test('no code, seed, ballot key, share or key of a teller, address or user agent is in any file', () => {
    const canaries = [...meeting.secrets, ...meeting.traces];
    expect(canaries.length).toBeGreaterThan(50);
    for (const [path, { bytes }] of ownFiles()) expect(found(canaries, bytes), path).toEqual([]);
  });

  test('nor in any paper, taken apart', async () => {
    const canaries = [...meeting.secrets, ...meeting.traces];
    for (const [path, { bytes }] of ownFiles().filter(([name]) => name.includes('papers'))) {
      expect(found(canaries, Buffer.from(await textOf(path, bytes))), path).toEqual([]);
    }
  }, 120_000);

  test('nor in anything the server printed; while the polls were open it printed nothing', () => {
    const canaries = [...meeting.secrets, ...meeting.traces];
    expect(found(canaries, Buffer.from(meeting.output))).toEqual([]);
    expect(printedAtPolls).toBe('');
    for (const { message, member } of meeting.ballots) {
      for (const value of [message.vk, ...message.token, member]) {
        expect(meeting.output).not.toContain(value);
      }
    }
  });

  test.each([0, 1])(
    'no secret of a device is in heap snapshot %i, nor what a phone calls itself',
    (n) => {
      const heap = Buffer.from(heaps[n]!);
      expect(heap.includes(meeting.ballots[0]!.message.vk), 'the snapshot is one').toBe(true);
      const agents = meeting.traces.filter(({ name }) => name.startsWith('user agent'));
      expect(agents).toHaveLength(meeting.ballots.length);
      expect(found([...meeting.secrets, ...agents], heap)).toEqual([]);
    },
    300_000,
  );

  test('a minute after the last phone has gone no address of one is in the heap', () => {
    const addresses = meeting.traces.filter(({ name }) => name.startsWith('address'));
    expect(addresses).toHaveLength(meeting.ballots.length);
    expect(found(addresses, Buffer.from(heaps[1]!))).toEqual([]);
  }, 300_000);

  test('nor in the memory of the process and its workers, freed memory included', ({ skip }) => {
    if (!isMemoryShown) skip('this system does not show a process’s memory (/proc/PID/mem)');
    expect(memoryBytes).toBeGreaterThan(30_000_000);
    expect(memoryHits.get('control') ?? 0, 'the search works').toBeGreaterThan(0);
    memoryHits.delete('control');
    expect([...memoryHits]).toEqual([]);
  });
});

describe('no file joins a member to a ballot', () => {
  test('a file that names a member holds no ballot, no token, no id of a ballot', async () => {
    const ballots = meeting.ballots.flatMap(({ message, id }) => [
      ...[message.vk, ...message.token, message.body.slice(0, 40), id],
    ]);
    for (const [path, { bytes }] of ownFiles()) {
      const text = await textOf(path, bytes);
      const names = memberNames().filter((name) => text.includes(name));
      const marks = ballots.filter((value) => text.includes(value));
      expect(names.length > 0 && marks.length > 0, path).toBe(false);
      // Receipts say of an id what the board says: where it stands.
      if (marks.length > 0) expect(path).toMatch(/(?:board\.jsonl|receipts\.json)$/u);
    }
  }, 120_000);

  test('register and board share the election and nothing else', () => {
    const board = new Set(linesOf('board.jsonl').flatMap(({ b }) => valuesOf(b)));
    const [first, ...exchanges] = linesOf('register.jsonl');
    const shared = exchanges.flatMap(({ b }) => valuesOf(b)).filter((value) => board.has(value));
    expect(shared).toEqual([]);
    expect(first?.b).toEqual({ eid: expect.any(String) as unknown });
  });

  test('log and board share no value of a ballot; log and register the claims alone', () => {
    const log = new Set(linesOf('log.jsonl').flatMap(({ b }) => valuesOf(b)));
    const ballots = linesOf('board.jsonl').filter(({ t }) => t === 'ballot');
    expect(ballots.flatMap(({ b }) => valuesOf(b)).filter((value) => log.has(value))).toEqual([]);
    const exchanges = linesOf('register.jsonl').slice(1);
    const shared = exchanges.flatMap(({ b }) => valuesOf(b)).filter((value) => log.has(value));
    expect(shared.sort()).toEqual(exchanges.map(({ b }) => b['claim']).sort());
  });

  test('ballots do not stand on the board in the order in which they were issued by any value', () => {
    // What is left is the order of arrival itself, which the README names.
    const ballots = linesOf('board.jsonl').filter(({ t }) => t === 'ballot');
    expect(ballots.map(({ b }) => Object.keys(b))).toEqual(
      ballots.map(() => ['vk', 'token', 'body', 'sig']),
    );
  });
});

describe('no time tells (design 7)', () => {
  test('register and board have no time, no device, no address', () => {
    for (const name of ['board.jsonl', 'register.jsonl']) {
      const text = files.get(join(ROUND, name))!.bytes.toString('utf8');
      expect(text).not.toMatch(/\d{4}-\d\d-\d\dT|\d\d:\d\d|"at"|127\.0\.0\.|device|agent/iu);
      const numbers = linesOf(name).flatMap(({ b }) => numbersOf(b));
      expect(numbers.filter((n) => n > 100_000)).toEqual([]);
    }
  });

  test('between opening and close the log has no time, count, head, exchange or cast', () => {
    const log = linesOf('log.jsonl');
    const from = log.findIndex(({ t }) => t === 'polls-opened');
    const to = log.findIndex(({ t }) => t === 'polls-closed');
    const polls = log.slice(from + 1, to);
    expect(new Set(polls.map(({ t }) => t))).toEqual(
      new Set([
        ...['slips-registered', 'ballot-issued', 'token-voided', 'slip-voided'],
        'incident-recorded',
      ]),
    );
    for (const { t, b } of polls) {
      expect(b['at'] ?? null, t).toBeNull();
      expect(JSON.stringify(b)).not.toMatch(/\d{4}-\d\d-\d\dT|\d{12}|"head"|"count"|"n":/u);
    }
  });

  test('no file was last written, read or changed while ballots were exchanged and cast', () => {
    const { first, last } = meeting.times;
    const telling = ownFiles().flatMap(([path, { times }]) => {
      const { mtimeMs, ctimeMs, atimeMs } = times;
      const inside = Object.entries({ mtimeMs, ctimeMs, atimeMs }).filter(([, at]) => {
        return at >= first && at <= last;
      });
      return inside.map(([kind]) => `${path} ${kind}`);
    });
    expect(telling).toEqual([]);
  });

  test('the records of the round carry one time or later ones, never an earlier one', () => {
    for (const name of ['board.jsonl', 'register.jsonl', 'log.jsonl', 'issues.json']) {
      const { mtimeMs } = files.get(join(ROUND, name))!.times;
      expect(mtimeMs, name).toBeGreaterThanOrEqual(meeting.times.closing - 1_000);
    }
  });
});

describe('no way out (issue 7.5)', () => {
  test('in a whole meeting the server asked for no name and connected to nobody', async () => {
    const text = await readFile(meeting.place.outward, 'utf8');
    const notes = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { what: string; where: string });
    // One for the process, and one for each of its workers.
    expect(notes.filter(({ what }) => what === 'loaded').length).toBeGreaterThan(1);
    const outward = notes.filter((note) => note.what !== 'loaded' && !isOwn(note));
    expect(outward).toEqual([]);
  });

  test('it kept nothing open for writing outside its folders', () => {
    expect(written.length).toBeGreaterThan(0);
    const { data, copy, tmp } = meeting.place;
    const outside = written.filter(
      (path) => ![data, copy, tmp].some((own) => path.startsWith(own)),
    );
    expect(outside).toEqual([]);
  });
});

/** The address at which the server itself listens is looked up when it is opened: no way out. */
function isOwn({ what, where }: { what: string; where: string }): boolean {
  return what === 'dns' && where.startsWith('127.0.0.1');
}
