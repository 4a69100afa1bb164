import { defined } from '../assert.ts';
import {
  buildClose,
  buildHead,
  buildOpen,
  buildResult,
  buildSetup,
  buildTally,
  buildTokenReveal,
} from '../protocol/authority.ts';
import type { ServerKeys } from '../protocol/authority.ts';
import { toBase64url } from '../protocol/bytes.ts';
import type { BoardState } from '../protocol/board-state.ts';
import type {
  BoardEntry,
  PaperBody,
  RegisterEntry,
  ResultBody,
  SetupBody,
  TallyBody,
} from '../protocol/entries.ts';
import type { ProtocolCode } from '../protocol/protocol-code.ts';
import type { Sodium } from '../protocol/sodium.ts';
import type { Result } from '../result.ts';
import { coIssuersIn, SERVER_ISSUER } from './co-issuers.ts';
import { allJoined, thresholdFor } from './committee.ts';
import type { Round } from './state.ts';

/** The server's keys as far as they still exist: each is erased once it has done its duty (design 7). */
export interface LiveKeys {
  readonly board: ServerKeys['board'] | null;
  readonly issuer: ServerKeys['issuer'] | null;
  readonly issuerSign: ServerKeys['issuerSign'] | null;
}

/** The next thing the server itself must do, as follows from what is recorded. */
export type Owed =
  | { readonly do: 'append-board'; readonly entry: BoardEntry }
  | { readonly do: 'append-register'; readonly entry: RegisterEntry }
  /** `Totals` has it not at hand: to be worked out before the board goes on. */
  | { readonly do: 'work-out'; readonly what: 'tally' | 'result' }
  /** Set the aborted board aside and begin an empty one. */
  | { readonly do: 'set-board-aside' };

/**
 * The two long computations behind what the server owes: of a full hall they take seconds, which a
 * server gives to its workers. Null: not at hand.
 */
export interface Totals {
  tally(board: BoardState): Result<TallyBody, ProtocolCode> | null;
  result(board: BoardState): Result<ResultBody, ProtocolCode> | null;
}

/** Works them out where they are asked for. */
function inPlace(sodium: Sodium): Totals {
  return {
    tally: (board) => buildTally(sodium, board),
    result: (board) => buildResult(sodium, board),
  };
}

/**
 * Two files, one act (design 7): the log holds the intent, this says which entry the board still
 * lacks. The server asks after every append and at every start, so an act cut short by a crash is
 * completed with identical content. Null: nothing is owed.
 */
export function owed(
  sodium: Sodium,
  round: Round,
  keys: LiveKeys,
  totals: Totals = inPlace(sodium),
): Owed | null {
  const { log, board } = round;
  if (log.voided !== null) return owedAbort(round, log.voided.reason);
  if (log.ceremonyRestarts.length > round.boardsSetAside) {
    const reason = defined(log.ceremonyRestarts[round.boardsSetAside], 'reason of the restart');
    return owedAbort(round, reason) ?? { do: 'set-board-aside' };
  }
  switch (board.stage) {
    case 'empty':
      return allJoined(log) ? append({ t: 'setup', b: setupBody(round, keys) }) : null;
    case 'ceremony':
      return board.oks.size === defined(board.setup).n
        ? append({ t: 'open', b: must(buildOpen(sodium, board)) })
        : null;
    case 'sealed':
      return owedBeforePolls(round);
    case 'polling':
      return log.closed === null ? null : append({ t: 'close', b: closeBody(sodium, round) });
    case 'closed':
      return owedAfterClose(sodium, round, keys, totals);
    case 'tallied':
      return owedAfterTally(sodium, round, keys, totals);
    case 'finished':
    case 'aborted':
      return null;
  }
}

function owedAbort({ board }: Round, reason: string): Owed | null {
  if (board.n === 0 || board.stage === 'aborted' || board.stage === 'finished') return null;
  return append({ t: 'abort', b: { reason } });
}

