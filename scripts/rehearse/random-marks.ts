import { MARKS_FORMAT, type Mark, type MarksFile } from '#shared/plan/marks.ts';

/** Numbers from 0 to below 1 that follow from the seed alone (mulberry32); not for secrets. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Marks as a hall might give them: mostly high, some of each other kind. */
function markOf(chance: number): Mark {
  if (chance < 0.58) return 'high';
  if (chance < 0.87) return 'confidence';
  return chance < 0.96 ? 'low' : 'blank';
}

/** A marks file of `voters` ballots with `lines` marks each, the same for the same seed. */
export function randomMarks(voters: number, lines: number, seed: number): MarksFile {
  const next = seeded(seed);
  const ballots = Array.from({ length: voters }, () =>
    Array.from({ length: lines }, () => markOf(next())),
  );
  return { format: MARKS_FORMAT, ballots };
}
