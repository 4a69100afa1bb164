/** A round as its files say, folded anew from their bytes: what a restart would find (design 2). */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replayLog } from '#shared/meeting/replay.ts';
import type { Round } from '#shared/meeting/state.ts';
import { replayBoard } from '#shared/protocol/board.ts';
import { fromBase64url } from '#shared/protocol/bytes.ts';
import { readChain } from '#shared/protocol/chain.ts';
import { replayRegister } from '#shared/protocol/register.ts';
import { sodium } from '../sodium.ts';

/** The bytes of the three records, and the round they give. */
export interface Records {
  readonly log: Uint8Array;
  readonly register: Uint8Array;
  readonly board: Uint8Array;
  readonly round: Round;
}

/** Reads a round's folder; throws where a chain is broken or a line does not fit. */
export async function readRecords(folder: string): Promise<Records> {
  const [log, register, board, names] = await Promise.all([
    readFile(join(folder, 'log.jsonl')),
    readFile(join(folder, 'register.jsonl')),
    readFile(join(folder, 'board.jsonl')),
    readdir(folder),
  ]);
  const lines = [...readChain(sodium, 'log-entry', log)].map((entry) => {
    if (!entry.ok) throw new Error(`log: ${entry.error.code}`);
    return entry.value;
  });
  const logState = replayLog(lines);
  if (!logState.ok || logState.value === null) throw new Error('the log does not replay');
  const boardState = replayBoard(sodium, board);
  if (!boardState.ok) throw new Error(`board: ${boardState.error.code}`);
  const registerState = replayRegister(sodium, register, null, 1);
  if (!registerState.ok) throw new Error(`register: ${registerState.error.code}`);
  const boardsSetAside = names.filter((name) => name.startsWith('board.aborted-')).length;
  const round = {
    log: logState.value,
    board: boardState.value,
    register: registerState.value,
    boardsSetAside,
  };
  return { log, register, board, round };
}

/** The private keys that the round's server still holds, as its file writes them. */
export async function readSecrets(folder: string): Promise<{
  readonly issuer: Uint8Array | null;
  readonly all: readonly string[];
}> {
  const text = await readFile(join(folder, 'keys.json'), 'utf8');
  const keys = JSON.parse(text) as Record<string, { private: string } | null>;
  const all = Object.values(keys).flatMap((pair) => (pair === null ? [] : [pair.private]));
  const issuer = fromBase64url(keys['issuer']?.private ?? '', 32);
  return { issuer: issuer.ok ? issuer.value : null, all };
}
