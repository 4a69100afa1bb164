import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PaperFacts } from '#shared/papers/facts.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import type { Result } from '#shared/result.ts';
import { IssueCounts } from '../round/issue-counts.ts';
import { countSetAside } from '../round/round-files.ts';
import { isCode } from '../store/error-code.ts';
import { factsOfRecords } from './record-facts.ts';
import type { FolderFault } from './record-facts.ts';

export type { FolderFault } from './record-facts.ts';

/**
 * The facts of the round whose records lie in `folder`, read and checked, never changed: a round of
 * the data folder, or what a rehearsal wrote. A stored `result.json` must be what the records say.
 */
export async function paperFacts(
  sodium: Sodium,
  folder: string,
): Promise<Result<PaperFacts, FolderFault>> {
  const [log, board, register, result] = await Promise.all(
    ['log.jsonl', 'board.jsonl', 'register.jsonl', 'result.json'].map((name) =>
      readOrNull(join(folder, name)),
    ),
  );
  const records = {
    log: log ?? null,
    board: board ?? null,
    register: register ?? null,
    result: result ?? null,
    issues: await IssueCounts.read(folder),
    boardsSetAside: log === null ? 0 : await countSetAside(folder),
  };
  return factsOfRecords(sodium, records, folder);
}

async function readOrNull(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}
