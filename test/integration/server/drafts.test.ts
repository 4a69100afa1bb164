import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
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
async function put(ask: Ask, id: string, base: number, draft: PlanDraft): Promise<unknown> {
  const text = JSON.stringify(draft);
  const parts = Math.ceil(text.length / PART_LENGTH);
  let answer: unknown;
  for (let part = 0; part < parts; part += 1) {
    const piece = text.slice(part * PART_LENGTH, (part + 1) * PART_LENGTH);
    answer = await ask('draft-put', { id, base, part, parts, text: piece });
  }
  return answer;
}

async function draftFrom(ask: Ask, id: string): Promise<unknown> {
  const answer = (await ask('draft-open', { id })) as { value?: { text: string } };
  return answer.value === undefined ? answer : JSON.parse(answer.value.text);
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
    const file = await readFile(join(server.data, 'drafts.json'), 'utf8');
    expect(file).toContain('Kế hoạch thứ nhất');
    expect(file).toMatch(/^\{"checksum":"[0-9a-f]{64}"/u);
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
    await server.app.hall.saveDraft('a', 0, changed);
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
