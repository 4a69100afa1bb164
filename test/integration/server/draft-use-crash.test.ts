/** A frozen ballot is replaced in four steps (F26): the laptop may go dark after each of them. */
import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { defined } from '#shared/assert.ts';
import { draftOf } from '#shared/plan/draft/draft-of.ts';
import { smallPlan, SocketMeeting, TestServer } from '../../support/hall.ts';

const REASON = 'Đồng chí thứ ba có thông báo nghỉ hưu';
const USE = { id: 'a', revision: 1 };

/** A frozen ballot, and a draft in which its third subject is excluded. */
async function frozen(): Promise<TestServer> {
  const server = await TestServer.start();
  onTestFinished(() => server.remove());
  const meeting = await SocketMeeting.start(server);
  onTestFinished(() => {
    meeting.leave();
  });
  await meeting.to('rollCall');
  const draft = draftOf(smallPlan());
  const [first, second, third] = draft.subjects;
  const gone = { ...defined(third), excluded: 'retirementNotice' as const };
  const changed = { ...draft, subjects: [defined(first), defined(second), gone] };
  await server.app.hall.saveDraft('a', 0, Buffer.from(JSON.stringify(changed)));
  return server;
}

/** The server on what the disk had when the laptop went dark: all it had acknowledged is synced. */
async function afterCrash({ data }: TestServer): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-dark-'));
  await cp(data, folder, { recursive: true, filter: (path) => !path.includes('server.lock') });
  const server = await TestServer.start(folder);
  onTestFinished(() => server.remove());
  return server;
}

describe('F26: the laptop goes dark while a frozen ballot is replaced', () => {
  const cuts = [
    ['after the round was voided', 'store'],
    ['after the plan was stored', 'begin'],
  ] as const;
  for (const [when, step] of cuts) {
    test(`${when}: nothing is lost, and using the draft again brings the new ballot`, async () => {
      const server = await frozen();
      const { hall } = server.app;
      const reached = new Promise<void>((resolve) => {
        function dark(): Promise<never> {
          resolve();
          return new Promise(() => undefined);
        }
        if (step === 'store') vi.spyOn(hall.plans, 'store').mockImplementation(dark);
        else vi.spyOn(hall.rounds, 'begin').mockImplementation(dark);
      });
      void hall.useDraft({ ...USE, reason: REASON });
      await reached;
      const again = await afterCrash(server);
      const { hall: after } = again.app;
      // The old round is void with its reason, and still to be read.
      const log = await readFile(join(again.data, 'rounds/bch-1/log.jsonl'), 'utf8');
      expect(log).toContain(REASON);
      expect(after.drafts.list()).toMatchObject([{ id: 'a', revision: 1 }]);
      expect(await after.useDraft({ ...USE, reason: null })).toEqual({ ok: true, value: null });
      const { round, id } = defined(after.room);
      expect(id).toBe('rounds/bch-2');
      expect([round.log.ballotDigest, round.log.plan.lines.length]).toEqual([null, 2]);
      expect(round.log.incidents.map(({ text }) => text)).toEqual([
        `Phiếu bản mới, thay phiếu của vòng bch-1 đã hủy. Lý do: ${REASON}`,
      ]);
      const command = { type: 'freeze-ballot' } as const;
      expect(await after.submit({ role: 'chair', command })).toEqual({ ok: true, value: null });
    }, 60_000);
  }
});
