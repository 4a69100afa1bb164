/** Σ α and Σ β of every line, ballot by ballot (P 4.7.3): by libsodium, or by the fast verifier. */
import { addBallot, emptySums, pointAt } from './ballot-layout.ts';
import type { LineSums } from './ballot-layout.ts';
import { subtract } from './group.ts';
import type { Sodium } from './sodium.ts';

/** Sums over ballots of one form. The encodings of what is added were checked before. */
export interface BallotSums {
  add(body: Uint8Array): void;
  /** Takes a ballot away that was added. */
  subtract(body: Uint8Array): void;
  /** The sums as they go into `tally`. */
  encoded(): LineSums;
}

/** The sums by libsodium alone. */
export class PlainSums implements BallotSums {
  readonly #sodium: Sodium;
  #sums: LineSums;

  constructor(sodium: Sodium, lines: number) {
    this.#sodium = sodium;
    this.#sums = emptySums(lines);
  }

  add(body: Uint8Array): void {
    this.#sums = addBallot(this.#sodium, this.#sums, body);
  }

  subtract(body: Uint8Array): void {
    const { A, B } = this.#sums;
    this.#sums = {
      A: A.map((sum, line) => subtract(this.#sodium, sum, pointAt(body, line, 0))),
      B: B.map((sum, line) => subtract(this.#sodium, sum, pointAt(body, line, 1))),
    };
  }

  encoded(): LineSums {
    return this.#sums;
  }
}
