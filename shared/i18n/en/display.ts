import type { viDisplay } from '../vi/display.ts';

/** The same texts in English. */
export const enDisplay: Record<keyof typeof viDisplay, string> = {};
