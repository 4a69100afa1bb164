/** A ballot, from its sealing to its checks: layout and id, sealing, verification (SPEC B). */
export * from './ballot-layout.ts';
export * from './seal.ts';
export * from './ballot-check.ts';
