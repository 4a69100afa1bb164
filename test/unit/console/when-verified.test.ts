import { describe, expect, it } from 'vitest';
import { whenThere, whenVerified } from '../../../chair-console/teller/when-verified.ts';

type State = 'following' | 'verified' | 'red';

function watched(state: State) {
  const listeners: (() => void)[] = [];
  return {
    now: { state },
    onChange: (listener: () => void) => listeners.push(listener),
    turn(next: State) {
      this.now = { state: next };
      for (const listener of listeners) listener();
    },
  };
}

describe('a member presses while the page checks an entry that has just come (P 4.7)', () => {
  it('the act waits until all is checked', async () => {
    const watch = watched('following');
    let done = false;
    const waiting = whenVerified(watch).then(() => (done = true));
    watch.turn('following');
    await Promise.resolve();
    expect(done).toBe(false);
    watch.turn('verified');
    await waiting;
    expect(done).toBe(true);
  });

  it('does not wait on a board that is checked, nor on one that is wrong', async () => {
    expect(await whenVerified(watched('verified'), 0)).toBe(true);
    expect(await whenVerified(watched('red'), 0)).toBe(true);
  });

  it('[design 7] after a reload a word waits until the board is read, and no longer', async () => {
    const watch = watched('following');
    let entries = 0;
    const waiting = whenThere(watch, () => entries > 1);
    watch.turn('following');
    entries = 2;
    watch.turn('following');
    expect(await waiting).toBe(true);
    expect(await whenThere(watch, () => entries > 2, 1)).toBe(false);
  });

  it('gives up in the end, and does not say that anything is wrong', async () => {
    expect(await whenVerified(watched('following'), 1)).toBe(false);
  });
});
