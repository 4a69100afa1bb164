import { describe, expect, it } from 'vitest';
import { buildOpen, buildSetup } from '#shared/protocol/authority.ts';
import { checkAppend } from '#shared/protocol/board.ts';
import type { TellerCommand } from '#shared/meeting/commands.ts';
import { err, ok } from '#shared/result.ts';
import { TellerDesk, type StoredTeller } from '../../../chair-console/teller/device.ts';
import { Round } from '../../support/protocol-round.ts';
import { random, sodium } from '../../support/sodium.ts';

/** Three members of whom the first issues too, and a server in memory. */
class Hall {
  readonly round = new Round(sodium, { n: 3, t: 2, marks: [[1, 2]] });
  readonly joined = new Map<number, Extract<TellerCommand, { type: 'join' }>>();
  readonly disks = new Map<number, StoredTeller>();
  desks = [1, 2, 3].map((i) => this.page(i));
  mayReveal = false;

  page(i: number): TellerDesk {
    return new TellerDesk({
      sodium,
      random,
      load: () => Promise.resolve(structuredClone(this.disks.get(i)) ?? null),
      save: async (stored) => {
        // A slow disk: other acts begin meanwhile.
        await new Promise((resolve) => setTimeout(resolve, 2));
        this.disks.set(i, structuredClone(stored));
      },
      send: (command) => Promise.resolve(this.receive(i, command)),
      onChange: () => undefined,
    });
  }

  receive(i: number, command: TellerCommand) {
    if (command.type === 'join') this.joined.set(i, command);
    else if (command.type === 'post') {
      const code = checkAppend(sodium, this.round.board, command.entry);
      if (code !== null) return err({ code });
      this.round.post(command.entry.t, command.entry.b);
    }
    return ok(null);
  }

  async settle(turns = 5): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) {
      for (const [at, desk] of this.desks.entries()) {
        const { board } = this.round;
        const joined = this.joined.has(at + 1);
        const facts = { board, joined, trusted: true, verified: true, coIssuer: at === 0 };
        await desk.update({ ...facts, mayReveal: this.mayReveal });
      }
    }
  }

  async begin(): Promise<void> {
    for (const desk of this.desks) await desk.start();
    await this.settle(1);
    for (const desk of this.desks) await desk.join();
    const { setup } = this.round;
    const { sign, pk } = this.joined.get(1)!;
    const committee = [1, 2, 3].map((i) => ({ name: `Ủy viên ${i}`, ...this.joined.get(i)! }));
    const issuers = [...setup.issuers, { name: 'Ủy viên 1', sign, pk: pk! }];
    this.round.post('setup', buildSetup({ ...setup, committee, issuers }));
    await this.settle();
  }
}

describe('a co-issuer seals only with a backup (P 4.6.4)', () => {
  it('[P 4.6.4] holds its last word back until the backup is saved, also over a reload', async () => {
    const hall = new Hall();
    await hall.begin();
    expect([...hall.round.board.oks.keys()]).toEqual([2, 3]);
    expect(hall.desks[0]!.stage).toEqual({ at: 'backup' });
    expect(buildOpen(sodium, hall.round.board).ok).toBe(false);
    hall.desks[0] = hall.page(1);
    await hall.desks[0].start();
    await hall.settle();
    expect(hall.desks[0].stage).toEqual({ at: 'backup' });
    expect(hall.round.board.oks.size).toBe(2);
    // The page goes on asking the board while the member's tap is stored.
    await Promise.all([hall.desks[0].backedUp(), hall.settle(), hall.settle()]);
    await hall.settle();
    expect([...hall.round.board.oks.keys()].sort()).toEqual([1, 2, 3]);
    expect(hall.disks.get(1)?.backedUp).toBe(true);
  });

  it('[P 4.6.4] its backup, made before `open`, is enough to go on elsewhere', async () => {
    const hall = new Hall();
    await hall.begin();
    const text = hall.desks[0]!.backup('mật khẩu dài', [
      { claim: 'A'.repeat(43), B: 'A'.repeat(43) },
    ]);
    await hall.desks[0]!.backedUp();
    await hall.settle();
    const open = buildOpen(sodium, hall.round.board);
    if (!open.ok) throw new Error(open.error);
    hall.round.post('open', open.value);
    hall.disks.delete(1);
    hall.desks[0] = hall.page(1);
    await hall.desks[0].start();
    await hall.settle(1);
    expect(hall.desks[0].stage).toEqual({ at: 'lost' });
    const restored = await hall.desks[0].restore(text, 'mật khẩu dài');
    expect(restored).toMatchObject({ ok: true, value: { claims: [{ claim: 'A'.repeat(43) }] } });
    await hall.settle();
    expect(hall.desks[0].stage).toEqual({ at: 'sealed' });
    expect(hall.desks[0].issuerKey).not.toBeNull();
  });

  it('[P 4.2] a setup that leaves its key out is refused: somebody keeps it from issuing', async () => {
    const hall = new Hall();
    for (const desk of hall.desks) await desk.start();
    await hall.settle(1);
    for (const desk of hall.desks) await desk.join();
    const committee = [1, 2, 3].map((i) => ({ name: `Ủy viên ${i}`, ...hall.joined.get(i)! }));
    hall.round.post('setup', buildSetup({ ...hall.round.setup, committee }));
    await hall.settle();
    expect(hall.desks[0]!.stage).toEqual({ at: 'failed', waiting: 'badBoard' });
    expect(hall.round.board.commits.has(1)).toBe(false);
  });
});
