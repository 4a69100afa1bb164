import { describe, expect, it } from 'vitest';
import { signedHead } from '#shared/protocol/authority.ts';
import { replayBoard } from '#shared/protocol/board.ts';
import type { SignedHead } from '#shared/protocol/entries.ts';
import { headsAgainst, headsText, parseHeads, twoHeads } from '#shared/protocol/two-heads.ts';
import { BoardFollower, type BoardChunk } from '#shared/ui/board-follower.ts';
import type { SeenMemory, SeenRound } from '#shared/ui/board-seen.ts';
import { doBoardTask } from '#shared/ui/board-work.ts';
import { chained, Round } from '../../support/protocol-round.ts';
import { sodium } from '../../support/sodium.ts';

type Entries = Round['entries'];

const MARKS = [
  [1, 2],
  [3, 0],
  [2, 2],
] as const;
const round = new Round(sodium, { n: 3, t: 2, marks: MARKS });
round.ceremony();
for (const row of MARKS) round.cast(row);
/** The honest board, and the same with its last two ballots in the other order. */
const honest: Entries = [...round.entries];
const swapped: Entries = [...honest.slice(0, -2), honest.at(-1)!, honest.at(-2)!];

function linesOf(entries: Entries): string[] {
  return new TextDecoder().decode(chained(sodium, entries)).split('\n').slice(0, -1);
}

/** The head of these entries, signed by the board's own key. */
function headOf(entries: Entries): SignedHead {
  const state = replayBoard(sodium, chained(sodium, entries));
  if (!state.ok) throw new Error(state.error.code);
  return signedHead(sodium, round.server.board.privateKey, state.value);
}

function told(entries: Entries, head: SignedHead | null = headOf(entries)) {
  const lines = linesOf(entries);
  return (from: number): BoardChunk => ({ lines: lines.slice(from, from + 5), head });
}

function memoryOf(kept: Map<string, SeenRound>): SeenMemory {
  return {
    load: (name) => Promise.resolve(structuredClone(kept.get(name)) ?? null),
    save: (name, seen) => {
      kept.set(name, structuredClone(seen));
      return Promise.resolve();
    },
  };
}

/** A device over its reloads: each call of `open` is its page opened anew. */
class Device {
  readonly kept = new Map<string, SeenRound>();
  answer: (from: number) => BoardChunk | null = told(honest);

  async open(): Promise<BoardFollower> {
    const follower = new BoardFollower({
      sodium,
      round: 'r-1',
      memory: memoryOf(this.kept),
      fetch: (from) => Promise.resolve(this.answer(from)),
      check: (task) => {
        const done = doBoardTask(sodium, task, () => undefined);
        return Promise.resolve(done.kind === 'checked' ? done.code : null);
      },
      isCurrent: () => Promise.resolve(true),
      onChange: () => undefined,
    });
    await follower.start();
    return follower;
  }
}

/** Evidence stands by itself: whoever has it need not believe the device. */
function expectEvidence(follower: BoardFollower, heads: readonly SignedHead[]): void {
  const evidence = follower.keptHeads()!;
  expect(follower.status.state).toBe('red');
  expect(follower.status.twoHeads).toEqual(heads);
  expect(evidence.heads).toEqual(heads);
  expect(twoHeads(sodium, evidence)).toEqual(heads);
}