/**
 * The register names its election only once the polls are opened: until then the ceremony may be
 * restarted, and the next board is another election.
 */
function owedBeforePolls({ log, board, register }: Round): Owed | null {
  if (log.opened === null) return null;
  if (register.n > 0) return append({ t: 'poll', b: {} });
  const eid = toBase64url(defined(board.eid, 'eid'));
  return { do: 'append-register', entry: { t: 'register', b: { eid } } };
}

function owedAfterClose(
  sodium: Sodium,
  { log, board }: Round,
  keys: LiveKeys,
  totals: Totals,
): Owed | null {
  if (!board.reveals.has(1)) {
    const { k } = defined(keys.issuer, 'issuer key');
    const { privateKey } = defined(keys.issuerSign, 'issuer sign key');
    return append({ t: 'token-reveal', b: buildTokenReveal(sodium, board, privateKey, 1, k) });
  }
  // The co-issuers reveal their keys themselves: nothing can be counted before (P 4.7.1).
  if (board.reveals.size < defined(board.setup).issuers.length) return null;
  if (log.paperFixed === null) return null;
  const paper = nextPaper(board.papers, log.paperFixed);
  if (paper !== undefined) return append({ t: 'paper', b: paper });
  const tally = totals.tally(board);
  if (tally === null) return { do: 'work-out', what: 'tally' };
  if (tally.ok) return append({ t: 'tally', b: tally.value });
  return tally.error === 'E_MIN_BALLOTS'
    ? append({ t: 'abort', b: { reason: 'E_MIN_BALLOTS' } })
    : null;
}

function nextPaper(
  posted: readonly PaperBody[],
  fixed: readonly PaperBody[],
): PaperBody | undefined {
  return fixed.find(({ i }) => !posted.some((body) => body.i === i));
}

function owedAfterTally(
  sodium: Sodium,
  { log, board }: Round,
  keys: LiveKeys,
  totals: Totals,
): Owed | null {
  if (board.result !== null) {
    const { privateKey } = defined(keys.board, 'board key');
    return append({ t: 'head', b: buildHead(sodium, privateKey, board) });
  }
  const reason = log.agreementQuorumLowered;
  if (reason !== null && !board.quorumLowered && board.openings.size === 0) {
    return append({ t: 'quorum', b: { reason } });
  }
  if (board.openings.size < defined(board.setup).t) return null;
  const result = totals.result(board);
  if (result === null) return { do: 'work-out', what: 'result' };
  return append({ t: 'result', b: must(result) });
}

function closeBody(sodium: Sodium, { log, board, register }: Round): ReturnType<typeof buildClose> {
  return buildClose(sodium, board, { issued: defined(log.closed).issued, register });
}

function setupBody({ log }: Round, keys: LiveKeys): SetupBody {
  const { plan, committee, joined } = log;
  const members = defined(committee, 'committee');
  const sign = toBase64url(defined(keys.issuerSign, 'issuer sign key').publicKey);
  const pk = toBase64url(defined(keys.issuer, 'issuer key').pk);
  return buildSetup({
    title: plan.title,
    lines: plan.lines,
    ballotDigest: defined(log.ballotDigest, 'frozen ballot'),
    rehearsal: log.rehearsal,
    t: thresholdFor(log, members.length),
    minBallots: plan.venue.minBallots,
    rollSize: plan.venue.roll.length,
    committee: members.map(({ name }, at) => ({
      name,
      ...defined(joined.get(at + 1), 'keys of a teller'),
    })),
    issuers: [{ name: SERVER_ISSUER, sign, pk }, ...coIssuersIn(log)],
    board: toBase64url(defined(keys.board, 'board key').publicKey),
  });
}

function append(entry: BoardEntry): Owed {
  return { do: 'append-board', entry };
}

/** What the checks before an append have made certain; otherwise a bug, and the server stops. */
function must<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`Bug: an owed entry failed with ${result.error}`);
  return result.value;
}
