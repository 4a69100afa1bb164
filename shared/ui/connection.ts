import { io, type Socket } from 'socket.io-client';

/** How every page reaches the laptop (reliability.md 2): WebSocket first, jittered and bounded. */
const OPTIONS = {
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 4000,
  randomizationFactor: 0.7,
  // A server that died between the upgrade and its first word is given up after this time.
  timeout: 4000,
};

export type AuthProvider = (give: (data: Record<string, unknown>) => void) => void;

/** A namespace on the page's shared connection, not yet connected. */
export function openNamespace(namespace: string, auth?: AuthProvider): Socket {
  return io(namespace, { ...OPTIONS, autoConnect: false, ...(auth === undefined ? {} : { auth }) });
}

/** A namespace on a connection of its own, for a ballot: nothing joins it to another (P 4.6.5). */
export function openAlone(namespace: string): Socket {
  return io(namespace, { ...OPTIONS, forceNew: true, reconnection: false });
}

/** Runs `wake` when a sleeping page comes back: browsers pause sockets in the background. */
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
