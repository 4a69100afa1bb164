import type { viDesk } from '../vi/desk.ts';

/** The same texts in English. */
export const enDesk: Record<keyof typeof viDesk, string> = {};
