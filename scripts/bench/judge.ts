import { join } from 'node:path';
import { replayBoard } from '#shared/protocol/board.ts';
import { verifyBoard } from '#shared/protocol/verify.ts';
import { sodium } from '../clients/sodium.ts';
import { ledgerOf, readEvidence, type Ledger } from '../rehearse/evidence.ts';
import type { HallOutcome } from './hall.ts';

/** What became of the ballots of a hall, and all that is not as it must be. */
export interface Judgement {
  readonly ledger: Ledger;
  readonly problems: readonly string[];
}

/** Holds the files that the server left in `data` against what was sent and acknowledged. */
export async function judge(
  data: string,
  outcome: HallOutcome,
  voters: number,
): Promise<Judgement> {
  const evidence = await readEvidence(join(data, ...outcome.round.split('/')), false);
  const { loads, round, counted } = outcome;
  const cast = {
    sent: loads.flatMap(({ sent }) => sent),
    receipts: loads.flatMap(({ receipts }) => receipts),
    failures: loads.flatMap(({ failures }) => failures),
  };
  const result = counted?.result ?? null;
  const meeting = { round, voters: cast, voided: null, result, supervisor: null };
  const ledger = ledgerOf(meeting, evidence);
  const problems = [...cast.failures];
  for (const [name, number] of Object.entries(ledger) as [keyof Ledger, number][]) {
    const isRun = name !== 'counted' || counted !== null;
    if (isRun && number !== voters) problems.push(`${name}: ${number}, not ${voters}`);
  }
  const board = replayBoard(sodium, evidence.board);
  const onBoard = board.ok ? board.value.ballotCount : 0;
  if (onBoard !== voters) problems.push(`ballots on the board: ${onBoard}, not ${voters}`);
  if (counted !== null) {
    const report = verifyBoard(sodium, { board: evidence.board, register: evidence.register });
    if (!report.valid) problems.push(`verify: ${report.code} ${report.message}`);
  }
  return { ledger, problems };
}
