import { join } from 'node:path';
import { digestOf, factsOf } from '#shared/papers/facts-of.ts';
import type { IssueFact, PaperFacts } from '#shared/papers/facts.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { parseResult } from '#shared/result/result.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import { replay } from '../round/round-files.ts';
import { readChainFile } from '../store/chain-file.ts';
import type { JournalKind } from '../store/chain-file.ts';

/** Why the papers of a round cannot be made: what is wrong, and with which file (and line). */
export interface FolderFault {
  readonly what: 'missing' | 'damaged' | 'result-differs' | 'result-alone';
  readonly file: string;
  readonly line: number | null;
}

/** A round's records as bytes, from its folder or from an archive; null: there is no such file. */
export interface RecordFiles {
  readonly log: Uint8Array | null;
  readonly board: Uint8Array | null;
  readonly register: Uint8Array | null;
  readonly result: Uint8Array | null;
  readonly issues: readonly IssueFact[];
  readonly boardsSetAside: number;
}

/**
 * The facts that these records say, every chain checked; a stored result must be what they say.
 * Faults are named with files of `folder`.
 */
export function factsOfRecords(
  sodium: Sodium,
  records: RecordFiles,
  folder: string,
): Result<PaperFacts, FolderFault> {
  const stored = storedResult(records.result, join(folder, 'result.json'));
  if (records.log === null || records.log.length === 0) {
    const file = join(folder, 'log.jsonl');
    return err({ what: records.result === null ? 'missing' : 'result-alone', file, line: null });
  }
  const log = chain(sodium, records.log, folder, 'log');
  if (!log.ok) return log;
  const board = chain(sodium, records.board, folder, 'board');
  if (!board.ok) return board;
  const register = chain(sodium, records.register, folder, 'register');
  if (!register.ok) return register;
  const round = replay(sodium, folder, log.value, board.value, register.value);
  if (!round.ok) {
    const { file, line } = round.error;
    return err({ what: 'damaged', file, line });
  }
  if (!stored.ok) return stored;
  const { issues, boardsSetAside } = records;
  const id = `${round.value.log.plan.venue.id}-${round.value.log.attempt}`;
  const whole = { ...round.value, boardsSetAside };
  const facts = factsOf(sodium, { id, round: whole, issues, stored: stored.value });
  const isSame = stored.value === null || saysTheSame(sodium, facts, stored.value);
  return isSame
    ? ok(facts)
    : err({ what: 'result-differs', file: join(folder, 'result.json'), line: null });
}

function chain(
  sodium: Sodium,
  bytes: Uint8Array | null,
  folder: string,
  record: 'log' | 'board' | 'register',
) {
  const kind: JournalKind = `${record}-entry`;
  const read = readChainFile(sodium, kind, bytes ?? new Uint8Array());
  if (read.ok) return ok(read.value.entries);
  const file = join(folder, `${record}.jsonl`);
  return err({ what: 'damaged' as const, file, line: read.error.line });
}

function saysTheSame(sodium: Sodium, facts: PaperFacts, stored: MeetingResult): boolean {
  const { result } = facts;
  return (
    result !== null &&
    result.venue === stored.venue &&
    stored.venue === facts.plan.venue.id &&
    JSON.stringify(result.figures) === JSON.stringify(stored.figures) &&
    digestOf(sodium, result) === digestOf(sodium, stored)
  );
}

function storedResult(
  bytes: Uint8Array | null,
  file: string,
): Result<MeetingResult | null, FolderFault> {
  if (bytes === null) return ok(null);
  try {
    const parsed = parseResult(JSON.parse(Buffer.from(bytes).toString('utf8')));
    return parsed.ok ? ok(parsed.value) : err({ what: 'damaged', file, line: null });
  } catch {
    return err({ what: 'damaged', file, line: null });
  }
}
