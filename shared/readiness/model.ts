import type { ReadinessCheck } from '../papers/readiness.ts';

/** What is looked at, in the order in which it is shown and printed. */
export const CHECK_IDS = [
  'devices',
  'wifi',
  'serving',
  'certificate',
  'features',
  'disk',
  'copy',
  'clock',
  'fonts',
  'sample',
  'zero',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

/** A check of the hall's machines, or one that the round's records answer. */
export interface NamedCheck extends ReadinessCheck {
  readonly id: CheckId | `round-${number}`;
}
