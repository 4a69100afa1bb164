import { describe, expect, it } from 'vitest';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { signHead } from '#shared/protocol/receipt.ts';
import { BoardFollower, type BoardChunk } from '#shared/ui/board-follower.ts';
import type { SeenMemory, SeenRound } from '#shared/ui/board-seen.ts';
import { doBoardTask } from '#shared/ui/board-work.ts';
import { boardAnswer } from '../../support/board-server.ts';
import { Round } from '../../support/protocol-round.ts';
import { sodium } from '../../support/sodium.ts';
import { promiseWithResolver } from '../../support/store-faults.ts';

const MARKS = [
  [1, 2],
  [3, 0],
  [2, 2],
] as const;

function polledRound(): Round {
  const round = new Round(sodium, { n: 3, t: 2, marks: MARKS });
  round.ceremony();
  for (const row of MARKS) round.cast(row);
  return round;
}

function memoryOf(kept = new Map<string, SeenRound>()): SeenMemory {
  return {
    load: (round) => Promise.resolve(structuredClone(kept.get(round)) ?? null),
    save: (round, seen) => {
      kept.set(round, structuredClone(seen));
      return Promise.resolve();
    },
  };
}

interface Asked {
  answer: (from: number) => BoardChunk | null;
  /** Holds every check back until it resolves. */
  held?: Promise<void>;
  memory?: SeenMemory;
  isCurrent?: () => boolean;
}

function follow({
  answer,
  memory = memoryOf(),
  isCurrent = () => true,
  held,
}: Asked): BoardFollower {
  return new BoardFollower({
    sodium,
    round: 'r-1',
    memory,
    fetch: (from) => Promise.resolve(answer(from)),
    check: async (task) => {
      await held;
      const done = doBoardTask(sodium, task, () => undefined);
      return done.kind === 'checked' ? done.code : null;
    },
    isCurrent: () => Promise.resolve(isCurrent()),
    onChange: () => undefined,
  });
}

/** Lets every check under way come to its end. */
async function settled(follower: BoardFollower): Promise<BoardFollower['status']> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return follower.status;
}

