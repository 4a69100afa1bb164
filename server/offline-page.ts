import express from 'express';
import { OFFLINE_FILE } from './build-offline.ts';

/** Where the offline verifier's page is fetched from. */
export const OFFLINE_PATH = '/verify.html';

/**
 * Hands the offline verifier's page out as a file to keep: it is opened from disk, where no server
 * can change it, and never runs as a page of this one. A tree that was never built has none: 404.
 */
export function serveOfflinePage(): express.Router {
  const router = express.Router();
  router.get(OFFLINE_PATH, (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-cache');
    response.download(OFFLINE_FILE, 'verify.html', (error: Error | undefined) => {
      if (error !== undefined && !response.headersSent) next();
    });
  });
  return router;
}
