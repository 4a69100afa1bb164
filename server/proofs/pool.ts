import { availableParallelism } from 'node:os';
import { defined } from '#shared/assert.ts';
import type { BoardState } from '#shared/protocol/board-state.ts';
import type { ResultBody, TallyBody } from '#shared/protocol/entries.ts';
import type { ProtocolCode } from '#shared/protocol/protocol-code.ts';
import { tallyBody } from '#shared/protocol/tally.ts';
import type { ProofClaim } from '#shared/protocol/verify.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { BoardSums } from './board-sums.ts';
import { Lane } from './lane.ts';
import type { AnswerTo, Task } from './task.ts';

type RecountTask = Extract<Task, { kind: 'recount' }>;

/** Ballots of one batch at most: a tenth of a second's work for 24 lines. */
const BATCH = 32;

interface WaitingBallot {
  readonly claim: ProofClaim;
  readonly resolve: (code: string | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Worker threads for verification, so that the event loop never stalls on a proof. A worker that
 * is free takes all ballots that wait, up to a batch: a lone ballot is checked at once, and the
 * more wait, the less each costs. A worker that fails is replaced (`Lane`).
 */
export class ProofPool {
  readonly #lanes: readonly Lane[];
  readonly #sums: BoardSums;
  readonly #ballots: WaitingBallot[] = [];

  constructor(size = Math.max(1, Math.min(4, availableParallelism() - 1))) {
    this.#lanes = Array.from({ length: size }, () => new Lane());
    this.#sums = new BoardSums(defined(this.#lanes[0]));
  }

  /** The protocol's code against a ballot's proof, or null when it holds (P 4.5.3). */
  ballot(claim: ProofClaim): Promise<string | null> {
    return new Promise((resolve, reject) => {
      this.#ballots.push({ claim, resolve, reject });
      this.#serve();
    });
  }

  /** The digest of a recount from the files on the disk, or the code that makes the board invalid. */
  recount(task: Omit<RecountTask, 'kind'>): Promise<AnswerTo<RecountTask>> {
    return this.#run({ kind: 'recount', ...task });
  }

  /** Ballots of this board are on disk: their points are added while there is time. */
  stored(board: BoardState): void {
    // What fails here is made good when the tally is worked out.
    this.#sums
      .follow(board)
      .catch(() => undefined)
      .finally(() => {
        this.#serve();
      });
  }

  /** What `recomputeTally` gives, without holding up the event loop. */
  async tally(board: BoardState): Promise<Result<TallyBody, ProtocolCode>> {
    const { eid, setup, reveals, closeBody, ballots } = board;
    if (setup === null || closeBody === null) return err('E_PHASE');
    if (reveals.size < setup.issuers.length) return err('E_PHASE');
    const bearers = ballots.all.map(({ n, ballot: { vk, tokens } }) => ({
      n,
      ballot: { vk, tokens },
    }));
    const revealed = { eid, setup, reveals };
    const { wrong } = await this.#run({ kind: 'tokens', board: revealed, ballots: bearers });
    const N = ballots.size - wrong.length;
    if (N < setup.minBallots) return err('E_MIN_BALLOTS');
    const excluded = new Set(wrong.map(({ n }) => n));
    const out = ballots.all.filter(({ n }) => excluded.has(n));
    return ok(tallyBody(N, wrong, await this.#sums.without(board, out)));
  }

  /** What `combineOpenings` gives, without holding up the event loop. */
  async result(board: BoardState): Promise<Result<ResultBody, ProtocolCode>> {
    const { setup, open, eid, papers, tally, tallyEntryHash, openings } = board;
    const opened = { setup, open, eid, papers, tally, tallyEntryHash, openings };
    const { result } = await this.#run({ kind: 'result', board: opened });
    return result;
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()));
  }

  /** By the least busy worker. */
  #run<T extends Task>(task: T): Promise<AnswerTo<T>> {
    const least = this.#lanes.reduce((one, other) => (other.busy < one.busy ? other : one));
    return least.run(task).finally(() => {
      this.#serve();
    });
  }

  #serve(): void {
    for (const lane of this.#lanes) {
      if (lane.busy > 0 || this.#ballots.length === 0) continue;
      void this.#check(lane, this.#ballots.splice(0, BATCH));
    }
  }

  async #check(lane: Lane, batch: readonly WaitingBallot[]): Promise<void> {
    try {
      const claims = batch.map(({ claim }) => claim);
      const { codes } = await lane.run({ kind: 'ballots', claims });
      for (const [place, { resolve }] of batch.entries()) resolve(codes[place] ?? null);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.#serve();
  }
}
