import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emptyDraft } from '#shared/plan/draft/blank.ts';
import { withHeading } from '#shared/plan/draft/draft-ops.ts';
import type { PlanDraft } from '#shared/plan/draft/draft-types.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { DraftEntry } from '#shared/wire-drafts.ts';
import { Saver, type SaveState } from '../../../chair-console/plan/saver.ts';

/** What the server does with the next save: keeps it, keeps it unheard, loses it, refuses it. */
type Fate = 'keep' | 'answer-lost' | 'lost' | 'draft-conflict' | 'storage-full';

function titled(title: string): PlanDraft {
  return withHeading(emptyDraft(), 'title', title);
}

/** A server that keeps drafts as `Drafts.save` does, over a line whose fates are given. */
class Server {
  readonly fates: Fate[] = [];
  readonly asked: string[] = [];
  kept: { readonly id: string; readonly revision: number; readonly draft: PlanDraft } | null = null;

  readonly save = (
    id: string,
    base: number,
    draft: PlanDraft,
  ): Promise<Result<DraftEntry, { readonly code: string }>> => {
    this.asked.push(`${id} ${base} ${draft.title}`);
    const fate = this.fates.shift() ?? 'keep';
    if (fate === 'lost') return Promise.resolve(err({ code: 'no-answer' }));
    if (fate === 'draft-conflict' || fate === 'storage-full') {
      return Promise.resolve(err({ code: fate }));
    }
    const answer = this.#keep(id, base, draft);
    return Promise.resolve(fate === 'answer-lost' ? err({ code: 'no-answer' }) : answer);
  };

  #keep(id: string, base: number, draft: PlanDraft): Result<DraftEntry, { readonly code: string }> {
    const old = this.kept?.id === id ? this.kept : null;
    const again = old?.revision === base + 1 && JSON.stringify(old.draft) === JSON.stringify(draft);
    if (!again && (old?.revision ?? 0) !== base) return err({ code: 'draft-conflict' });
    this.kept = { id, revision: base + 1, draft };
    return ok({ id, title: draft.title, revision: base + 1, savedAt: '2026-11-21T00:00:00Z' });
  }
}

function saverOf(server: Server): { readonly saver: Saver; readonly states: SaveState[] } {
  const states: SaveState[] = [];
  return { saver: new Saver('d', 0, server, (state) => states.push(state)), states };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a draft saves itself (issue 8.1)', () => {
  test('many changes within a moment are one save, of the last', async () => {
    const server = new Server();
    const { saver, states } = saverOf(server);
    for (const title of ['a', 'b', 'c']) saver.change(titled(title));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.asked).toEqual(['d 0 c']);
    expect(states.at(-1)).toEqual({ kind: 'saved', at: '2026-11-21T00:00:00Z' });
    expect(saver.revision).toBe(1);
  });

  test('an answer that was lost: the same save goes again, then what was written since; no conflict', async () => {
    const server = new Server();
    const { saver, states } = saverOf(server);
    server.fates.push('answer-lost');
    saver.change(titled('a'));
    await vi.advanceTimersByTimeAsync(1_000);
    saver.change(titled('b'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.asked).toEqual(['d 0 a', 'd 0 a', 'd 1 b']);
    expect(server.kept).toMatchObject({ revision: 2, draft: { title: 'b' } });
    expect(states.at(-1)?.kind).toBe('saved');
  });

  test('a save that never arrived is sent until it does', async () => {
    const server = new Server();
    const { saver } = saverOf(server);
    server.fates.push('lost', 'lost');
    saver.change(titled('a'));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.kept).toMatchObject({ revision: 1, draft: { title: 'a' } });
  });

  test('a conflict is said once and not tried again; under a new id the draft goes on', async () => {
    const server = new Server();
    const { saver, states } = saverOf(server);
    server.fates.push('draft-conflict');
    saver.change(titled('mine'));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.asked).toHaveLength(1);
    expect(states.at(-1)).toEqual({ kind: 'failed', refusal: { code: 'draft-conflict' } });
    saver.rename('e');
    saver.change(titled('mine'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.asked.at(-1)).toBe('e 0 mine');
    expect(states.at(-1)?.kind).toBe('saved');
  });

  test('flush gives the server’s own reason, not “no answer”', async () => {
    const server = new Server();
    const { saver } = saverOf(server);
    server.fates.push('storage-full');
    saver.change(titled('a'));
    expect(await saver.flush()).toEqual(err({ code: 'storage-full' }));
    expect(await saver.flush()).toEqual(ok(null));
    expect(server.kept).toMatchObject({ draft: { title: 'a' } });
  });

  test('flush sends what was written while a save was on its way', async () => {
    const server = new Server();
    const { saver } = saverOf(server);
    saver.change(titled('a'));
    const flushed = saver.flush();
    saver.change(titled('b'));
    expect(await flushed).toEqual(ok(null));
    expect(server.kept).toMatchObject({ revision: 2, draft: { title: 'b' } });
  });

  test('closing saves what is left', async () => {
    const server = new Server();
    const { saver } = saverOf(server);
    saver.change(titled('a'));
    saver.close();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.kept).toMatchObject({ draft: { title: 'a' } });
  });
});
