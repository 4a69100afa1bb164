/**
 * The board's and the register's entries as they stand in the files (SPEC: board, register).
 * Bytes are base64url strings here, exactly as written; keys stand in the order of the line.
 */

/** The three levels and a blank, as the protocol encodes them in a sealed line. */
export type MarkCode = 0 | 1 | 2 | 3;

export interface BallotLine {
  readonly id: string;
  readonly name: string;
  readonly post: string;
}

export interface CommitteeMember {
  readonly i: number;
  readonly name: string;
  readonly sign: string;
  readonly box: string;
}

export interface Issuer {
  readonly i: number;
  readonly name: string;
  readonly sign: string;
  readonly pk: string;
}

export interface SetupBody {
  readonly title: string;
  readonly lines: readonly BallotLine[];
  readonly ballotDigest: string;
  readonly rehearsal: boolean;
  readonly radixBits: number;
  readonly n: number;
  readonly t: number;
  readonly minBallots: number;
  readonly rollSize: number;
  readonly committee: readonly CommitteeMember[];
  readonly issuers: readonly Issuer[];
  readonly board: string;
}

export interface DkgCommitBody {
  readonly i: number;
  readonly h: string;
  readonly sig: string;
}

export interface DkgDealBody {
  readonly i: number;
  readonly C: readonly string[];
  readonly pok: string;
  readonly enc: readonly string[];
  readonly sig: string;
}

export interface DkgOkBody {
  readonly i: number;
  readonly X: string;
  readonly tr: string;
  readonly sig: string;
}

export interface DkgComplaintBody {
  readonly i: number;
  readonly against: number;
  readonly box: string;
  readonly sig: string;
}

export interface OpenBody {
  readonly Y: string;
  readonly X: readonly string[];
}

export interface BallotBody {
  readonly vk: string;
  readonly token: readonly string[];
  readonly body: string;
  readonly sig: string;
}

export interface CloseBody {
  readonly count: number;
  readonly ids: string;
  readonly issued: number;
  readonly register: { readonly count: number; readonly head: string };
}

export interface TokenRevealBody {
  readonly i: number;
  readonly k: string;
  readonly sig: string;
}

/** Totals of one line as tellers or the opening give them. */
export interface CountedLine {
  readonly high: number;
  readonly confidence: number;
  readonly low: number;
  readonly invalid: number;
}

export interface ElectronicLine {
  readonly high: number;
  readonly confidence: number;
  readonly low: number;
  readonly blank: number;
}

export interface PaperBody {
  readonly i: number;
  readonly count: number;
  readonly rejected: readonly { readonly reason: string; readonly count: number }[];
  readonly lines: readonly CountedLine[];
  readonly rulings: readonly string[];
  readonly sig: string;
}

export interface TallyBody {
  readonly N: number;
  readonly excluded: readonly { readonly n: number; readonly why: string }[];
  readonly A: readonly string[];
  readonly B: readonly string[];
}

export interface AgreeBody {
  readonly i: number;
  readonly th: string;
  readonly sig: string;
}

export interface OpeningBody {
  readonly i: number;
  readonly D: readonly string[];
  readonly proof: string;
  readonly sig: string;
}

export interface ResultBody {
  readonly from: readonly number[];
  readonly electronic: readonly ElectronicLine[];
  readonly paper: readonly CountedLine[];
  readonly total: readonly CountedLine[];
}

/** One board entry without its place in the chain: its type and its body. */
export type BoardEntry =
  | { readonly t: 'setup'; readonly b: SetupBody }
  | { readonly t: 'dkg-commit'; readonly b: DkgCommitBody }
  | { readonly t: 'dkg-deal'; readonly b: DkgDealBody }
  | { readonly t: 'dkg-ok'; readonly b: DkgOkBody }
  | { readonly t: 'dkg-complaint'; readonly b: DkgComplaintBody }
  | { readonly t: 'abort'; readonly b: { readonly reason: string } }
  | { readonly t: 'open'; readonly b: OpenBody }
  | { readonly t: 'poll'; readonly b: Readonly<Record<string, never>> }
  | { readonly t: 'ballot'; readonly b: BallotBody }
  | { readonly t: 'close'; readonly b: CloseBody }
  | { readonly t: 'token-reveal'; readonly b: TokenRevealBody }
  | { readonly t: 'paper'; readonly b: PaperBody }
  | { readonly t: 'tally'; readonly b: TallyBody }
  | { readonly t: 'agree'; readonly b: AgreeBody }
  | { readonly t: 'quorum'; readonly b: { readonly reason: string } }
  | { readonly t: 'opening'; readonly b: OpeningBody }
  | { readonly t: 'result'; readonly b: ResultBody }
  | { readonly t: 'head'; readonly b: { readonly sig: string } };

export type BoardEntryType = BoardEntry['t'];

/** The entries a committee member's device signs and posts; `token-reveal` as a co-issuer. */
export type TellerEntry = Extract<
  BoardEntry,
  {
    t:
      'dkg-commit' | 'dkg-deal' | 'dkg-ok' | 'dkg-complaint' | 'token-reveal' | 'agree' | 'opening';
  }
>;

export interface Evaluation {
  readonly i: number;
  readonly E: string;
  readonly proof: string;
}

export type RegisterEntry =
  | { readonly t: 'register'; readonly b: { readonly eid: string } }
  | {
      readonly t: 'exchange';
      readonly b: {
        readonly claim: string;
        readonly B: string;
        readonly evals: readonly Evaluation[];
      };
    };

/** What a voter's device casts: the ballot entry with the election it is for. */
export interface CastMessage extends BallotBody {
  readonly eid: string;
}

/** The server's signed word that ballot `id` is entry `n` of the board whose head was `head`. */
export interface Receipt {
  readonly id: string;
  readonly n: number;
  readonly head: string;
  readonly sig: string;
}

/** The newest head of a growing board, signed by the board key. */
export interface SignedHead {
  readonly n: number;
  readonly h: string;
  readonly sig: string;
}