describe('kept heads (SPEC L11)', () => {
  it('are kept over a reload, with the line that names their key', async () => {
    const device = new Device();
    await device.open();
    device.answer = () => null;
    const reopened = await device.open();
    expect(reopened.keptHeads()).toEqual({
      lines: linesOf(honest).slice(0, 1),
      heads: [headOf(honest)],
    });
    expect(reopened.status.twoHeads).toBeNull();
  });

  it('a second head of one length is evidence as soon as it is heard, and over a reload', async () => {
    const device = new Device();
    const follower = await device.open();
    device.answer = told(swapped);
    await follower.grew(headOf(swapped));
    const both = [headOf(honest), headOf(swapped)];
    expectEvidence(follower, both);
    expect(follower.keptHeads()!.lines).toHaveLength(1);
    device.answer = told(honest);
    expectEvidence(await device.open(), both);
  });

  it('another past after a reload is held against the head of before', async () => {
    const device = new Device();
    await device.open();
    device.answer = told(swapped);
    const reopened = await device.open();
    expectEvidence(reopened, [headOf(honest), headOf(swapped)]);
    expect(reopened.status.alarm).toMatchObject({ kind: 'rewritten' });
  });

  it('an older head that the board read does not have is evidence, with the lines', async () => {
    const device = new Device();
    const follower = await device.open();
    const older = headOf(swapped.slice(0, -1));
    await follower.grew(older);
    expectEvidence(follower, [older, headOf(honest)]);
    expect(follower.keptHeads()!.lines).toEqual(linesOf(honest));
  });

  it('a longer other board is fetched as a whole to show that it passes the kept head', async () => {
    const device = new Device();
    device.answer = told(honest.slice(0, -1));
    const follower = await device.open();
    device.answer = told(swapped);
    await follower.grew(headOf(swapped));
    expectEvidence(follower, [headOf(honest.slice(0, -1)), headOf(swapped)]);
    expect(follower.keptHeads()!.lines).toEqual(linesOf(swapped));
  });

  it('two heads beyond what was read are evidence before their entry has come', async () => {
    const device = new Device();
    device.answer = told(honest.slice(0, -1), headOf(honest));
    const follower = await device.open();
    expect(follower.status).toMatchObject({ state: 'following', twoHeads: null });
    await follower.grew(headOf(swapped));
    expectEvidence(follower, [headOf(honest), headOf(swapped)]);
  });

  it('a forged signature is an alarm, and never evidence against the server', async () => {
    const device = new Device();
    const follower = await device.open();
    const { n, h } = headOf(swapped);
    await follower.grew({ n, h, sig: headOf(honest).sig });
    expect(follower.status).toMatchObject({ state: 'red', twoHeads: null });
    expect(follower.status.alarm).toMatchObject({ kind: 'head', code: `E_HEADSIG(${n})` });
    expect(follower.keptHeads()!.heads).toEqual([headOf(honest)]);
  });

  it('an entry that was signed and never shown is missed, now and over a reload', async () => {
    const short = honest.slice(0, -1);
    for (const isReloaded of [false, true]) {
      const device = new Device();
      device.answer = told(short, headOf(honest));
      const before = await device.open();
      // It may still come.
      expect(before.status).toMatchObject({ state: 'following', entries: short.length });
      device.answer = told(short);
      const follower = isReloaded ? await device.open() : before;
      await follower.sync();
      expect(follower.status.alarm).toMatchObject({ kind: 'shortened', entry: short.length });
      expect(follower.keptHeads()!.heads).toContainEqual(headOf(honest));
    }
  });

  it('entries taken away leave the signed head that names them', async () => {
    const device = new Device();
    await device.open();
    device.answer = told(honest.slice(0, -1));
    const reopened = await device.open();
    expect(reopened.status.alarm).toMatchObject({ kind: 'shortened' });
    expect(reopened.status.twoHeads).toBeNull();
    expect(reopened.keptHeads()!.heads).toContainEqual(headOf(honest));
  });
});

describe('two heads (SPEC L11)', () => {
  const lines = linesOf(honest);
  const head = headOf(honest);
  const earlier = headOf(honest.slice(0, -1));

  it('of one board contradict nothing, with its lines or without', () => {
    expect(twoHeads(sodium, { lines, heads: [earlier, head, head] })).toBeNull();
    expect(twoHeads(sodium, { lines: lines.slice(0, 1), heads: [earlier, head] })).toBeNull();
  });

  it('need the line that names the key, and both signatures', () => {
    const other = headOf(swapped);
    expect(twoHeads(sodium, { lines, heads: [head, other] })).toEqual([head, other]);
    expect(twoHeads(sodium, { lines: [], heads: [head, other] })).toBeNull();
    expect(twoHeads(sodium, { lines: lines.slice(1), heads: [head, other] })).toBeNull();
    const forged = { ...other, sig: head.sig };
    expect(twoHeads(sodium, { lines, heads: [head, forged] })).toBeNull();
  });

  it('lines that do not chain up to the later head show nothing', () => {
    const older = headOf(swapped.slice(0, -1));
    expect(twoHeads(sodium, { lines, heads: [older, head] })).toEqual([older, head]);
    const cut = lines.with(3, lines[4]!);
    expect(twoHeads(sodium, { lines: cut, heads: [older, head] })).toBeNull();
    expect(twoHeads(sodium, { lines: lines.slice(0, -1), heads: [older, head] })).toBeNull();
  });
});

describe('kept heads against a board (SPEC L11)', () => {
  const own = { lines: linesOf(honest).slice(0, 1), heads: [headOf(honest)] };
  const bytes = chained(sodium, honest);

  it('hold on the board that was signed, also a longer one', () => {
    expect(headsAgainst(sodium, own, bytes)).toEqual({ holds: true, count: 1 });
    const early = { ...own, heads: [headOf(honest.slice(0, -1)), headOf(honest)] };
    expect(headsAgainst(sodium, early, bytes)).toEqual({ holds: true, count: 2 });
  });

  it.each([
    ['differs', own, chained(sodium, swapped)],
    ['differs', own, chained(sodium, honest.slice(0, -1))],
    ['two', { ...own, heads: [headOf(honest), headOf(swapped)] }, bytes],
    ['signature', { ...own, heads: [{ ...headOf(honest), n: 3 }] }, bytes],
    ['other', own, chained(sodium, new Round(sodium, { n: 3, t: 2, marks: MARKS }).entries)],
  ] as const)('say what is wrong: %s', (why, kept, board) => {
    expect(headsAgainst(sodium, kept, board)).toMatchObject({ holds: false, why });
  });

  it('are read from the file that was written, and from nothing else', () => {
    const text = headsText(own);
    expect(parseHeads(JSON.parse(text))).toEqual(own);
    for (const bad of [null, [], {}, { ...own }, { format: 'hom-phieu/heads/1', lines: [] }]) {
      expect(parseHeads(bad)).toBeNull();
    }
    const odd = { format: 'hom-phieu/heads/1', ...own, heads: [{ n: '1', h: '', sig: '' }] };
    expect(parseHeads(odd)).toBeNull();
  });
});
