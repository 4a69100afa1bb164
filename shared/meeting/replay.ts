import { parseLogEvent } from './log-shape.ts';
import { createLog, evolveLog } from './evolve.ts';
import type { LogState } from './state.ts';

/** One stored line of the log, read back. */
export interface StoredEvent {
  readonly n: number;
  readonly t: string;
  readonly b: unknown;
}

/** The log's state from its stored lines; the number of the first line that cannot be read. */
export function replayLog(
  entries: readonly StoredEvent[],
):
  | { readonly ok: true; readonly value: LogState | null }
  | { readonly ok: false; readonly error: number } {
  let state: LogState | null = null;
  for (const { n, t, b } of entries) {
    const event = parseLogEvent(t, b);
    if (!event.ok) return { ok: false, error: n };
    if (event.value.type === 'round-created') {
      if (state !== null) return { ok: false, error: n };
      state = createLog(event.value);
    } else {
      if (state === null) return { ok: false, error: n };
      state = evolveLog(state, event.value);
    }
  }
  return { ok: true, value: state };
}
