import type { viChair } from '../vi/chair.ts';

/** The same texts in English. */
export const enChair: Record<keyof typeof viChair, string> = {};
