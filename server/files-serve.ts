import { createReadStream } from 'node:fs';
import { Router } from 'express';
import type { ServedFile } from './files.ts';

/** Finds the file at an address, or null. */
export type FindFile = (token: string, name: string) => ServedFile | null;

/** Nothing else of an address is read: no part of it ever becomes a path. */
const ADDRESS = /^\/files\/([\w-]{32})\/([0-9a-f]{64})$/u;

/**
 * Photos and dossiers for the voters' pages: kept by no browser, run by none, and found only at the
 * addresses that the server gave the round's voters.
 */
export function serveFiles(find: FindFile): Router {
  const router = Router();
  router.get(ADDRESS, (request, response, next) => {
    const [, token = '', name = ''] = ADDRESS.exec(request.path) ?? [];
    const file = find(token, name);
    if (file === null) {
      next();
      return;
    }
    const isShown = file.kind !== 'docx';
    response.set({
      'Content-Type': file.mediaType,
      'Content-Length': String(file.bytes),
      'Content-Disposition': isShown ? 'inline' : 'attachment; filename="ho-so.docx"',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': 'sandbox',
      'Cross-Origin-Resource-Policy': 'same-origin',
    });
    const bytes = createReadStream(file.path);
    bytes.once('error', () => {
      if (response.headersSent) response.destroy();
      else {
        response.removeHeader('Content-Length');
        response.status(404).end();
      }
    });
    response.once('close', () => {
      bytes.destroy();
    });
    bytes.pipe(response);
  });
  return router;
}
