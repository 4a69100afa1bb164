import { beforeEach, describe, expect, it } from 'vitest';
import type { TellerCommand } from '#shared/meeting/commands.ts';
import { buildOpen } from '#shared/protocol/authority.ts';
import { checkAppend } from '#shared/protocol/board.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import type { TellerEntry } from '#shared/protocol/entries.ts';
import { err, ok } from '#shared/result.ts';
import { TellerDesk, type StoredTeller } from '../../../chair-console/teller/device.ts';
import { Round } from '../../support/protocol-round.ts';
import { random, sodium } from '../../support/sodium.ts';

const MARKS = [
  [1, 2],
  [3, 0],
] as const;

/** Three members' devices and a server in memory. */
class Hall {
  round = new Round(sodium, { n: 3, t: 2, marks: MARKS });
  readonly joined = new Map<number, { sign: string; box: string }>();
  readonly disks: (StoredTeller | null)[] = [null, null, null];
  readonly sent: { i: number; entry: TellerEntry }[] = [];
  readonly desks: TellerDesk[];
  trusted = true;
  /** The server says that the result was announced, or the round is void. */
  closed = false;
  verified = true;
  /** What becomes of the next message: it may be lost on its way there, or its answer on its way back. */
  fate: ((command: TellerCommand) => 'there' | 'back' | null) | null = null;

  constructor() {
    this.desks = [1, 2, 3].map((i) => this.desk(i));
  }

  desk(i: number): TellerDesk {
    return new TellerDesk({
      sodium,
      random,
      load: () => Promise.resolve(structuredClone(this.disks[i - 1]!)),
      save: (stored) => {
        this.disks[i - 1] = structuredClone(stored);
        return Promise.resolve();
      },
      erase: () => {
        this.disks[i - 1] = null;
        return Promise.resolve();
      },
      send: (command) => Promise.resolve(this.receive(i, command)),
      onChange: () => undefined,
    });
  }

  receive(i: number, command: TellerCommand) {
    if (command.type === 'post') {
      // Whatever is said must already be on the device's disk.
      expect(this.disks[i - 1]?.pending).toEqual(command.entry);
      this.sent.push({ i, entry: command.entry });
    }
    const fate = this.fate?.(command) ?? null;
    if (fate === 'there') return err({ code: 'no-answer' });
    const answer = this.act(i, command);
    return fate === 'back' ? err({ code: 'no-answer' }) : answer;
  }

  act(i: number, command: TellerCommand) {
    if (command.type === 'join') {
      this.joined.set(i, { sign: command.sign, box: command.box });
      return ok(null);
    }
    if (command.type !== 'post') return err({ code: 'malformed' });
    const code = checkAppend(sodium, this.round.board, command.entry);
    if (code !== null) return err({ code });
    this.round.post(command.entry.t, command.entry.b);
    return ok(null);
  }

  setup(): void {
    const committee = [1, 2, 3].map((i) => {
      return { i, name: `Ủy viên ${i}`, ...this.joined.get(i)! };
    });
    this.round.post('setup', { ...this.round.setup, committee });
  }

