/** Σ α and Σ β of every line, ballot by ballot (P 4.7.3): by libsodium, or by the fast verifier. */
import { addBallot, emptySums } from './ballot-layout.ts';
import type { LineSums } from './ballot-layout.ts';
import type { Sodium } from './sodium.ts';

/** Sums over ballots of one form. The encodings of what is added were checked before. */
export interface BallotSums {
  add(body: Uint8Array): void;
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

  encoded(): LineSums {
    return this.#sums;
  }
}
