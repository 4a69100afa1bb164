import type { CastMessage, Receipt } from '#shared/protocol/entries.ts';
import type { Result } from '#shared/result.ts';
import { askAlone } from '#shared/ui/connection.ts';
import type { Link } from '#shared/ui/link.svelte.ts';
import { loadSodium, random } from '#shared/ui/sodium.ts';
import * as store from '#shared/ui/store.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import { NAMESPACES, type VoterEvents } from '#shared/wire.ts';
import { evolveRecord, type Change } from './device/change.ts';
import { parseRecord, type BallotRecord } from './device/record.ts';
import type { Ports } from './device/runner.ts';
import { PendingMarks } from './pending-marks.ts';

const CHANNEL = 'hom-phieu/ballot';

/** The browser around the device: its store, its sockets, its clock. */
export function browserPorts(key: string, link: Link<VoterView, VoterEvents>): Ports {
  const channel = openChannel();
  const pending = new PendingMarks(key, sessionStorageOrNull());
  // Read once: what this page adds itself is on its way already.
  let left = pending.all;
  async function write(changes: readonly Change[]): Promise<BallotRecord | null> {
    const durability = changes.every(({ type }) => type === 'mark') ? 'relaxed' : 'strict';
    function evolve(value: unknown): BallotRecord | null {
      return changes.reduce(evolveRecord, parseRecord(value));
    }
    const next = await store.update(key, evolve, durability);
    channel?.postMessage(key);
    return parseRecord(next);
  }
  return {
    sodium: loadSodium,
    random,
    load: async () => {
      if (left.length === 0) return parseRecord(await store.get(key));
      const marks = left;
      left = [];
      const record = await write(marks);
      pending.drop(marks.length);
      return record;
    },
    store: async (change) => {
      if (change.type !== 'mark') return write([change]);
      pending.add(change);
      try {
        return await write([change]);
      } finally {
        pending.drop(1);
      }
    },
    exchange: (message) => link.send('exchange', message),
    cast,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    chance: () => Math.random(),
  };
}

/** Calls `look` whenever another tab of this browser changed the record under `key`. */
export function onOtherTab(key: string, look: () => void): void {
  openChannel()?.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.data === key) look();
  });
}

/** Null where the browser forbids it, as some do in private windows. */
function sessionStorageOrNull(): Storage | null {
  try {
    return globalThis.sessionStorage;
  } catch {
    return null;
  }
}

/** Null in a browser without channels: there the next change finds the other tab's record. */
function openChannel(): BroadcastChannel | null {
  return 'BroadcastChannel' in globalThis ? new BroadcastChannel(CHANNEL) : null;
}

/** Whether the ballot is on the server's board, asked on a connection that says nothing else. */
export function findAlone(
  id: string,
): Promise<Result<{ readonly n: number } | null, { readonly code: string }>> {
  return askAlone(NAMESPACES.voter, 'find', { id });
}

/** One connection for one ballot, ended after the answer: nothing joins it to the page's own. */
function cast(message: CastMessage): Promise<Result<Receipt, { readonly code: string }>> {
  return askAlone(NAMESPACES.ballot, 'cast', message);
}
