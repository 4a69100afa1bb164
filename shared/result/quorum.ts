/** True when at least two thirds of `base` are present, to the exact integer (R15, R16). */
export function hasQuorum(present: number, base: number): boolean {
  return 3 * present >= 2 * base;
}

/** The smallest number present that makes a quorum: 21 of 31 (F15). */
export function quorumNeeded(base: number): number {
  return Math.ceil((2 * base) / 3);
}

/** How many are still missing for a quorum; 0 once there is one. */
export function missingForQuorum(present: number, base: number): number {
  return Math.max(0, quorumNeeded(base) - present);
}
