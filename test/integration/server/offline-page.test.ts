import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildOffline, OFFLINE_FILE } from '../../../server/build-offline.ts';
import { buildVerifier } from '../../../server/build-verifier.ts';
import { OFFLINE_PATH, serveOfflinePage } from '../../../server/offline-page.ts';

const server = createServer(express().use(serveOfflinePage()));
let url = '';

beforeAll(async () => {
  await buildVerifier();
  await buildOffline(OFFLINE_FILE);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${OFFLINE_PATH}`;
});
afterAll(() => {
  server.close();
});

test('issue 6.3: the offline page is handed out as a file to keep, never as a page of the server', async () => {
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="?verify\.html/u,
  );
  expect(await answer.text()).toContain("connect-src 'none'");
});
