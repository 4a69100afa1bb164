import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { emptyDraft } from '#shared/plan/draft/blank.ts';
import { withHeading } from '#shared/plan/draft/draft-ops.ts';
import { draftOf } from '#shared/plan/draft/draft-of.ts';
import type { PlanDraft } from '#shared/plan/draft/draft-types.ts';
import { defined } from '#shared/assert.ts';
import { LARGEST_DRAFT, MOST_DRAFTS, PART_LENGTH } from '#shared/wire-drafts.ts';
import {
  bare,
  outcome,
  pairChair,
  smallPlan,
  SocketMeeting,
  TestServer,
} from '../../support/hall.ts';

type Ask = (event: string, message: unknown) => Promise<unknown>;

let opened: TestServer[] = [];
afterEach(async () => {
  await Promise.all(opened.map((server) => server.remove()));
  opened = [];
});

async function newServer(): Promise<TestServer> {
  const server = await TestServer.start();
  opened.push(server);
  return server;
}

/** A chair's page that asks about drafts; one chair at a time is let in. */
async function chairOf(server: TestServer): Promise<Ask> {
  const socket = bare(await pairChair(server), 'chair');
  onTestFinished(() => {
    socket.disconnect();
  });
  return (event, message) => outcome(socket, event, [message], 8_000);
}

/** Saves a draft part by part, as the page does; the last answer. */
function put(ask: Ask, id: string, base: number, draft: PlanDraft): Promise<unknown> {
  return putText(ask, id, base, JSON.stringify(draft));
}

async function putText(ask: Ask, id: string, base: number, text: string): Promise<unknown> {
  const parts = Math.ceil(text.length / PART_LENGTH);
  let answer: unknown;
  for (let part = 0; part < parts; part += 1) {
    const piece = text.slice(part * PART_LENGTH, (part + 1) * PART_LENGTH);
    answer = await ask('draft-put', { id, base, part, parts, text: piece });
  }
  return answer;
}

function read(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}

async function draftFrom(ask: Ask, id: string): Promise<unknown> {
  const answer = (await ask('draft-open', { id })) as { value?: { bytes: Uint8Array } };
  return answer.value === undefined ? answer : read(answer.value.bytes);
}

function bytesOf(draft: PlanDraft): Uint8Array {
  return Buffer.from(JSON.stringify(draft));
}

/** The index of the drafts and the files of their contents. */
async function stored(data: string): Promise<[string, string[]]> {
  const folder = join(data, 'drafts');
  const names = await readdir(folder);
  const texts = names.map((name) => readFile(join(folder, name), 'utf8'));
  return [await readFile(join(data, 'drafts.json'), 'utf8'), await Promise.all(texts)];
}

