import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { Server } from 'socket.io';
import { NAMESPACES, MAX_MESSAGE_BYTES } from '#shared/wire.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { baseUrls, isOwnHost } from './addresses.ts';
import { CoIssuerLines } from './co-issuer-lines.ts';
import { Hall } from './hall.ts';
import { NO_PLAN, parsePlanFile } from './hall/plan-file.ts';
import { NO_SETTINGS, parseSettings } from './hall/settings.ts';
import { viRefusals } from '#shared/i18n/vi/refusals.ts';
import { finishCopy } from './copy/delta.ts';
import { openDrafts } from './drafts/open.ts';
import { NO_PREPARATION, parsePreparationFile } from './preparation.ts';
import { Gate, limitsFor, openHandles } from './gate.ts';
import { secureHeaders } from './headers.ts';
import { NO_FILES, parseStoredFiles, PlanFiles } from './files.ts';
import type { StoredFiles } from './files.ts';
import type { ServeOptions } from './options.ts';
import { handleFault } from './faults.ts';
import { checksOf, createPages } from './pages.ts';
import { Pairings, parsePairings } from './pairing.ts';
import type { PairingsFile } from './pairing.ts';
import { ProofPool } from './proofs/pool.ts';
import { loadSodium, random } from './sodium.ts';
import { Announcer } from './sockets/announcer.ts';
import { serveDoor } from './sockets/door.ts';
import { dropRevoked, refuseUnknownEvents, serveRoles } from './sockets/roles.ts';
import { serveWalk } from './sockets/readiness.ts';
import { serveBallots, serveVoter } from './sockets/voters.ts';
import { damageSentence, diskSentence } from './start-faults.ts';
import { Ballast } from './store/ballast.ts';
import { DiskWatch, freeBytes } from './store/disk.ts';
import { openDurable } from './store/durable-json.ts';
import { lockFolder } from './store/folder-lock.ts';
import { isCode } from './store/error-code.ts';
import { makeFolder } from './store/folders.ts';
import { answerPlain } from './tls/front.ts';
import { installPages } from './tls/install-pages.ts';
import type { Identity } from './tls/authority.ts';
import { TlsKeeper } from './tls/keeper.ts';
import { leadOn } from './tls/lead-on.ts';

/** A running server. */
export interface App {
  readonly hall: Hall;
  /** Addresses of pages in the hall. */
  readonly urls: readonly string[];
  readonly port: number;
  /** How its pages are served. */
  readonly tls: TlsKeeper;
  close(): Promise<void>;
}

/**
 * Opens the data folder and serves a meeting from it. The error is one sentence in Vietnamese that
 * says what is wrong and where; nothing is served then.
 */
export async function startApp(
  options: ServeOptions,
  software: string,
): Promise<Result<App, string>> {
  const ballast = new Ballast(options.data);
  try {
    return await tryStart(options, software, ballast);
  } catch (error) {
    // A round under way could not be finished on a disk too full to start from.
    const isFull = isCode(error, 'ENOSPC', 'EDQUOT') && (await ballast.release());
    if (!isFull) return diskFault(options, error);
  }
  return tryStart(options, software, ballast).catch((error: unknown) => diskFault(options, error));
}

function diskFault({ data }: ServeOptions, error: unknown): Result<never, string> {
  const sentence = diskSentence(data, error);
  if (sentence === null) throw error;
  return err(sentence);
}

