import { expect, test, vi } from 'vitest';
import { BoardWatch, type RecordLink } from '#shared/ui/board-watch.svelte.ts';
import { whenVerified } from '../../../chair-console/teller/when-verified.ts';
import { boardAnswer } from '../../support/board-server.ts';
import { Round } from '../../support/protocol-round.ts';
import { sodium } from '../../support/sodium.ts';

vi.mock('#shared/ui/sodium.ts', () => ({ loadSodium: () => Promise.resolve(sodium) }));
/** Ballots are right at once; a tally is being checked as long as the test lasts. */
vi.mock('#shared/ui/board-worker-client.ts', () => ({
  openBoardWorker: () => ({
    check: ({ kind }: { kind: string }) =>
      kind === 'ballot' ? Promise.resolve(null) : new Promise(() => undefined),
    close: () => undefined,
  }),
}));

test('[P 4.7.3] a tally that came this very moment is not checked, whatever the screen still shows', async () => {
  const round = new Round(sodium, { n: 3, t: 2, marks: [[1], [2], [3]] });
  round.ceremony();
  round.poll();
  const listeners = new Map<string, (message: unknown) => void>();
  const link = {
    view: { hall: { round: 'rounds/hoi-1' } },
    on: (event: string, listener: (message: unknown) => void) => listeners.set(event, listener),
    send: (_: string, { from }: { from: number }) =>
      Promise.resolve({ ok: true, value: boardAnswer(round, from) }),
  };
  const watch = new BoardWatch(link as unknown as RecordLink, 'teller');
  listeners.get('view')!(link.view);
  await vi.waitFor(() => {
    expect(watch.status.state).toBe('verified');
  });

  round.tally();
  listeners.get('grew')!({ head: null });
  while (watch.board.tally === null) await Promise.resolve();
  expect(watch.now.state).toBe('following');
  expect(await whenVerified(watch, 1)).toBe(false);
  watch.close();
});