describe('drafts on the server (issue 8.1)', () => {
  test('a draft of 2,000 people is kept, and is there after a restart', async () => {
    const server = await newServer();
    const ask = await chairOf(server);
    const plan = smallPlan({
      roll: Array.from({ length: 2000 }, (_, i) => ({
        id: `m${i}`,
        name: `Đại biểu Nguyễn Thị Ngọc Ánh thứ ${i}`,
        post: 'Ủy viên Ban Chấp hành Đảng bộ huyện, Trưởng phòng',
      })),
    });
    const draft = draftOf(plan);
    expect(JSON.stringify(draft).length).toBeGreaterThan(200_000);
    expect(await put(ask, 'a', 0, draft)).toMatchObject({
      ok: true,
      value: { id: 'a', revision: 1, title: plan.title },
    });
    await server.restart();
    const again = await chairOf(server);
    expect(await draftFrom(again, 'a')).toEqual(draft);
    expect(await again('drafts-list', null)).toMatchObject({
      ok: true,
      value: { drafts: [{ id: 'a', revision: 1 }] },
    });
    expect(await again('draft-use', { id: 'a', revision: 1, reason: null })).toMatchObject({
      ok: true,
    });
    expect(server.app.hall.setup().plan?.venues[0]?.roll).toBe(2000);
  });

  test('what is acknowledged is on the disk, with its checksum', async () => {
    const server = await newServer();
    const ask = await chairOf(server);
    await put(ask, 'a', 0, withHeading(emptyDraft(), 'title', 'Kế hoạch thứ nhất'));
    const [index, texts] = await stored(server.data);
    expect(index).toMatch(/^\{"checksum":"[0-9a-f]{64}"/u);
    expect(texts).toEqual([expect.stringContaining('Kế hoạch thứ nhất')]);
    expect(index).toContain(
      createHash('sha256')
        .update(texts[0] ?? '')
        .digest('hex'),
    );
  });

  test('a save over another page’s save is refused, and changes nothing', async () => {
    const server = await newServer();
    const ask = await chairOf(server);
    const mine = withHeading(emptyDraft(), 'title', 'Của tôi');
    const theirs = withHeading(emptyDraft(), 'title', 'Của người khác');
    await put(ask, 'a', 0, theirs);
    // The same save again, as a page sends it whose answer was lost.
    expect(await put(ask, 'a', 0, theirs)).toMatchObject({ value: { revision: 1 } });
    expect(await put(ask, 'a', 0, mine)).toMatchObject({ error: { code: 'draft-conflict' } });
    expect(await draftFrom(ask, 'a')).toEqual(theirs);
    expect(await put(ask, 'a', 1, mine)).toMatchObject({ value: { revision: 2 } });
  });

  test('a bounded number of drafts, of bounded size; parts in order only', async () => {
    const server = await newServer();
    const ask = await chairOf(server);
    for (let i = 0; i < MOST_DRAFTS; i += 1) await put(ask, `d${i}`, 0, emptyDraft());
    expect(await put(ask, 'more', 0, emptyDraft())).toMatchObject({
      error: { code: 'too-many-drafts' },
    });
    expect(await ask('draft-delete', { id: 'd0' })).toEqual({ ok: true, value: null });
    expect(await put(ask, 'more', 0, emptyDraft())).toMatchObject({ ok: true });
    expect(await ask('draft-open', { id: 'd0' })).toMatchObject({
      error: { code: 'no-such-draft' },
    });
    const part = { id: 'x', base: 0, part: 1, parts: 2, text: '{}' };
    expect(await ask('draft-put', part)).toMatchObject({ error: { code: 'malformed' } });
    const huge = { ...part, part: 0, parts: LARGEST_DRAFT / PART_LENGTH + 1 };
    expect(await ask('draft-put', huge)).toMatchObject({ error: { code: 'malformed' } });
    const none = { id: 'x', base: 0, part: 0, parts: 1, text: '{"format":"other"}' };
    expect(await ask('draft-put', none)).toMatchObject({ error: { code: 'malformed' } });
  });

  test('a draft with faults is kept but not used: the refusal names them', async () => {
    const server = await newServer();
    const ask = await chairOf(server);
    await put(ask, 'a', 0, withHeading(draftOf(smallPlan()), 'title', ''));
    expect(await ask('draft-use', { id: 'a', revision: 1, reason: null })).toMatchObject({
      error: {
        code: 'plan-invalid',
        detail: { problems: expect.stringContaining('title') as string },
      },
    });
    expect(server.app.hall.setup().plan).toBeNull();
    expect(await ask('draft-use', { id: 'a', revision: 2, reason: null })).toMatchObject({
      error: { code: 'draft-conflict' },
    });
  });
});

describe('one file for each draft (issues 6.1, 8.1)', () => {
  /** A draft as the first version kept it: whole, in the one file. */
  async function keptAsBefore(data: string, draft: PlanDraft): Promise<void> {
    const savedAt = '2026-01-05T08:00:00.000Z';
    const text = JSON.stringify({ drafts: [{ id: 'a', revision: 4, savedAt, draft }] });
    const checksum = createHash('sha256').update(text).digest('hex');
    await writeFile(join(data, 'drafts.json'), `{"checksum":"${checksum}","data":${text}}\n`);
  }

  async function entries(ask: Ask): Promise<unknown> {
    const { value } = (await ask('drafts-list', null)) as { value: { drafts: unknown } };
    return value.drafts;
  }

  test('drafts of the first version are taken over once, also where that was cut short', async () => {
    const server = await newServer();
    const draft = draftOf(smallPlan());
    await server.stop();
    await keptAsBefore(server.data, draft);
    await server.restart();
    const taken = { id: 'a', title: draft.title, revision: 4, savedAt: '2026-01-05T08:00:00.000Z' };
    const ask = await chairOf(server);
    expect(await entries(ask)).toEqual([taken]);
    expect(await draftFrom(ask, 'a')).toEqual(draft);
    // Killed between the content and the index: the content is there, the index is the old one.
    await server.stop();
    await keptAsBefore(server.data, draft);
    await server.restart();
    const again = await chairOf(server);
    expect(await entries(again)).toEqual([taken]);
    expect(await put(again, 'a', 4, emptyDraft())).toMatchObject({ value: { revision: 5 } });
    await server.restart();
    expect(await draftFrom(await chairOf(server), 'a')).toEqual(emptyDraft());
  });

  test('a content that was damaged gives way to the one before it, never to nothing', async () => {
    const server = await newServer();
    const ask = await chairOf(server);
    const first = draftOf(smallPlan());
    await put(ask, 'a', 0, first);
    await put(ask, 'a', 1, withHeading(first, 'title', 'Bản thứ hai'));
    const folder = join(server.data, 'drafts');
    for (const name of await readdir(folder)) {
      const text = await readFile(join(folder, name), 'utf8');
      if (text.includes('Bản thứ hai')) await writeFile(join(folder, name), text.slice(0, -9));
    }
    await server.restart();
    const again = await chairOf(server);
    expect(await entries(again)).toMatchObject([{ id: 'a', revision: 1 }]);
    expect(await draftFrom(again, 'a')).toEqual(first);
  });

  test('a deleted draft leaves no file behind', async () => {
    const server = await newServer();
    const ask = await chairOf(server);
    for (const base of [0, 1, 2]) await put(ask, 'a', base, emptyDraft());
    await put(ask, 'b', 0, emptyDraft());
    expect(await readdir(join(server.data, 'drafts'))).toHaveLength(3);
    await ask('draft-delete', { id: 'a' });
    expect(await readdir(join(server.data, 'drafts'))).toHaveLength(1);
  });

  test('the thread that takes the ballots reads and writes no draft: the largest delays nobody', async () => {
    const server = await newServer();
    const ask = await chairOf(server);
    const large = { ...emptyDraft(), legalBases: bases(240) };
    const text = JSON.stringify(large);
    expect(text.length).toBeGreaterThan(4_000_000);
    const parse = vi.spyOn(JSON, 'parse');
    const stringify = vi.spyOn(JSON, 'stringify');
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    expect(await putText(ask, 'a', 0, text)).toMatchObject({ value: { revision: 1 } });
    const opened = (await ask('draft-open', { id: 'a' })) as { value: { bytes: Uint8Array } };
    await ask('draft-use', { id: 'a', revision: 1, reason: null });
    const read = parse.mock.calls.map(([each]) => each.length);
    const written = stringify.mock.results.map(({ value }) => String(value).length);
    expect(Math.max(...read, ...written)).toBeLessThan(100_000);
    expect(Buffer.from(opened.value.bytes).toString()).toBe(text);
  });
});

/** Rows as long as a draft may have them. */
function bases(count: number): PlanDraft['legalBases'] {
  return Array.from({ length: count }, (_, i) => ({ key: `k${i + 1}`, text: 'ă'.repeat(18_000) }));
}

describe('a frozen ballot changes only as a new version with the reason (F26, R12)', () => {
  const reason = 'Đồng chí thứ ba có thông báo nghỉ hưu';

  /** A meeting, and the draft of its plan in which the third subject is excluded. */
  async function excluding(phase: 'preparing' | 'rollCall' | 'polling') {
    const server = await newServer();
    const meeting = await SocketMeeting.start(server);
    onTestFinished(() => {
      meeting.leave();
    });
    await meeting.to(phase);
    const draft = draftOf(smallPlan());
    const third = defined(draft.subjects[2]);
    const changed: PlanDraft = {
      ...draft,
      subjects: [...draft.subjects.slice(0, 2), { ...third, excluded: 'retirementNotice' }],
    };
    await server.app.hall.saveDraft('a', 0, bytesOf(changed));
    function use(why: string | null) {
      return server.app.hall.useDraft({ id: 'a', revision: 1, reason: why });
    }
    return { server, meeting, use };
  }

  test('before it is frozen the plan changes without one', async () => {
    const { server, use } = await excluding('preparing');
    expect(await use(null)).toEqual({ ok: true, value: null });
    expect(server.app.hall.setup().plan?.venues[0]?.subjects).toBe(2);
  });

  test('a frozen ballot is not changed without a reason, by a draft or by a file', async () => {
    const { server, meeting, use } = await excluding('rollCall');
    expect(await use(null)).toMatchObject({ error: { code: 'reason-required' } });
    const other = { ...smallPlan(), title: 'Kế hoạch khác' };
    expect(await meeting.chair.hall({ type: 'load-plan', plan: other })).toMatchObject({
      error: { code: 'round-active' },
    });
    expect(server.app.hall.room?.id).toBe('rounds/bch-1');
    expect(server.app.hall.room?.round.log.voided).toBeNull();
    expect(server.app.hall.setup().plan?.title).toBe(smallPlan().title);
  });

  for (const phase of ['rollCall', 'polling'] as const) {
    test(`in ${phase}: the old round is void with the reason, the new one is to be frozen again`, async () => {
      const { server, use } = await excluding(phase);
      expect(await use(reason)).toEqual({ ok: true, value: null });
      const { hall } = server.app;
      const { round, id } = defined(hall.room);
      expect(id).toBe('rounds/bch-2');
      expect(round.log.ballotDigest).toBeNull();
      expect(round.log.plan.lines).toHaveLength(2);
      expect(round.log.plan.excluded).toMatchObject([{ reason: 'retirementNotice' }]);
      expect(round.log.incidents.map(({ text }) => text)).toEqual([
        `Phiếu bản mới, thay phiếu của vòng bch-1 đã hủy. Lý do: ${reason}`,
      ]);
      const rounds = hall.setup().plan?.venues[0]?.rounds;
      expect(rounds?.map(({ voided }) => voided)).toEqual([true, false]);
      const log = await readFile(join(server.data, 'rounds/bch-1/log.jsonl'), 'utf8');
      expect(log).toContain(reason);
      // All of it still stands after a restart.
      await server.restart();
      expect(server.app.hall.room?.round.log.plan.lines).toHaveLength(2);
    });
  }
});
