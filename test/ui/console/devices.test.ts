import { mount } from 'svelte';
import { expect, test } from 'vitest';
import type { DeviceView } from '#shared/meeting/views.ts';
import { ok } from '#shared/result.ts';
import type { ChairApi } from '../../../chair-console/chair/chair-api.ts';
import DevicePanel from '../../../chair-console/chair/DevicePanel.svelte';
import { chairView } from '../../support/views-chair.ts';
import { byTestId, isShown, show } from './mounted.ts';

function open(devices: readonly DeviceView[]): void {
  const api = {
    command: () => Promise.resolve(ok(null)),
    hall: () => Promise.resolve(ok(null)),
  } as unknown as ChairApi;
  const view = { ...chairView('rollCall'), devices };
  show((target) => mount(DevicePanel, { target, props: { view, api, onpair: () => undefined } }));
}

function device(id: string, online: boolean): DeviceView {
  return { id, role: 'desk', label: `Bàn ${id}`, online };
}

test('devices that are away stand open; those that are well take one line (issue 5.4)', () => {
  open(['1', '2', '3', '4', '5', '6'].map((id) => device(id, id !== '4')));
  expect(byTestId('devices-away').querySelectorAll('li')).toHaveLength(1);
  expect(byTestId('devices-away').textContent).toContain('Bàn 4');
  expect((byTestId('devices') as HTMLDetailsElement).open).toBe(false);
  expect(byTestId('devices').querySelector('summary')?.textContent).toBe('5 thiết bị đang kết nối');
});

test('a few devices are listed at once, and each but the chair’s can be revoked', () => {
  open([{ id: 'c', role: 'chair', label: 'Chủ trì', online: true }, device('1', true)]);
  expect((byTestId('devices') as HTMLDetailsElement).open).toBe(true);
  expect(isShown('devices-away')).toBe(false);
  expect([isShown('revoke-c'), isShown('revoke-1')]).toEqual([false, true]);
});
