/** Interpolation at zero over the openings of t members (P 4.7.6). Public data only. */
import { defined } from '#shared/assert.ts';
import type { OpenedBoard } from './board-state.ts';
import {
  add,
  multiply,
  scalarFromNumber,
  scalarInvert,
  scalarMultiply,
  scalarNegate,
  subtract,
} from './group.ts';
import { bytesOf } from './signed-word.ts';
import type { Sodium } from './sodium.ts';

/** λ_i = Π j/(j − i) over the members j ≠ i of `from`, which are distinct and contain i. */
export function lagrange(sodium: Sodium, i: number, from: readonly number[]): Uint8Array {
  let above = scalarFromNumber(1);
  let below = scalarFromNumber(1);
  for (const j of from) {
    if (j === i) continue;
    const distance = scalarFromNumber(Math.abs(j - i));
    above = scalarMultiply(sodium, above, scalarFromNumber(j));
    below = scalarMultiply(sodium, below, j > i ? distance : scalarNegate(sodium, distance));
  }
  return scalarMultiply(sodium, above, scalarInvert(sodium, below));
}

/** P_l = B_l − Σ λ_i D_{i,l} of every line, from the openings of `from`; may be the identity. */
export function combinedPoints(
  sodium: Sodium,
  board: Pick<OpenedBoard, 'tally' | 'openings'>,
  from: readonly number[],
): Uint8Array[] {
  const shares = from.map((i) => ({
    weight: lagrange(sodium, i, from),
    D: defined(board.openings.get(i), 'the opening').D,
  }));
  return defined(board.tally, 'the tally').B.map((B, line) => {
    const opened = shares
      .map(({ weight, D }) => multiply(sodium, weight, bytesOf(defined(D[line]))))
      .reduce((sum, point) => add(sodium, sum, point));
    return subtract(sodium, bytesOf(B), opened);
  });
}
