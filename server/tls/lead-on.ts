import express from 'express';
import type { Express, RequestHandler, Router } from 'express';

/**
 * What plain HTTP is answered where pages are encrypted: the installation of the local authority,
 * and from everything else the way to the same page over HTTPS. The address given is never cached,
 * since another day this laptop may serve without a certificate, and it holds nothing of what was
 * asked but its path: a ballot's code stands in the fragment, which no browser sends.
 */
export function leadOn(
  before: readonly RequestHandler[],
  install: Router,
  secure: (host: string) => string,
): Express {
  const app = express();
  app.disable('x-powered-by');
  // An unforeseen fault is answered without its trace.
  app.set('env', 'production');
  for (const each of before) app.use(each);
  app.use((_request, response, next) => {
    response.setHeader('Connection', 'close');
    next();
  });
  app.use(install);
  app.use(({ headers, path }, response) => {
    // Two slashes at the beginning would be another host.
    const rest = path.replace(/^\/+/u, '/');
    response.redirect(307, `${secure(headers.host ?? '')}${rest}`);
  });
  return app;
}