describe('the board follower (P 4.8, 4.11)', () => {
  it('reads a growing board in chunks and checks every ballot', async () => {
    const round = new Round(sodium, { n: 3, t: 2, marks: MARKS });
    const follower = follow({ answer: (from) => boardAnswer(round, from) });
    await follower.start();
    expect(follower.status).toMatchObject({ state: 'following', entries: 0 });
    round.ceremony();
    round.poll();
    round.tally();
    await follower.grew(null);
    const status = await settled(follower);
    expect(status).toEqual({
      state: 'verified',
      entries: round.board.n,
      ballots: 3,
      checkedBallots: 3,
      alarm: null,
      twoHeads: null,
    });
    expect(follower.bytes()).toEqual(round.boardBytes);
  });

  it('is not verified before the entry of a signed head has come', async () => {
    const round = polledRound();
    const short = boardAnswer(round, 0, 99);
    const follower = follow({
      answer: (from) => ({ lines: short.lines.slice(from, -1), head: short.head }),
    });
    await follower.start();
    expect((await settled(follower)).state).toBe('following');
  });

  it('is not verified before every ballot has been checked', async () => {
    const round = polledRound();
    const { promise: held, resolve: release } = promiseWithResolver();
    const follower = follow({ answer: (from) => boardAnswer(round, from), held });
    await follower.start();
    expect(await settled(follower)).toMatchObject({ state: 'following', checkedBallots: 0 });
    release();
    expect(await settled(follower)).toMatchObject({ state: 'verified', checkedBallots: 3 });
  });

  it('turns red at a tally that is not the sum of the ballots (P 4.7.3)', async () => {
    const round = new Round(sodium, { n: 3, t: 2, marks: MARKS });
    round.ceremony();
    round.poll();
    round.tally();
    const last = round.entries.at(-1)!;
    const { N, excluded, A, B } = last.b as { N: number; excluded: []; A: string[]; B: string[] };
    last.b = { N, excluded, A: B, B: A };
    const follower = follow({ answer: (from) => ({ ...boardAnswer(round, from), head: null }) });
    await follower.start();
    const entry = round.entries.length - 1;
    expect((await settled(follower)).alarm).toEqual({ kind: 'rule', entry, code: 'E_TALLY' });
  });

  it('turns red at a ballot whose proof is wrong, naming entry and rule (P 4.5)', async () => {
    const round = polledRound();
    const { entries } = round;
    const last = entries.at(-1)!;
    const body = (last.b as { body: string }).body;
    const broken = `${body.slice(0, 300)}${body[300] === 'A' ? 'B' : 'A'}${body.slice(301)}`;
    last.b = { ...(last.b as object), body: broken };
    const follower = follow({ answer: (from) => ({ ...boardAnswer(round, from), head: null }) });
    await follower.start();
    const { alarm } = await settled(follower);
    expect(alarm).toMatchObject({ kind: 'signature', entry: entries.length - 1, code: 'E_SIG' });
  });

  it('calls a false proof a wrong proof: another key’s, and all else about it right (P 4.5)', async () => {
    const round = polledRound();
    round.cast([1, 1], false, true);
    const follower = follow({ answer: (from) => boardAnswer(round, from, 99) });
    await follower.start();
    const entry = round.entries.length - 1;
    expect((await settled(follower)).alarm).toEqual({ kind: 'proof', entry, code: 'E_PROOF' });
  });

  it.each([
    ['reordered', (lines: string[]) => [...lines.slice(0, 12), lines[13]!, lines[12]!]],
    ['reordered', (lines: string[]) => [...lines.slice(0, 12), lines[11]!]],
    ['gap', (lines: string[]) => [...lines.slice(0, 12), lines[13]!]],
    [
      'unchained',
      (lines: string[]) => [...lines.slice(0, 12), lines[12]!.replace(/"p":"../, '"p":"__')],
    ],
  ] as const)('calls lines that do not follow %s (P 4.2)', async (kind, edit) => {
    const round = polledRound();
    const lines = edit(boardAnswer(round, 0, 99).lines);
    const follower = follow({ answer: (from) => ({ lines: lines.slice(from), head: null }) });
    await follower.start();
    expect(follower.status.alarm).toEqual({ kind, entry: 12, code: 'E_CHAIN(12)' });
  });

  it('turns red at a line that is out of its chain (P 4.2)', async () => {
    const round = polledRound();
    const follower = follow({
      answer: (from) => {
        const { lines, head } = boardAnswer(round, from, 99);
        const swapped = lines.map((line) => line.replace('"n":12,', '"n":13,'));
        return { lines: swapped, head };
      },
    });
    await follower.start();
    expect(follower.status.alarm).toEqual({ kind: 'gap', entry: 12, code: 'E_CHAIN(12)' });
    expect(new TextDecoder().decode(follower.evidence())).toContain('"n":13,"t":"ballot"');
  });

  it('turns red at an agreement whose signature is wrong (P 4.7.4)', async () => {
    const round = new Round(sodium, { n: 3, t: 2, marks: MARKS });
    round.ceremony();
    round.poll();
    round.tally();
    round.agree(0);
    round.entries.at(-1)!.b = { ...(round.entries.at(-1)!.b as object), i: 2 };
    const follower = follow({ answer: (from) => ({ ...boardAnswer(round, from), head: null }) });
    await follower.start();
    const entry = round.entries.length - 1;
    expect((await settled(follower)).alarm).toEqual({ kind: 'signature', entry, code: 'E_SIG' });
  });

  it('turns red at a head signed by another key, or for another hash (P 4.1 board-head)', async () => {
    const round = polledRound();
    const n = round.board.n - 1;
    const { lines, head } = boardAnswer(round, 0, 99);
    const forged = {
      ...head!,
      sig: head!.sig.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    };
    const wrongKey = follow({ answer: (from) => ({ lines: lines.slice(from), head: forged }) });
    await wrongKey.start();
    expect(wrongKey.status.alarm).toEqual({ kind: 'head', entry: n, code: `E_HEADSIG(${n})` });
    const h = new Uint8Array(32).fill(7);
    const sig = signHead(sodium, round.server.board.privateKey, round.board.sid!, n, h);
    const other = { n, h: toBase64url(h), sig: toBase64url(sig) };
    const split = follow({ answer: (from) => ({ lines: lines.slice(from), head: other }) });
    await split.start();
    expect(split.status.alarm).toEqual({ kind: 'rewritten', entry: n, code: `E_CHAIN(${n})` });
  });

  it('turns red after a reload when a seen entry was rewritten, and stays red', async () => {
    const kept = new Map<string, SeenRound>();
    const round = polledRound();
    const first = follow({ answer: (from) => boardAnswer(round, from), memory: memoryOf(kept) });
    await first.start();
    const honest = { entries: [...round.entries], board: round.board };
    round.entries.pop();
    const rewritten = new Round(sodium, { n: 3, t: 2, marks: MARKS });
    rewritten.ceremony();
    const other = follow({
      answer: (from) => boardAnswer(rewritten, from),
      memory: memoryOf(kept),
    });
    await other.start();
    expect(other.status.alarm).toEqual({ kind: 'rewritten', entry: 0, code: 'E_CHAIN(0)' });
    round.entries = honest.entries;
    const again = follow({ answer: (from) => boardAnswer(round, from), memory: memoryOf(kept) });
    await again.start();
    expect(again.status.state).toBe('red');
  });

  it('turns red when the last entry seen is another one now', async () => {
    const kept = new Map<string, SeenRound>();
    const round = polledRound();
    function answer(from: number) {
      return { ...boardAnswer(round, from), head: null };
    }
    await follow({ answer, memory: memoryOf(kept) }).start();
    const [last, before] = [round.entries.pop()!, round.entries.pop()!];
    round.entries.push(last, before);
    const follower = follow({ answer, memory: memoryOf(kept) });
    await follower.start();
    const entry = round.entries.length - 1;
    expect(follower.status.alarm).toEqual({
      kind: 'rewritten',
      entry,
      code: `E_CHAIN(${entry})`,
    });
  });

  it('turns red when entries disappear, now or over a reload', async () => {
    const kept = new Map<string, SeenRound>();
    const round = polledRound();
    function answer(from: number) {
      return { ...boardAnswer(round, from), head: null };
    }
    const follower = follow({ answer, memory: memoryOf(kept) });
    await follower.start();
    round.entries.pop();
    await follower.grew(null);
    const n = round.entries.length + 1;
    expect(follower.status.alarm).toEqual({ kind: 'shortened', entry: n, code: `E_CHAIN(${n})` });
    kept.set('r-1', { ...kept.get('r-1')!, alarm: null });
    const reloaded = follow({ answer, memory: memoryOf(kept) });
    await reloaded.start();
    expect(reloaded.status.alarm).toMatchObject({ kind: 'shortened', entry: n - 1 });
  });

  it('takes a ceremony begun again for a new board, but not after the polls opened (4.3.3)', async () => {
    const first = new Round(sodium, { n: 3, t: 2, marks: MARKS });
    first.post('setup', first.setup);
    for (const place of [0, 1, 2]) first.step(place);
    let served = first;
    const follower = follow({ answer: (from) => boardAnswer(served, from) });
    await follower.start();
    expect(follower.status.entries).toBe(4);
    served = polledRound();
    await follower.grew(null);
    expect(await settled(follower)).toMatchObject({ state: 'verified', entries: served.board.n });
    served = polledRound();
    await follower.grew(null);
    expect(follower.status.alarm).toEqual({ kind: 'rewritten', entry: 0, code: 'E_CHAIN(0)' });
  });

  it('raises no alarm when a new round’s board overtakes the view that announces it', async () => {
    let served = polledRound();
    let current = true;
    const follower = follow({
      answer: (from) => boardAnswer(served, from),
      isCurrent: () => current,
    });
    await follower.start();
    served = new Round(sodium, { n: 3, t: 2, marks: MARKS });
    current = false;
    await follower.grew(null);
    expect(follower.status.alarm).toBeNull();
  });

  it('goes on after an answer that did not come', async () => {
    const round = polledRound();
    let lost = true;
    const follower = follow({ answer: (from) => (lost ? null : boardAnswer(round, from)) });
    await follower.start();
    expect(follower.status).toMatchObject({ state: 'following', entries: 0 });
    lost = false;
    await follower.sync();
    expect((await settled(follower)).state).toBe('verified');
  });
});
