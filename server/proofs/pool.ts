import { availableParallelism } from 'node:os';
import type { ProofClaim } from '#shared/protocol/verify.ts';
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
  readonly #ballots: WaitingBallot[] = [];

  constructor(size = Math.max(1, Math.min(4, availableParallelism() - 1))) {
    this.#lanes = Array.from({ length: size }, () => new Lane());
  }

  /** The protocol's code against a ballot's proof, or null when it holds (P 4.5.3). */
  ballot(claim: ProofClaim): Promise<string | null> {
    return new Promise((resolve, reject) => {
      this.#ballots.push({ claim, resolve, reject });
      this.#serve();
    });
  }

  /** The digest of a recount from the board's bytes, or the code that makes the board invalid. */
  recount(task: Omit<RecountTask, 'kind'>): Promise<AnswerTo<RecountTask>> {
    const least = this.#lanes.reduce((one, other) => (other.busy < one.busy ? other : one));
    return least.run({ kind: 'recount', ...task }).finally(() => {
      this.#serve();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()));
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
