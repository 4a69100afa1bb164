import { mount } from 'svelte';
import { expect, test } from 'vitest';
import { ok } from '#shared/result.ts';
import HeadPapers from '../../../chair-console/papers/HeadPapers.svelte';
import type { PapersApi } from '../../../chair-console/papers/papers-api.ts';
import { settle, show } from './mounted.ts';

test('the head’s page asks for the list of papers once, not for ever (its line has a rate limit)', async () => {
  let asked = 0;
  const api = {
    list: () => {
      asked += 1;
      // An endless round of questions would end no test.
      return asked < 10 ? Promise.resolve(ok([])) : new Promise(() => undefined);
    },
  } as unknown as PapersApi;
  show((target) => mount(HeadPapers, { target, props: { phase: 'announced', api } }));
  for (let i = 0; i < 5; i += 1) await settle();
  expect(asked).toBe(1);
});
