import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import ScanDialog from '../../chair-console/desk/ScanDialog.svelte';
import Camera from '../../kiosk/tablet/Camera.svelte';

/** What is in sight of the camera, one after the other; the last stays. */
let sights: (string | null)[] = [];
vi.mock('#shared/ui/qr-reader.ts', () => ({
  qrReader: () =>
    Promise.resolve(() =>
      Promise.resolve((sights.length > 1 ? sights.shift() : sights[0]) ?? null),
    ),
}));

const stop = vi.fn();
const ask = vi.fn(() => Promise.resolve({ getTracks: () => [{ stop }] }));

beforeEach(() => {
  Object.defineProperty(navigator, 'mediaDevices', {
    configurable: true,
    value: { getUserMedia: ask },
  });
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    configurable: true,
    value: null,
    writable: true,
  });
  HTMLMediaElement.prototype.play = () => Promise.resolve();
  stop.mockClear();
  ask.mockClear();
});

afterEach(() => {
  Reflect.deleteProperty(navigator, 'mediaDevices');
  document.body.replaceChildren();
});

test('issue 5.3: a code in sight is told once though a hand shakes, again after it was gone; closed, the camera is off', async () => {
  sights = ['m1', null, 'm1', null, null, null, null, null, 'm1', 'm2'];
  const ontext = vi.fn();
  const dialog = mount(ScanDialog, {
    target: document.body,
    props: { said: '', ontext, onclose: () => undefined },
  });
  await vi.waitFor(
    () => {
      expect(ontext.mock.calls).toEqual([['m1'], ['m1'], ['m2']]);
    },
    { timeout: 10_000 },
  );
  expect(stop).not.toHaveBeenCalled();
  await unmount(dialog);
  expect(stop).toHaveBeenCalledOnce();
});

test('issue 5.2: a tablet takes a ballot code and says of another that it is none', async () => {
  sights = ['https://example.org/'];
  const oncode = vi.fn();
  const camera = mount(Camera, {
    target: document.body,
    props: {
      oncode,
      onclose: () => undefined,
      read: (text: string) => (text === 'good' ? 'G' : null),
    },
  });
  const before = document.querySelector('[role=status]')?.textContent;
  await vi.waitFor(() => {
    expect(document.querySelector('[role=status]')?.textContent).not.toBe(before);
  });
  expect(oncode).not.toHaveBeenCalled();
  sights = ['good'];
  await vi.waitFor(() => {
    expect(oncode).toHaveBeenCalledWith('G');
  });
  await unmount(camera);
  expect(stop).toHaveBeenCalled();
});

test('no camera: said, with another way', async () => {
  ask.mockImplementationOnce(() => Promise.reject(new Error('NotAllowedError')));
  const camera = mount(Camera, {
    target: document.body,
    props: { oncode: () => undefined, onclose: () => undefined },
  });
  await vi.waitFor(() => {
    expect(document.querySelector('[role=alert]')).not.toBeNull();
  });
  await unmount(camera);
});