async function tryStart(
  options: ServeOptions,
  software: string,
  ballast: Ballast,
): Promise<Result<App, string>> {
  const closers: Closer[] = [];
  async function close(): Promise<void> {
    for (const each of closers.splice(0).reverse()) await each();
  }
  try {
    const started = await serveFolder(options, software, ballast, closers);
    if (started.ok) return ok({ ...started.value, close });
    await close();
    return started;
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** Undoes one step of the start; they run from the last to the first. */
type Closer = () => Promise<void> | void;

async function serveFolder(
  options: ServeOptions,
  software: string,
  ballast: Ballast,
  closers: Closer[],
): Promise<Result<Omit<App, 'close'>, string>> {
  await makeFolder(options.data);
  const lock = await lockFolder(options.data);
  if (!lock.ok) {
    return err(
      `Thư mục dữ liệu «${options.data}» đang được một máy chủ khác dùng (tiến trình ${lock.error.pid}). Hãy dừng máy chủ đó, hoặc chọn thư mục khác bằng --data.`,
    );
  }
  closers.push(() => lock.value.release());
  await finishCopy(options.data);
  const files = await openFiles(options.data);
  if (!files.ok) return files;
  const sodium = await loadSodium();
  const proofs = new ProofPool();
  closers.push(() => proofs.close());
  const started = await TlsKeeper.start(options.tls, options.data, options.host, new Date());
  if (!started.ok) return started;
  const tls = started.value;
  const scheme = options.tls === null ? 'http' : 'https';
  const port = { value: options.port };
  function urls(): string[] {
    return baseUrls(scheme, tls.hosts, port.value);
  }
  const hall = new Hall({
    sodium,
    random,
    now: () => new Date(),
    proofs,
    data: options.data,
    software,
    plan: files.value.plan,
    settings: files.value.settings,
    pairings: new Pairings(sodium, random, files.value.pairings, () => performance.now()),
    files: new PlanFiles(options.data, files.value.files),
    drafts: files.value.drafts,
    preparation: files.value.preparation,
    disk: new DiskWatch(() => freeBytes(options.data), ballast),
    coIssuers: new CoIssuerLines(),
    urls,
    tls,
  });
  closers.push(() => hall.close());
  const opened = await hall.open();
  if (!opened.ok) return err(damageSentence(opened.error, files.value.settings.value.copy));
  const copied = await keepCopy(hall, options.copy);
  if (!copied.ok) return copied;
  const gate = new Gate(() => performance.now(), limitsFor(openHandles()));
  const http = await listen(options, hall, gate, tls);
  if (!http.ok) return http;
  port.value = (http.value.address() as AddressInfo).port;
  const io = createSockets(http.value, options.host, () => tls.names, gate);
  serveSockets(io, hall, gate);
  const announcer = new Announcer(io, hall, sodium);
  closers.push(async () => {
    // First: the server waits for every connection, and these end by themselves only later.
    tls.close();
    announcer.close();
    await io.close();
  });
  return ok({ hall, urls: urls(), port: port.value, tls });
}

function serveSockets(io: Server, hall: Hall, gate: Gate): void {
  const now = performance.now.bind(performance);
  serveDoor(io.of(NAMESPACES.door), hall, gate, now);
  io.of(NAMESPACES.voter).on('connection', (socket) => {
    serveVoter(socket, hall, now);
  });
  serveBallots(io.of(NAMESPACES.ballot), hall, now);
  serveWalk(io.of(NAMESPACES.walk), hall, now);
  serveRoles(io, hall, now);
  refuseUnknownEvents(io);
  hall.onChange(() => {
    dropRevoked(io, hall);
  });
}

/** `--copy`: chosen on the command line as on the chair's page, with the same checks. */
async function keepCopy(hall: Hall, path: string | null): Promise<Result<null, string>> {
  if (path === null) return ok(null);
  const chosen = await hall.command({ type: 'set-copy', path });
  if (chosen.ok) return ok(null);
  const { code, detail } = chosen.error;
  const text = viRefusals[`refusal.${code}`].replace('{mb}', String(detail?.['mb'] ?? ''));
  return err(`Không dùng được --copy «${path}». ${text}`);
}

type HttpServer = ReturnType<typeof createServer>;

/** A request that dawdles is ended; a slow phone's is not (reliability F22). */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 8_192,
} as const;

async function listen(
  options: ServeOptions,
  hall: Hall,
  gate: Gate,
  tls: TlsKeeper,
): Promise<Result<HttpServer, string>> {
  const checks = checksOf(options.host, () => tls.names, gate);
  const pages = createPages([...checks, installPages(tls)], (token, name) =>
    hall.files.find(hall.active, token, name),
  );
  const server =
    tls.identity === null
      ? createServer(PATIENCE, pages)
      : secureServer(tls, tls.identity, checks, pages, hall);
  gate.watchConnections(server);
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(
        err(
          error.code === 'EADDRINUSE'
            ? `Cổng ${options.port} đang được chương trình khác dùng. Hãy chọn cổng khác: npm start -- --port 8090`
            : `Không mở được cổng ${options.port} tại ${options.host}: ${error.message}`,
        ),
      );
    });
    server.listen(options.port, options.host, () => {
      resolve(ok(server));
    });
  });
}

