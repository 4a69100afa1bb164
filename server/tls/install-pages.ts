import { join } from 'node:path';
import { Router } from 'express';
import QRCode from 'qrcode';
import { AUTHORITY_NAME, guidePage, INSTALL_PATH } from './guide-page.ts';
import { derOf } from './local.ts';
import type { TlsKeeper } from './keeper.ts';

const CSS = join(import.meta.dirname, 'guide.css');

/**
 * The pages from which a device installs the local authority; nothing where there is none. They are
 * the same over plain HTTP, since before the installation no other page can be trusted: the device's
 * owner compares the fingerprint instead.
 */
export function installPages(keeper: TlsKeeper): Router {
  const router = Router();
  router.get(INSTALL_PATH, (request, response, next) => {
    const { serving } = keeper;
    if (serving.way !== 'local') next();
    else {
      const secure = `https://${request.headers.host ?? ''}`;
      response.type('html').send(guidePage(serving.authority, secure));
    }
  });
  router.get(`${INSTALL_PATH}trang.css`, (_request, response) => {
    response.sendFile(CSS);
  });
  router.get(`${INSTALL_PATH}${AUTHORITY_NAME}`, (_request, response, next) => {
    if (keeper.authority === null) next();
    else response.type('application/x-x509-ca-cert').send(derOf(keeper.authority));
  });
  router.get(`${INSTALL_PATH}qr.svg`, async (request, response) => {
    const here = `http://${request.headers.host ?? ''}${INSTALL_PATH}`;
    response.type('svg').send(await QRCode.toString(here, { type: 'svg', margin: 4 }));
  });
  return router;
}
