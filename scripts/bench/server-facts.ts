import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { NAMESPACES, type DoorEvents } from '#shared/wire.ts';
import { ANSWER_MS } from '../clients/answers.ts';
import { connectOpen, disconnect } from '../clients/connect.ts';
import { ROOT } from '../root.ts';
import { clock } from './clock.ts';

const EVERY_MS = 100;

/**
 * Asks the server's door for a nonce every 100 ms, which takes neither disk nor cryptography: the
 * round trips, in milliseconds, show how long its event loop keeps a message waiting. The returned
 * function ends the probe.
 */
export function probeServer(url: string): () => readonly number[] {
  const door = connectOpen<object, DoorEvents>(url, NAMESPACES.door);
  const trips: number[] = [];
  const timer = setInterval(() => {
    const start = clock();
    door
      .timeout(ANSWER_MS)
      .emitWithAck('challenge')
      .then(
        () => trips.push(clock() - start),
        () => trips.push(ANSWER_MS),
      );
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    disconnect(door);
    return [...trips];
  };
}

/** Resident memory of the server in bytes; null where the system has no `/proc`. */
export interface Memory {
  readonly now: number;
  readonly peak: number;
}

/** Reads the memory of the process that holds the data folder. */
export async function memoryOf(data: string): Promise<Memory | null> {
  const lock = JSON.parse(await readFile(join(data, 'server.lock'), 'utf8')) as { pid: number };
  const status = await readFile(`/proc/${lock.pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$[^]*^VmRSS:\s+(\d+) kB$/m.exec(status);
  if (kilobytes === null) return null;
  return { peak: Number(kilobytes[1]) * 1024, now: Number(kilobytes[2]) * 1024 };
}

/**
 * Bytes of a phone's first load: the voter page, what it refers to, the libsodium it asks for at
 * once, and the fonts; compressed where the server sends it so. Null when it was not built.
 */
export async function firstLoad(): Promise<number | null> {
  const folder = join(ROOT, 'dist', 'kiosk');
  const names = await readdir(folder, { recursive: true }).catch((): string[] => []);
  if (!names.includes('index.html')) return null;
  const always = names.filter((name) => /libsodium-[^.]*\.(js|wasm)$|\.woff2$/.test(name));
  const needed = new Set(['index.html', ...always]);
  // The set grows while it is walked: what a file refers to, statically, is needed too.
  for (const name of needed) {
    if (!/\.(html|js)$/.test(name)) continue;
    const text = await readFile(join(folder, name), 'utf8');
    for (const other of names) if (refersTo(text, basename(other))) needed.add(other);
  }
  const sent = [...needed].map((name) => (names.includes(`${name}.gz`) ? `${name}.gz` : name));
  const sizes = await Promise.all(sent.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** By `src`, `href` or a static import; an `import(…)` is for later. */
function refersTo(text: string, file: string): boolean {
  const escaped = file.replaceAll('.', '\\.');
  return new RegExp(`(?:src=|href=)"[^"]*/${escaped}"|(?:from|import)"\\./${escaped}"`).test(text);
}