/** HTTPS, and on the same port the way to it; a certificate made anew meanwhile is taken up. */
function secureServer(
  tls: TlsKeeper,
  identity: Identity,
  checks: readonly RequestHandler[],
  pages: RequestListener,
  hall: Hall,
): SecureServer {
  const server = createSecureServer(
    {
      ...PATIENCE,
      ...identity,
      handshakeTimeout: PATIENCE.headersTimeout,
      minVersion: 'TLSv1.2',
    },
    pages,
  );
  function secureUrl(host: string): string {
    return tls.secureUrl(host, (server.address() as AddressInfo).port);
  }
  tls.endWith(answerPlain(server, leadOn(checks, installPages(tls), secureUrl)));
  tls.watch((renewed) => {
    server.setSecureContext({ ...renewed, minVersion: 'TLSv1.2' });
    hall.changed();
  }, handleFault);
  return server;
}

function createSockets(
  server: HttpServer,
  host: string,
  names: () => readonly string[],
  gate: Gate,
): Server {
  const io = new Server(server, {
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    // Often: by this the pages notice a dead line (shared/ui/live-manager.ts).
    pingInterval: 2_000,
    pingTimeout: 8_000,
    connectTimeout: 10_000,
    cleanupEmptyChildNamespaces: true,
    allowRequest: (request, decide) => {
      decide(null, isOwnPage(request, host, names()) && gate.mayOpen(request.socket.remoteAddress));
    },
  });
  io.engine.use(secureHeaders);
  gate.watchSessions(io);
  return io;
}

/**
 * Pages of this laptop only. A browser names the page's origin on every web socket; where it is
 * named it must be this very address. Programs in the hall name none.
 */
function isOwnPage(
  { headers, socket, url }: IncomingMessage,
  host: string,
  names: readonly string[],
): boolean {
  if (!isOwnHost(headers.host, host, names)) return false;
  // Newer browsers also say where a request comes from when they name no origin.
  if (/^(?:cross|same)-site$/u.test(String(headers['sec-fetch-site']))) return false;
  // An answer as a script, of old browsers without CORS, is one that a foreign page could read.
  if (/[?&]j=/u.test(url ?? '')) return false;
  if (headers.origin === undefined) return true;
  const scheme = 'encrypted' in socket ? 'https' : 'http';
  return headers.origin.toLowerCase() === `${scheme}://${headers.host ?? ''}`.toLowerCase();
}

async function openFiles(data: string) {
  const plan = await openDurable(join(data, 'plan.json'), NO_PLAN, parsePlanFile);
  if (!plan.ok) return damagedFile(plan.error);
  const settings = await openDurable(join(data, 'settings.json'), NO_SETTINGS, parseSettings);
  if (!settings.ok) return damagedFile(settings.error);
  const pairings = await openDurable<PairingsFile>(
    join(data, 'pairings.json'),
    { devices: [] },
    parsePairings,
  );
  if (!pairings.ok) return damagedFile(pairings.error);
  const files = await openDurable<StoredFiles>(
    join(data, 'files.json'),
    NO_FILES,
    parseStoredFiles,
  );
  if (!files.ok) return damagedFile(files.error);
  const drafts = await openDrafts(data, () => new Date());
  if (!drafts.ok) return damagedFile(drafts.error);
  const preparation = await openDurable(
    join(data, 'preparation.json'),
    NO_PREPARATION,
    parsePreparationFile,
  );
  if (!preparation.ok) return damagedFile(preparation.error);
  return ok({
    plan: plan.value,
    settings: settings.value,
    pairings: pairings.value,
    files: files.value,
    drafts: drafts.value,
    preparation: preparation.value,
  });
}

function damagedFile(reason: string) {
  return err(
    `Không đọc được tệp dữ liệu: ${reason}. Hãy khởi động từ bản sao gần nhất bằng --data.`,
  );
}
