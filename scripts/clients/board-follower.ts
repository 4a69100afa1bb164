import { defined } from '#shared/assert.ts';
import { checkAppend } from '#shared/protocol/append-check.ts';
import {
  addBallot,
  checkBallotProof,
  checkBallotSignature,
  emptySums,
  type LineSums,
} from '#shared/protocol/ballot.ts';
import { emptyBoard, evolveBoardLine, type BoardState } from '#shared/protocol/board.ts';
import { fromBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { recomputeTally } from '#shared/protocol/opening.ts';
import { idsDigest } from '#shared/protocol/tally.ts';
import type { ProofClaim } from '#shared/protocol/verification.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { loadFast } from './fast.ts';
import { sodium } from './sodium.ts';

const fast = await loadFast();

const SIGNED = [
  'dkg-commit',
  'dkg-deal',
  'dkg-ok',
  'dkg-complaint',
  'token-reveal',
  'paper',
  'agree',
  'opening',
];

/** The board as one device knows it: every line read in order and checked by the device itself. */
export class BoardFollower {
  #state: BoardState = emptyBoard();
  #sums: LineSums | null = null;

  get state(): BoardState {
    return this.#state;
  }

  /** Checks and takes the next line; throws naming the entry and the rule when it is not right. */
  take(line: string): void {
    const before = this.#state;
    const { t, b } = JSON.parse(line) as { t: string; b: unknown };
    const code = SIGNED.includes(t) ? checkAppend(sodium, before, { t, b }) : null;
    const next = evolveBoardLine(sodium, before, utf8(line));
    if (code !== null || !next.ok) {
      throw new Error(`board entry ${before.n} (${t}): ${code ?? (next.ok ? '' : next.error)}`);
    }
    this.#state = next.value;
    const problem = this.#checkServerEntry(t);
    if (problem !== null) throw new Error(`board entry ${before.n} (${t}): ${problem}`);
  }

  /** What the server alone wrote: the device recomputes it. */
  #checkServerEntry(t: string): string | null {
    if (t === 'ballot') return this.#checkBallot();
    if (t === 'close') return this.#checkClose();
    if (t === 'tally') return this.#checkTally();
    return null;
  }

  #checkBallot(): string | null {
    const { ballots, eid, open, setup } = this.#state;
    const { id, ballot } = defined(ballots.all.at(-1), 'ballot');
    const election = defined(eid);
    if (!checkBallotSignature(sodium, election, id, ballot)) return 'E_SIG';
    const Y = defined(fromBase64url(open?.Y, 32));
    const lines = defined(setup).lines.length;
    const key = Y.ok ? Y.value : new Uint8Array();
    const code = checkProof({ eid: election, Y: key, lines, vk: ballot.vk, body: ballot.body });
    if (code === null) this.#sums = addBallot(sodium, this.#sums ?? emptySums(lines), ballot.body);
    return code;
  }

  #checkClose(): string | null {
    const { closeBody, ballotCount } = this.#state;
    const close = defined(closeBody);
    const same = close.ids === toBase64url(idsDigest(sodium, this.#state));
    return same && close.count === ballotCount ? null : 'E_CLOSE';
  }

  #checkTally(): string | null {
    const own = recomputeTally(sodium, this.#state, this.#sums ?? undefined);
    if (!own.ok) return own.error;
    return JSON.stringify(own.value) === JSON.stringify(this.#state.tally) ? null : 'E_TALLY';
  }
}

/** By the fast verifier where there is one, as on every page. */
function checkProof(claim: ProofClaim): string | null {
  if (fast !== undefined) return fast.checkBallots(sodium, [claim])[0] ?? null;
  const { eid, Y, lines, vk, body } = claim;
  return checkBallotProof(sodium, eid, Y, lines, vk, body);
}
