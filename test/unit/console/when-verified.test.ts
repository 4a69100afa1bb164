import { describe, expect, it } from 'vitest';
import { whenVerified } from '../../../chair-console/teller/when-verified.ts';

type State = 'following' | 'verified' | 'red';

function watched(state: State) {
  const listeners: (() => void)[] = [];
  return {
    status: { state },
    onChange: (listener: () => void) => listeners.push(listener),
    turn(next: State) {
      this.status = { state: next };
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

  it('gives up in the end, and does not say that anything is wrong', async () => {
    expect(await whenVerified(watched('following'), 1)).toBe(false);
  });
});
