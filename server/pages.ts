import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import sirv from 'sirv';
import { isOwnHost } from './addresses.ts';
import { serveFiles } from './files-serve.ts';
import type { FindFile } from './files-serve.ts';

const DIST = join(import.meta.dirname, '..', 'dist');
const IMMUTABLE_SECONDS = 365 * 24 * 3600;

/**
 * The pages of both apps and the user guide, from this laptop alone: a strict content security
 * policy, no inline code, no external resource, no request log.
 */
export function createPages(host: string, findFile: FindFile): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(ownHostOnly(host));
  app.use((request, response, next) => {
    secureHeaders(request.headers.host ?? '')(request, response, next);
  });
  app.use(serveFiles(findFile));
  // First: without the slash the guide's own links would lead elsewhere.
  app.get(/^\/(?:console|huong-dan)$/u, ({ path }, response) => {
    response.redirect(`${path}/`);
  });
  app.use(shelf('/kiosk/', 'kiosk'));
  app.use(shelf('/console/', 'console'));
  app.use(shelf('/huong-dan/', 'guide'));
  app.get('/', (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(DIST, 'kiosk', 'index.html'));
  });
  app.use((_request, response) => {
    response.status(404).type('text/plain; charset=utf-8').send('Không có trang này.');
  });
  return app;
}

function shelf(base: string, folder: string): express.Router {
  const router = express.Router();
  // A rehearsal without screens runs on a tree that was never built.
  if (!existsSync(join(DIST, folder))) return router;
  const serve = sirv(join(DIST, folder), {
    gzip: true,
    etag: true,
    setHeaders: (response, path) => {
      const fingerprinted = path.startsWith('/assets/');
      response.setHeader(
        'Cache-Control',
        fingerprinted ? `public, max-age=${IMMUTABLE_SECONDS}, immutable` : 'no-cache',
      );
    },
  });
  router.use(base, serve);
  return router;
}

/** A foreign name that was made to point here is not answered (DNS rebinding, reliability S2). */
function ownHostOnly(host: string) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isOwnHost(request.headers.host, host, [])) next();
    else response.status(421).type('text/plain; charset=utf-8').send('Địa chỉ không đúng.');
  };
}

function secureHeaders(host: string): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        // libsodium is WebAssembly.
        'script-src': ["'self'", "'wasm-unsafe-eval'"],
        'worker-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        // Older Safari does not count the web socket of the page's own address as 'self'.
        'connect-src': ["'self'", `ws://${host}`, `wss://${host}`],
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    // An isolated LAN: the page may come over plain HTTP, and forcing HTTPS would blank it.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}
