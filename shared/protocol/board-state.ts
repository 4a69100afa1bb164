/** The folded state of a board: everything its entries have said so far (P 4.2). */
import { BallotBox } from './ballot-box.ts';
import type { BallotPosition } from './ballot-box.ts';
import { ZERO_HASH } from './chain.ts';
import type {
  AgreeBody,
  CloseBody,
  DkgCommitBody,
  DkgComplaintBody,
  DkgDealBody,
  DkgOkBody,
  OpenBody,
  OpeningBody,
  PaperBody,
  ResultBody,
  SetupBody,
  TallyBody,
  TokenRevealBody,
} from './entries.ts';

/**
 * How far a board has come: `ceremony` from `setup` until `open`, `sealed` until `poll`,
 * `polling` until `close`, `closed` until `tally`, `tallied` until `head`.
 */
export type BoardStage =
  'empty' | 'ceremony' | 'sealed' | 'polling' | 'closed' | 'tallied' | 'finished' | 'aborted';

/** The words of members or issuers, each by its author's number i. */
export type WordsBy<Body> = ReadonlyMap<number, Body>;

/**
 * A board's state. A step returns a new state and leaves the old one as it was, except for
 * `ballots` (with `has` and `positionOf`), which all states of one fold share and which answer for
 * the newest: only the newest state may be evolved further (`rewindBoard` goes back).
 */
export interface BoardState {
  /** Number of entries so far: the n of the next. */
  readonly n: number;
  /** Hash of the last entry, 32 bytes; `ZERO_HASH` while empty. */
  readonly head: Uint8Array;
  readonly stage: BoardStage;
  /** Hash of `setup`. */
  readonly sid: Uint8Array | null;
  /** Hash of `open`: the election's id. */
  readonly eid: Uint8Array | null;
  readonly setup: SetupBody | null;
  readonly commits: WordsBy<DkgCommitBody>;
  readonly deals: WordsBy<DkgDealBody>;
  /** Hash of the last `dkg-deal`, once all n stand: what every `dkg-ok` must name as `tr`. */
  readonly dealsHead: Uint8Array | null;
  readonly oks: WordsBy<DkgOkBody>;
  readonly complaints: WordsBy<DkgComplaintBody>;
  readonly open: OpenBody | null;
  /** Are casts accepted: after `poll` and before `close`? */
  readonly polling: boolean;
  /** Number of `ballot` entries in this state. */
  readonly ballotCount: number;
  readonly ballots: BallotBox;
  /** Is the ballot key (base64url) used? */
  readonly has: (vk: string) => boolean;
  /** Where the ballot with this id (base64url) stands. */
  readonly positionOf: (id: string) => BallotPosition | undefined;
  readonly closeBody: CloseBody | null;
  readonly reveals: WordsBy<TokenRevealBody>;
  readonly papers: readonly PaperBody[];
  readonly tally: TallyBody | null;
  /** Hash of `tally`: the th that members agree on. */
  readonly tallyEntryHash: Uint8Array | null;
  readonly agrees: WordsBy<AgreeBody>;
  /** Members whose `agree` names this board's own tally. */
  readonly agreed: ReadonlySet<number>;
  /** Reason of the `quorum` entry, null without one. */
  readonly quorumReason: string | null;
  readonly quorumLowered: boolean;
  readonly openings: WordsBy<OpeningBody>;
  readonly result: ResultBody | null;
  /** Signature of the `head` entry. */
  readonly headSig: string | null;
  readonly finished: boolean;
  /** Reason of the `abort` entry. */
  readonly aborted: string | null;
}

/** What of a board its `result` follows from; plain data, so that a worker can be given it. */
export type OpenedBoard = Pick<
  BoardState,
  'setup' | 'open' | 'eid' | 'papers' | 'tally' | 'tallyEntryHash' | 'openings'
>;

/** The state before the first entry, with a ballot box of its own. */
export function emptyBoard(): BoardState {
  const ballots = new BallotBox();
  return {
    n: 0,
    head: ZERO_HASH,
    stage: 'empty',
    sid: null,
    eid: null,
    setup: null,
    commits: new Map(),
    deals: new Map(),
    dealsHead: null,
    oks: new Map(),
    complaints: new Map(),
    open: null,
    polling: false,
    ballotCount: 0,
    ballots,
    has: (vk) => ballots.has(vk),
    positionOf: (id) => ballots.positionOf(id),
    closeBody: null,
    reveals: new Map(),
    papers: [],
    tally: null,
    tallyEntryHash: null,
    agrees: new Map(),
    agreed: new Set(),
    quorumReason: null,
    quorumLowered: false,
    openings: new Map(),
    result: null,
    headSig: null,
    finished: false,
    aborted: null,
  };
}
