import type { viSupervisor } from '../vi/supervisor.ts';

/** The same texts in English. */
export const enSupervisor: Record<keyof typeof viSupervisor, string> = {};
