import { afterAll, beforeAll } from 'vitest';

/** How many milliseconds the monotonic clock of the process is ahead. */
export interface ClockAhead {
  ms: number;
}

/** Puts `performance.now` ahead for the tests of a file; call it before the file's own `beforeAll`. */
export function clockAhead(): ClockAhead {
  const ahead = { ms: 0 };
  const clock = performance.now.bind(performance);
  beforeAll(() => {
    performance.now = () => clock() + ahead.ms;
  });
  afterAll(() => {
    performance.now = clock;
  });
  return ahead;
}
