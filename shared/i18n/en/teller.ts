import type { viTeller } from '../vi/teller.ts';

/** The same texts in English. */
export const enTeller: Record<keyof typeof viTeller, string> = {};
