import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatBallotCode } from '#shared/protocol/code.ts';
import { memberId, ROLL, SocketMeeting, TestServer } from '../../support/hall.ts';

interface Line {
  readonly n: number;
  readonly t: string;
  readonly b: Record<string, unknown>;
}

let server: TestServer;
let meeting: SocketMeeting;
/** Everything the server wrote, by path. */
const files = new Map<string, string>();
/** When the chair began to close the polls. */
let closing = 0;

beforeAll(async () => {
  server = await TestServer.start();
  meeting = await SocketMeeting.start(server);
  await meeting.to('polling');
  await meeting.say({ type: 'record-incident', text: 'Mất điện hai phút' });
  closing = Date.now();
  await meeting.to('archived');
  meeting.leave();
  await server.stop();
  for (const name of await readdir(server.data, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const path = join(name.parentPath, name.name);
    files.set(path.slice(server.data.length + 1), await readFile(path, 'utf8'));
  }
});

afterAll(async () => {
  await server.remove();
});

function linesOf(name: string): Line[] {
  const text = files.get(join('rounds', 'bch-1', name)) ?? '';
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Line);
}

/** Every string and every number of at least six digits in a value. */
function valuesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(valuesOf);
}

describe('secrecy (R50, F19, design 7)', () => {
  test('the meeting wrote its records, and this test can see them', () => {
    expect([...files.keys()].sort()).toEqual(
      expect.arrayContaining([
        'rounds/bch-1/board.jsonl',
        'rounds/bch-1/log.jsonl',
        'rounds/bch-1/register.jsonl',
        'rounds/bch-1/keys.json',
        'rounds/bch-1/result.json',
      ]),
    );
    expect(linesOf('board.jsonl').at(-1)?.t).toBe('head');
    expect(linesOf('log.jsonl').at(-1)?.t).toBe('archived');
  });

  test('members are named in the plan and the log, and nowhere else', () => {
    for (const [path, text] of files) {
      const mayName = /^plan\.json|log\.jsonl$/u.test(path);
      for (let i = 1; i <= ROLL; i += 1) {
        const named = text.includes(memberId(i)) || text.includes(`Đại biểu thứ ${i}`);
        expect(named && !mayName, `member ${i} in ${path}`).toBe(false);
      }
    }
  });

  test('no code, no mark, no token is in any file; a token is in its ballot only', () => {
    for (const { code, ballot, voter } of meeting.ballots) {
      for (const [path, text] of files) {
        expect(text.includes(code), path).toBe(false);
        expect(text.includes(formatBallotCode(code)), path).toBe(false);
        const holdsToken = text.includes(ballot.message.token[0]!);
        expect(holdsToken, path).toBe(path.endsWith('board.jsonl'));
        expect(text.includes(Buffer.from(voter.key.privateKey).toString('base64url'))).toBe(false);
      }
    }
  });

  test('register and board share the election and nothing else', () => {
    const board = new Set(linesOf('board.jsonl').flatMap(({ b }) => valuesOf(b)));
    const [first, ...exchanges] = linesOf('register.jsonl');
    expect(exchanges).toHaveLength(4);
    const shared = exchanges.flatMap(({ b }) => valuesOf(b)).filter((value) => board.has(value));
    expect(shared).toEqual([]);
    expect(first?.t).toBe('register');
  });

  test('log and board share no value of a ballot; log and register share claims only', () => {
    const log = new Set(linesOf('log.jsonl').flatMap(({ b }) => valuesOf(b)));
    const ballots = linesOf('board.jsonl').filter(({ t }) => t === 'ballot');
    expect(ballots).toHaveLength(3);
    expect(ballots.flatMap(({ b }) => valuesOf(b)).filter((value) => log.has(value))).toEqual([]);
    const exchanges = linesOf('register.jsonl').slice(1);
    const shared = exchanges.flatMap(({ b }) => valuesOf(b)).filter((value) => log.has(value));
    expect(shared.sort()).toEqual(exchanges.map(({ b }) => b['claim']).sort());
  });

  test('register and board have no time, no device and no address', () => {
    for (const name of ['board.jsonl', 'register.jsonl']) {
      const text = files.get(join('rounds', 'bch-1', name)) ?? '';
      expect(text).not.toMatch(/\d{4}-\d\d-\d\dT|"at"|127\.0\.0\.1|device/u);
      for (const { key } of [meeting.chair.device, meeting.desk.device]) {
        expect(text).not.toContain(Buffer.from(key.publicKey).toString('base64url'));
      }
    }
  });

  test('between the opening and the close the log has no time, count, head, exchange or cast', () => {
    const log = linesOf('log.jsonl');
    const from = log.findIndex(({ t }) => t === 'polls-opened');
    const to = log.findIndex(({ t }) => t === 'polls-closed');
    const polls = log.slice(from + 1, to);
    expect(polls.map(({ t }) => t)).toEqual([
      ...Array<string>(5).fill('ballot-issued'),
      'incident-recorded',
    ]);
    for (const { t, b } of polls) {
      expect(b['at'] ?? null, t).toBeNull();
      expect(JSON.stringify(b)).not.toMatch(/\d{4}-\d\d-\d\dT|"head"|"count"|"n":/u);
    }
    for (const { t, b } of log.filter((line) => line.t === 'ballot-issued')) {
      expect(Object.keys(b).sort(), t).toEqual(['claim', 'memberId', 'way']);
    }
  });

  test('file times do not tell when the last code was exchanged', async () => {
    const { mtimeMs } = await stat(join(server.data, 'rounds', 'bch-1', 'register.jsonl'));
    expect(mtimeMs).toBeGreaterThanOrEqual(closing);
  });

  test('addresses and the keys of the session are in no file; used server keys are erased', () => {
    const keys = JSON.parse(files.get(join('rounds', 'bch-1', 'keys.json')) ?? '') as unknown;
    expect(keys).toEqual({ board: null, issuer: null, issuerSign: null });
    for (const [path, text] of files) {
      expect(text, path).not.toMatch(/127\.0\.0\.1|::1|user-agent/iu);
    }
  });
});
