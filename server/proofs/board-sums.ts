import { defined } from '#shared/assert.ts';
import type { LineSums } from '#shared/protocol/ballot.ts';
import type { StoredBallot } from '#shared/protocol/ballot-box.ts';
import type { BoardState } from '#shared/protocol/board-state.ts';
import { equalBytes, toBase64url } from '#shared/protocol/bytes.ts';
import type { Lane } from './lane.ts';

/** Ballots sent to the worker at a time: half a megabyte, copied in a millisecond. */
const CHUNK = 32;

/**
 * The running sums of one board at a time, kept by one worker: it is told of ballots once they are
 * on disk, and of those it missed when the sums are asked for.
 */
export class BoardSums {
  readonly #lane: Lane;
  /** One thing at a time: the worker adds in the order of the board. */
  #queue: Promise<unknown> = Promise.resolve();
  /** What the worker has: ballots of which board, up to which one, in which life of the worker. */
  #election = '';
  #last: StoredBallot | undefined;
  #sent = 0;
  #life = 0;

  constructor(lane: Lane) {
    this.#lane = lane;
  }

  /** Tells the worker of every ballot that the board has by now and it has not. */
  follow(board: BoardState): Promise<void> {
    const { size } = board.ballots;
    return this.#inTurn(() => this.#sendUpTo(board, size));
  }

  /** The sums over all ballots of the board but these. */
  without(board: BoardState, excluded: readonly StoredBallot[]): Promise<LineSums> {
    const { size } = board.ballots;
    return this.#inTurn(async () => {
      await this.#sendUpTo(board, size);
      const without = excluded.map(({ ballot }) => ballot.body);
      const task = { kind: 'sums', election: this.#election, without } as const;
      return (await this.#lane.run(task)).sums;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #sendUpTo({ eid, setup, ballots }: BoardState, size: number): Promise<void> {
    const election = toBase64url(defined(eid));
    if (!this.#continues(election, ballots.all)) this.#sent = 0;
    this.#election = election;
    this.#life = this.#lane.life;
    const lines = defined(setup).lines.length;
    // From nothing on even no ballot is sent: the worker begins this board's sums.
    while (this.#sent === 0 || this.#sent < size) {
      const next = ballots.all.slice(this.#sent, Math.min(this.#sent + CHUNK, size));
      const bodies = next.map(({ ballot }) => ballot.body);
      await this.#lane.run({ kind: 'add', election, lines, from: this.#sent, bodies });
      this.#sent += next.length;
      this.#last = next.at(-1);
      if (size === 0) break;
    }
  }

  #continues(election: string, all: readonly StoredBallot[]): boolean {
    if (election !== this.#election || this.#life !== this.#lane.life) return false;
    const [last, same] = [this.#last, all[this.#sent - 1]];
    if (last === undefined || same === undefined) return false;
    return equalBytes(last.id, same.id);
  }
}
