import { mount } from 'svelte';
import { describe, expect, test } from 'vitest';
import { ok } from '#shared/result.ts';
import type { TellerApi } from '../../../chair-console/teller/api.ts';
import Minutes from '../../../chair-console/teller/Minutes.svelte';
import { byTestId, press, settle, show, textOf } from './mounted.ts';

function open(signed: boolean): unknown[] {
  const sent: unknown[] = [];
  const api = {
    command: (command: unknown) => {
      sent.push(command);
      return Promise.resolve(ok(null));
    },
  } as unknown as TellerApi;
  show((target) => mount(Minutes, { target, props: { signed, api } }));
  return sent;
}

function mayNotSign(): boolean {
  return (byTestId('sign-minutes') as HTMLButtonElement).disabled;
}

describe('the head signs the minutes', () => {
  test('what stands in the record says whether they are signed, also after a reload', () => {
    open(true);
    expect(mayNotSign()).toBe(true);
    expect(textOf('minutes-signed')).toContain('Đã ghi nhận');
  });

  test('[F25] a corrected version can be signed again: the button knows only the record', async () => {
    const sent = open(false);
    press('sign-minutes');
    await settle();
    expect(sent).toEqual([{ type: 'sign-minutes' }]);
    expect(mayNotSign()).toBe(false);
    expect(textOf('minutes-signed')).toBe('');
  });
});
