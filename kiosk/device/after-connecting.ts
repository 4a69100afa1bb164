import type { Result } from '#shared/result.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { electionOf } from './record.ts';
import { exchangeMessage } from './sealing.ts';
import type { DeviceEvent, DeviceState } from './state.ts';

/** What asking needs of the world. */
export interface Asking {
  sodium(): Promise<Sodium>;
  exchange(message: { readonly claim: string; readonly B: string }): Promise<unknown>;
  /** On a connection of its own: the page's own one has named a claim (P 4.6.5). */
  find(id: string): Promise<Result<{ readonly n: number } | null, { readonly code: string }>>;
  wait(ms: number): Promise<void>;
  /** A number from 0 to 1. */
  chance(): number;
}

const SPREAD_MS = 3000;

/**
 * After every connection the server may be another one, begun on a copy that lacks the newest
 * entries (design 7, Copy). A device that still has a ballot to cast repeats its exchange, which is
 * answered as before where it is known; one that holds a receipt asks whether its ballot is there.
 * A sealed ballot that waits for its next try is then sent: who is back need not wait longer.
 * `now` gives the device's state; returned is what the device is to be told, or null.
 */
export async function askAfterConnecting(
  now: () => DeviceState,
  asking: Asking,
): Promise<Extract<DeviceEvent, { type: 'found' | 'wake' }> | null> {
  const before = now();
  if (before.loaded && !mayAsk(before)) return null;
  // Spread, so that a hall that comes back does not ask in one instant.
  await asking.wait(asking.chance() * SPREAD_MS);
  const { record, round } = now();
  const election = round?.election ?? null;
  if (record === null || electionOf(record) !== election?.eid) return null;
  if (record.stage === 'received') {
    const { id } = record.receipt;
    const answer = await asking.find(id);
    return answer.ok ? { type: 'found', id, stands: answer.value !== null } : null;
  }
  if ((record.stage === 'marking' || record.stage === 'sealed') && round?.phase === 'polling') {
    await asking.exchange(exchangeMessage(await asking.sodium(), record.code, election));
  }
  if (record.stage !== 'sealed') return null;
  // Some time after the claim was named on the page's own connection (P 4.6.5).
  await asking.wait(asking.chance() * SPREAD_MS);
  return { type: 'wake', job: 'cast' };
}

function mayAsk({ record }: DeviceState): boolean {
  return record !== null && ['marking', 'sealed', 'received'].includes(record.stage);
}
