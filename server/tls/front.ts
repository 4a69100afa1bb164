import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { Server } from 'node:https';
import type { Socket } from 'node:net';

/** The first byte of a TLS handshake record (RFC 8446 5.1). */
const HANDSHAKE = 0x16;
/** A connection that has not said what it speaks, or a plain page that is not fetched, by then. */
const PATIENCE_MS = 10_000;

/**
 * Lets the port of an HTTPS server answer plain HTTP too, with `plain`: whoever types the address
 * without `https://` is led on instead of meeting a dead page. The first byte tells the two apart.
 * A plain connection lasts ten seconds at most. The answer ends those that are open.
 */
export function answerPlain(secure: Server, plain: RequestListener): () => void {
  const handshake = secure.listeners('connection') as ((socket: Socket) => void)[];
  secure.removeAllListeners('connection');
  const pages = createServer({ keepAlive: false }, plain);
  const open = new Set<Socket>();
  secure.on('connection', (socket: Socket) => {
    open.add(socket);
    const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
    function done(): void {
      clearTimeout(timer);
      open.delete(socket);
      socket.off('error', ignore);
    }
    socket.on('error', ignore);
    socket.once('close', done);
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      if (first[0] !== HANDSHAKE) {
        pages.emit('connection', socket);
        socket.resume();
        return;
      }
      done();
      socket.off('close', done);
      for (const each of handshake) each.call(secure, socket);
    });
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}

/** Whoever hangs up before saying anything. */
function ignore(): void {
  return;
}
