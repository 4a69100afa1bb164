import type { Socket } from 'socket.io-client';
import { err, type Result } from '#shared/result.ts';
import { LiveManager } from './live-manager.ts';

export type AuthProvider = (give: (data: Record<string, unknown>) => void) => void;

/** Connecting and an answer, at 2 s each way; a line that dies meanwhile is noticed sooner. */
const ALONE_MS = 25_000;

let shared: LiveManager | null = null;
const used = new Set<string>();

/** A namespace on the page's shared connection, not yet connected. */
export function openNamespace(namespace: string, auth?: AuthProvider): Socket {
  // The same namespace twice is another device of this page: it needs a connection of its own.
  const manager = used.has(namespace) ? own() : (shared ??= own());
  used.add(namespace);
  return manager.socket(namespace, auth === undefined ? {} : { auth });
}

/** A namespace on a connection of its own, for a ballot: nothing joins it to another (P 4.6.5). */
export function openAlone(namespace: string): Socket {
  return new LiveManager(location.origin, { reconnection: false }).socket(namespace).connect();
}

/**
 * Sends one message on such a connection and ends it after the answer. `no-answer` as soon as the
 * connection fails or dies, and after 25 s: then the message may have arrived or not.
 */
export function askAlone<T>(
  namespace: string,
  event: string,
  message: unknown,
): Promise<Result<T, { readonly code: string }>> {
  return askOnce<T>(openAlone(namespace), event, message);
}

/** As `askAlone`, on a socket that is only for this message and has begun to connect. */
export async function askOnce<T>(
  socket: Socket,
  event: string,
  message: unknown,
): Promise<Result<T, { readonly code: string }>> {
  const ended = new Promise<never>((_, reject) => {
    socket.once('connect_error', reject);
    socket.once('disconnect', reject);
  });
  try {
    const answer = socket.timeout(ALONE_MS).emitWithAck(event, message) as Promise<unknown>;
    // Whoever loses the race has been heard.
    answer.catch(() => undefined);
    return (await Promise.race([answer, ended])) as Result<T, { readonly code: string }>;
  } catch {
    return err({ code: 'no-answer' });
  } finally {
    ended.catch(() => undefined);
    socket.disconnect();
  }
}

/** A message of this socket had no answer in time: its line may be open on this side only. */
export function giveUp(socket: Socket): void {
  if (socket.connected && socket.io instanceof LiveManager) socket.io.end();
}

/** Ends the line of a socket that has gone silent, and connects again. */
export function rouse(socket: Socket): void {
  if (socket.io instanceof LiveManager) socket.io.wake();
  // One that is on its way already would join twice.
  if (!socket.active) socket.connect();
}

/** Calls `wake` when a sleeping page comes back: browsers pause sockets in the background. */
export function onWake(wake: () => void): () => void {
  function visible(): void {
    if (document.visibilityState === 'visible') wake();
  }
  document.addEventListener('visibilitychange', visible);
  globalThis.addEventListener('online', wake);
  return () => {
    document.removeEventListener('visibilitychange', visible);
    globalThis.removeEventListener('online', wake);
  };
}

function own(): LiveManager {
  return new LiveManager(location.origin);
}
