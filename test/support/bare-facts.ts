import type { ChairFacts } from '#shared/meeting/views-of.ts';

/** What the chair's console is made of where nothing is stored, paired or begun. */
export const bareFacts: ChairFacts = {
  setup: { plan: null },
  active: null,
  presence: { devices: [], tellers: new Map(), addresses: [] },
  alarms: [],
  copy: null,
  papers: null,
  archive: null,
};
