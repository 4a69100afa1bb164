import { defined, invariant } from '#shared/assert.ts';
import { PlainSums } from '#shared/protocol/ballot-sums.ts';
import type { BallotSums } from '#shared/protocol/ballot-sums.ts';
import type { LineSums } from '#shared/protocol/ballot.ts';
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import type { Task } from './task.ts';

/** The running sums of the board that grows, in a worker: at the close nothing is left to add. */
export class KeptSums {
  readonly #sodium: Sodium;
  readonly #fast: FastGroup | undefined;
  #kept: { readonly election: string; readonly sums: BallotSums; count: number } | null = null;

  constructor(sodium: Sodium, fast: FastGroup | undefined) {
    this.#sodium = sodium;
    this.#fast = fast;
  }

  /** From 0 on another board's sums are begun. */
  add({ election, lines, from, bodies }: Extract<Task, { kind: 'add' }>): void {
    if (from === 0) {
      const sums = this.#fast?.runningSums(lines) ?? new PlainSums(this.#sodium, lines);
      this.#kept = { election, sums, count: 0 };
    }
    const kept = defined(this.#kept, 'sums under way');
    invariant(kept.election === election && kept.count === from, 'the next ballots of this board');
    for (const body of bodies) kept.sums.add(body);
    kept.count += bodies.length;
  }

  without({ election, without }: Extract<Task, { kind: 'sums' }>): LineSums {
    const kept = defined(this.#kept, 'sums under way');
    invariant(kept.election === election, 'the sums of this board');
    for (const body of without) kept.sums.subtract(body);
    const sums = kept.sums.encoded();
    for (const body of without) kept.sums.add(body);
    return sums;
  }
}