  /** Every device learns of the board, until nothing moves any more. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn++) {
      for (const [place, desk] of this.desks.entries()) {
        const joined = this.joined.has(place + 1);
        const { trusted, verified, closed } = this;
        await desk.update({ board: this.round.board, joined, trusted, verified, closed });
      }
    }
  }

  async joinAll(): Promise<void> {
    for (const desk of this.desks) await desk.start();
    await this.settle();
    for (const desk of this.desks) await desk.join();
  }

  async sealed(): Promise<void> {
    await this.joinAll();
    this.setup();
    await this.settle();
    const open = buildOpen(sodium, this.round.board);
    if (!open.ok) throw new Error(open.error);
    this.round.post('open', open.value);
    await this.settle();
  }

  async tallied(): Promise<void> {
    await this.sealed();
    this.round.post('poll', {});
    this.round.record('register', { eid: toBase64url(this.round.board.eid!) });
    this.round.poll();
    this.round.tally();
    await this.settle();
  }

  stages(): string[] {
    return this.desks.map(({ stage }) => stage.at);
  }
}

let hall: Hall;
beforeEach(() => {
  hall = new Hall();
});

describe('a member’s device (P 4.3)', () => {
  it('joins only after a tap, then makes the key with the others by itself', async () => {
    for (const desk of hall.desks) await desk.start();
    await hall.settle();
    expect(hall.stages()).toEqual(['join', 'join', 'join']);
    await hall.sealed();
    expect(hall.stages()).toEqual(['sealed', 'sealed', 'sealed']);
    expect(hall.round.board.stage).toBe('sealed');
  });

  it('stores its keys before it joins and offers the same after a lost answer', async () => {
    const [desk] = hall.desks;
    await desk!.start();
    await hall.settle();
    hall.fate = () => 'there';
    await desk!.join();
    const kept = hall.disks[0]!.device.sign.publicKey;
    hall.fate = null;
    await hall.settle();
    await desk!.join();
    expect(hall.joined.get(1)!.sign).toBe(kept);
  });

  it('says the same bytes again after a lost message or answer, over a reload', async () => {
    await hall.joinAll();
    hall.setup();
    const lost = new Set<string>();
    hall.fate = (command) => {
      const key = JSON.stringify(command);
      if (command.type !== 'post' || lost.has(command.entry.t)) return null;
      lost.add(command.entry.t);
      // The very next message is the same one: nothing new was drawn.
      expect(key).toContain('"sig"');
      return command.entry.t === 'dkg-deal' ? 'back' : 'there';
    };
    for (let turn = 0; turn < 4; turn++) {
      hall.desks[0] = hall.desk(1);
      await hall.desks[0].start();
      await hall.settle();
    }
    const commits = hall.sent.filter(({ i, entry }) => i === 1 && entry.t === 'dkg-commit');
    expect(commits).toHaveLength(2);
    expect(commits[0]).toEqual(commits[1]);
    expect(hall.round.board.oks.size).toBe(3);
  });

  it('posts nothing on a board it does not trust', async () => {
    await hall.joinAll();
    hall.setup();
    hall.trusted = false;
    await hall.settle();
    expect(hall.sent).toEqual([]);
  });

  it('takes fresh keys when the ceremony is begun again, and only then', async () => {
    await hall.joinAll();
    hall.setup();
    await hall.settle();
    const before = hall.disks[0]!.device.sign.publicKey;
    expect((await hall.desks[0]!.join()).ok).toBe(false);
    hall.round = new Round(sodium, { n: 3, t: 2, marks: MARKS });
    hall.joined.clear();
    await hall.settle();
    expect(hall.desks[0]!.stage).toEqual({ at: 'join', again: true });
    for (const desk of hall.desks) await desk.join();
    expect(hall.disks[0]!.device.sign.publicKey).not.toBe(before);
    hall.setup();
    await hall.settle();
    expect(hall.round.board.oks.size).toBe(3);
  });

  it('never throws a share away, whatever the server says of joining', async () => {
    await hall.sealed();
    hall.joined.clear();
    await hall.settle();
    expect(hall.stages()).toEqual(['sealed', 'sealed', 'sealed']);
    expect(await hall.desks[0]!.join()).toEqual(err({ code: 'wrong-phase' }));
  });

  it('erases its keys and its share once the result is announced, and stays finished', async () => {
    await hall.tallied();
    for (const desk of hall.desks) await desk.agree();
    await hall.settle();
    for (const desk of hall.desks) await desk.open();
    await hall.settle();
    hall.round.finish();
    await hall.settle();
    expect(hall.desks.map(({ holdsKeys }) => holdsKeys)).toEqual([true, true, true]);
    hall.closed = true;
    await hall.settle();
    expect(hall.disks).toEqual([null, null, null]);
    expect(hall.desks.map(({ holdsKeys, holdsShare }) => holdsKeys || holdsShare)).toEqual([
      false,
      false,
      false,
    ]);
    expect(hall.stages()).toEqual(['finished', 'finished', 'finished']);
    const again = hall.desk(1);
    await again.start();
    hall.desks[0] = again;
    await hall.settle();
    expect(again.stage).toEqual({ at: 'finished' });
  });

  it('erases nothing on the server’s word alone, nor on a board in alarm', async () => {
    await hall.tallied();
    hall.closed = true;
    await hall.settle();
    expect(hall.disks.every((disk) => disk !== null)).toBe(true);
    for (const desk of hall.desks) await desk.agree();
    await hall.settle();
    for (const desk of hall.desks) await desk.open();
    hall.trusted = false;
    hall.round.finish();
    await hall.settle();
    expect(hall.disks.every((disk) => disk !== null)).toBe(true);
  });

  it('of a void round it erases its keys once the board itself was given up', async () => {
    await hall.sealed();
    hall.round.post('abort', { reason: 'void' });
    await hall.settle();
    expect(hall.disks.every((disk) => disk !== null)).toBe(true);
    hall.closed = true;
    await hall.settle();
    expect(hall.disks).toEqual([null, null, null]);
    expect(hall.stages()).toEqual(['failed', 'failed', 'failed']);
  });

  it('is lost without its memory until the backup is restored (P 4.3.4)', async () => {
    await hall.sealed();
    const backup = hall.desks[0]!.backup('mật khẩu dài');
    hall.disks[0] = null;
    hall.desks[0] = hall.desk(1);
    await hall.desks[0].start();
    await hall.settle();
    expect(hall.desks[0].stage.at).toBe('lost');
    expect(await hall.desks[0].restore(backup, 'sai mật khẩu')).toEqual(
      err({ code: 'E_PASSPHRASE' }),
    );
    expect((await hall.desks[0].restore(backup, 'mật khẩu dài')).ok).toBe(true);
    expect(hall.desks[0].stage.at).toBe('sealed');
    hall.round = new Hall().round;
    await hall.settle();
    expect((await hall.desks[0].restore(backup, 'mật khẩu dài')).ok).toBe(false);
  });
});

describe('agreement and opening (P 4.7)', () => {
  it('a device that lost its keys says so at every word, and speaks once they are restored', async () => {
    await hall.sealed();
    const backup = hall.desks[0]!.backup('mật khẩu dài');
    hall.disks[0] = null;
    const desk = (hall.desks[0] = hall.desk(1));
    await desk.start();
    await hall.settle();
    const line = { high: 0, confidence: 0, low: 0, invalid: 0 };
    const paper = { count: 0, rejected: [], lines: [line, line], rulings: [] };
    for (const word of [desk.keyPaper(paper), desk.agree(), desk.open()]) {
      expect(await word).toEqual(err({ code: 'no-share' }));
    }
    await desk.restore(backup, 'mật khẩu dài');
    // The paper count reaches the server, which in this test takes none.
    expect(await desk.keyPaper(paper)).toEqual(err({ code: 'malformed' }));
  });

  it('agrees and opens only after taps, in this order, with the quorum', async () => {
    await hall.tallied();
    expect(hall.stages()).toEqual(['agree', 'agree', 'agree']);
    expect(hall.round.board.agreed.size).toBe(0);
    await hall.desks[0]!.agree();
    await hall.desks[1]!.agree();
    await hall.settle();
    expect(hall.desks[0]!.stage).toEqual({ at: 'agreed', agreements: 2, needed: 3 });
    expect(await hall.desks[0]!.open()).toEqual(err({ code: 'E_QUORUM' }));
    await hall.desks[2]!.agree();
    await hall.settle();
    expect(hall.stages()).toEqual(['open', 'open', 'open']);
    await hall.desks[0]!.open();
    await hall.desks[2]!.open();
    await hall.settle();
    expect(hall.stages()).toEqual(['opened', 'open', 'opened']);
    hall.round.finish();
    await hall.settle();
    expect(hall.stages()).toEqual(['finished', 'finished', 'finished']);
    expect(hall.round.board.result?.total).toHaveLength(2);
  });

  it('agrees to nothing it has not verified itself', async () => {
    await hall.tallied();
    hall.verified = false;
    await hall.settle();
    expect(hall.desks[0]!.stage).toEqual({ at: 'agree', verified: false });
    expect(await hall.desks[0]!.agree()).toEqual(err({ code: 'E_TALLY' }));
    expect(hall.round.board.agreed.size).toBe(0);
  });

  it('never agrees to a second tally of the same election, even over a reload', async () => {
    await hall.tallied();
    hall.fate = () => 'there';
    await hall.desks[0]!.agree();
    hall.desks[0] = hall.desk(1);
    await hall.desks[0].start();
    const { board } = hall.round;
    const other = { ...board, tallyEntryHash: random(32) };
    await hall.desks[0].update({ board: other, joined: true, trusted: true, verified: true });
    expect(await hall.desks[0].agree()).toEqual(err({ code: 'E_AGREE_OTHER' }));
  });

  it('opens with the same bytes after a lost message, though proofs are drawn afresh', async () => {
    await hall.tallied();
    for (const desk of hall.desks) await desk.agree();
    await hall.settle();
    hall.fate = (command) =>
      command.type === 'post' && hall.round.board.openings.size === 0 ? 'there' : null;
    await hall.desks[1]!.open();
    await hall.desks[1]!.open();
    hall.fate = null;
    await hall.settle();
    const openings = hall.sent.filter(({ entry }) => entry.t === 'opening');
    expect(openings).toHaveLength(3);
    expect(openings[1]).toEqual(openings[0]);
    expect(openings[2]).toEqual(openings[0]);
    expect(hall.round.board.openings.has(2)).toBe(true);
  });

  it('asks in red when the agreement quorum was lowered, and still needs t agreements', async () => {
    await hall.tallied();
    await hall.desks[0]!.agree();
    hall.round.post('quorum', { reason: 'Một thiết bị hỏng' });
    await hall.settle();
    expect(hall.desks[0]!.stage).toEqual({ at: 'agreed', agreements: 1, needed: 2 });
    await hall.desks[1]!.agree();
    await hall.settle();
    expect(hall.desks[0]!.stage).toEqual({ at: 'open', lowered: true });
  });
});
