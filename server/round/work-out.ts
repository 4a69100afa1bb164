import type { Totals } from '#shared/meeting/owed.ts';
import type { BoardState } from '#shared/protocol/board-state.ts';
import type { ResultBody, TallyBody } from '#shared/protocol/entries.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import type { Result } from '#shared/result.ts';
import type { ProofPool } from '../proofs/pool.ts';

/** What the workers have worked out of the board as it stands: it is forgotten with the next entry. */
export class WorkedOut implements Totals {
  readonly #proofs: Pick<ProofPool, 'tally' | 'result'>;
  #entries = -1;
  #tally: Result<TallyBody, ProtocolCode> | null = null;
  #result: Result<ResultBody, ProtocolCode> | null = null;

  constructor(proofs: Pick<ProofPool, 'tally' | 'result'>) {
    this.#proofs = proofs;
  }

  tally({ n }: BoardState): Result<TallyBody, ProtocolCode> | null {
    return n === this.#entries ? this.#tally : null;
  }

  result({ n }: BoardState): Result<ResultBody, ProtocolCode> | null {
    return n === this.#entries ? this.#result : null;
  }

  /** Works one of them out, off the event loop; the board must not grow meanwhile. */
  async workOut(what: 'tally' | 'result', board: BoardState): Promise<void> {
    if (what === 'tally') this.#tally = await this.#proofs.tally(board);
    else this.#result = await this.#proofs.result(board);
    this.#entries = board.n;
  }
}
