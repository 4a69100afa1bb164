import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import libsodium from 'libsodium-wrappers-sumo';
import { defined } from '#shared/assert.ts';
import { equalBytes } from '#shared/protocol/bytes.ts';
import { loadFastGroup } from '../fast-group.ts';
import { random } from '../sodium.ts';
import { replaceFile } from '../store/replace-file.ts';
import { makeArchive, openArchive } from './archive.ts';
import { archiveContents } from './contents.ts';
import { importArchive, listImports } from './imports.ts';
import { sha256 } from './manifest.ts';
import type { ArchiveTask, ArchiveWord } from './task.ts';

async function carryOut(task: ArchiveTask): Promise<ArchiveWord> {
  await libsodium.ready;
  switch (task.kind) {
    case 'make':
      return made(task);
    case 'import': {
      const sealed = await readFile(task.sealed);
      const fast = await loadFastGroup();
      const taken = await importArchive(libsodium, fast, sealed, task.passphrase, task.into);
      return taken.ok
        ? { kind: 'imported', venue: taken.value }
        : { kind: 'refused', ...taken.error };
    }
    case 'list':
      return { kind: 'listed', venues: await listImports(libsodium, task.into) };
  }
}

/** An archive counts as made once it was read back from the disk and opened with its passphrase. */
async function made(task: Extract<ArchiveTask, { kind: 'make' }>): Promise<ArchiveWord> {
  const { folder, extras, facts, out, passphrase } = task;
  const files = await archiveContents(folder, { files: new Map(extras) });
  const sealed = makeArchive(libsodium, random, facts, files, passphrase);
  await replaceFile(out, sealed);
  const again = await readFile(out);
  const opened = openArchive(libsodium, again, passphrase);
  if (!opened.ok || !equalBytes(again, sealed))
    throw new Error('The archive could not be read back');
  return {
    kind: 'made',
    made: {
      name: basename(out),
      bytes: sealed.length,
      sha256: sha256(sealed),
      files: opened.value.manifest.files.length,
      madeAt: facts.madeAt,
    },
  };
}

const port = defined(parentPort, 'parent port');
try {
  port.postMessage(await carryOut(workerData as ArchiveTask));
} catch (error) {
  const { code } = error as { code?: unknown };
  const trace = error instanceof Error ? (error.stack ?? error.message) : 'unknown';
  const word: ArchiveWord = { kind: 'failed', code: typeof code === 'string' ? code : '', trace };
  port.postMessage(word);
}
