import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import express from 'express';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import sirv from 'sirv';
import { isOwnHost } from './addresses.ts';
import { serveFiles } from './files-serve.ts';
import type { FindFile } from './files-serve.ts';
import { serveOfflinePage } from './offline-page.ts';
import type { Gate } from './gate.ts';
import { secureHeaders } from './headers.ts';

const DIST = join(import.meta.dirname, '..', 'dist');
const IMMUTABLE_SECONDS = 365 * 24 * 3600;

/**
 * The pages of both apps and the user guide, from this laptop alone: a strict content security
 * policy, no inline code, no external resource, no request log.
 */
export function createPages(before: readonly RequestHandler[], findFile: FindFile): Express {
  const app = express();
  app.disable('x-powered-by');
  // An unforeseen fault is answered without its trace.
  app.set('env', 'production');
  for (const each of before) app.use(each);
  app.use(serveFiles(findFile));
  // First: without the slash the guide's own links would lead elsewhere.
  app.get(/^\/(?:console|huong-dan)$/u, ({ path }, response) => {
    response.redirect(`${path}/`);
  });
  app.use(shelf('/kiosk/', 'kiosk'));
  // Here, not with the file: the answer that it has not changed needs the same headers.
  app.use('/console/preview.html', (_request, response, next) => {
    letFrame(response);
    next();
  });
  app.use(shelf('/console/', 'console'));
  app.use(shelf('/huong-dan/', 'guide'));
  app.use(serveOfflinePage());
  app.get('/', (_request, response) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(DIST, 'kiosk', 'index.html'), (error: Error | undefined) => {
      // A tree that was never built: an answer like any other, not the framework's own.
      if (error !== undefined && !response.headersSent) noSuchPage(response);
    });
  });
  app.use((_request, response) => {
    noSuchPage(response);
  });
  return app;
}

function noSuchPage(response: Response): void {
  response.status(404).type('text/plain; charset=utf-8').send('Không có trang này.');
}

/** The preview of a ballot is the one page that another of this laptop may frame. */
function letFrame(response: ServerResponse): void {
  const policy = String(response.getHeader('Content-Security-Policy'));
  response.setHeader(
    'Content-Security-Policy',
    policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
  );
  response.setHeader('X-Frame-Options', 'SAMEORIGIN');
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
  router.use(base, outliveReading, serve);
  return router;
}

/** A file that is gone or unreadable ends one answer; sirv alone would let it end the server. */
function outliveReading(_request: Request, response: Response, next: NextFunction): void {
  response.on('pipe', (file: Readable) => {
    file.once('error', () => response.destroy());
  });
  next();
}

/** What every request passes first, of pages and of whatever stands before them. */
export function checksOf(host: string, names: Names, gate: Gate): RequestHandler[] {
  return [askedNotTooMuch(gate), ownHostOnly(host, names), secureHeaders];
}

/** Names of this laptop beside its addresses; they may change while it serves. */
type Names = () => readonly string[];

/** One machine that asks without end is told to wait; a hall behind one router never is. */
function askedNotTooMuch(gate: Gate) {
  return ({ socket }: Request, response: Response, next: NextFunction): void => {
    if (gate.mayAsk(socket.remoteAddress)) next();
    else response.status(429).set('Retry-After', '5').end();
  };
}

/** A foreign name that was made to point here is not answered (DNS rebinding, reliability S2). */
function ownHostOnly(host: string, names: Names) {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (isOwnHost(request.headers.host, host, names())) next();
    else response.status(421).type('text/plain; charset=utf-8').send('Địa chỉ không đúng.');
  };
}
