import type { PaperFacts } from '#shared/papers/facts.ts';
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { verifyBoard } from '#shared/protocol/verify.ts';
import type { VerifyReport } from '#shared/protocol/verify.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { parseIssues } from '../round/issue-counts.ts';
import { factsOfRecords } from '../papers/record-facts.ts';
import type { FolderFault } from '../papers/record-facts.ts';
import type { ArchiveFiles } from './manifest.ts';

/** What an archive's records say, once every one of them was checked. */
export interface CheckedArchive {
  readonly facts: PaperFacts;
  /** Null: a round on paper alone has no board. */
  readonly board: VerifyReport | null;
}

/**
 * Checks the records in an archive: every chain, the result against them, and the board and the
 * register as the offline verifier does (P 4.11). A report that is not valid is no fault here.
 */
export function checkArchive(
  sodium: Sodium,
  files: ArchiveFiles,
  fast: FastGroup | undefined,
): Result<CheckedArchive, FolderFault> {
  const [log, board, register, result] = [
    'log.jsonl',
    'board.jsonl',
    'register.jsonl',
    'result.json',
  ].map((name) => files.get(name) ?? null);
  const records = {
    log: log ?? null,
    board: board ?? null,
    register: register ?? null,
    result: result ?? null,
    issues: issuesOf(files.get('issues.json')),
    boardsSetAside: [...files.keys()].filter((name) => /^board\.aborted-\d+\.jsonl$/u.test(name))
      .length,
  };
  const facts = factsOfRecords(sodium, records, '');
  if (!facts.ok) return err(facts.error);
  if (facts.value.result?.board === undefined || records.board === null) {
    return ok({ facts: facts.value, board: null });
  }
  const report = verifyBoard(
    sodium,
    {
      board: records.board,
      ...(records.register === null ? {} : { register: records.register }),
      ...(records.result === null ? {} : { result: JSON.parse(text(records.result)) as unknown }),
    },
    { fast },
  );
  return ok({ facts: facts.value, board: report });
}

function issuesOf(bytes: Uint8Array | undefined) {
  try {
    const parsed = parseIssues(JSON.parse(text(bytes ?? new Uint8Array())));
    return parsed.ok ? parsed.value.counts : [];
  } catch {
    return [];
  }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
