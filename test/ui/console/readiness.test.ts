import { flushSync, mount, tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { ok } from '#shared/result.ts';
import type { ReadinessReport } from '#shared/wire-readiness.ts';
import CheckTable from '../../../chair-console/readiness/CheckTable.svelte';
import ReadinessPage from '../../../chair-console/readiness/ReadinessPage.svelte';
import WalkScreen from '../../../chair-console/walk/WalkScreen.svelte';
import { byTestId, isShown, press, show, textOf } from './mounted.ts';

const FINGERPRINT = 'AB12'.repeat(16);

const REPORT: ReadinessReport = {
  checks: [
    { id: 'disk', what: 'Ổ đĩa', state: 'ok', value: '12,4 GB', advice: '' },
    { id: 'copy', what: 'Bản sao', state: 'warn', value: 'Chưa chọn', advice: 'Cắm USB.' },
    { id: 'round-1', what: 'Danh sách', state: 'fail', value: '0 người', advice: 'Nạp danh sách.' },
  ],
  serving: { way: 'plain', names: [], fingerprint: null, until: null, authority: null },
  devices: [
    { id: 'a', role: 'desk', label: 'Bàn 1', online: true, ms: 41, polling: true },
    { id: 'b', role: 'kiosk', label: 'Máy 2', online: false, ms: null, polling: false },
  ],
  walk: { urls: [], walkers: [] },
};

async function page(report: ReadinessReport) {
  const readiness = vi.fn(() => Promise.resolve(ok(report)));
  const onclose = vi.fn();
  show((target) => mount(ReadinessPage, { target, props: { api: { readiness }, onclose } }));
  await vi.waitFor(() => {
    expect(isShown('ready-verdict')).toBe(true);
  });
  flushSync();
  return { readiness, onclose };
}

describe('the readiness page', () => {
  test('every check with its state in words and what to do; the verdict counts them', async () => {
    const { onclose } = await page(REPORT);
    expect(textOf('ready-verdict')).toContain('1 mục không đạt, 1 mục cần lưu ý');
    expect(textOf('check-copy')).toMatch(/Bản sao.*Cần lưu ý.*Chưa chọn.*Cắm USB\./u);
    expect(textOf('check-disk')).toContain('Đạt');
    expect(byTestId('check-round-1').dataset['state']).toBe('fail');
    expect(textOf('ready-devices')).toMatch(/Bàn 1.*41 ms.*WebSocket.*Máy 2.*mất kết nối/u);
    press('ready-back');
    expect(onclose).toHaveBeenCalledOnce();
  });

  test('each way of serving is explained, and the one in use is marked', async () => {
    await page(REPORT);
    expect(textOf('serving')).toMatch(/HTTP, không mã hóa\s*đang dùng/u);
    expect(textOf('serving')).toContain('có thể sửa trang');
    expect(textOf('serving')).toContain('--tls-local');
  });

  test('with a local authority: both fingerprints whole, and where to install it', async () => {
    const pages = ['http://192.168.1.10:8080/chung-chi/'];
    const authority = { fingerprint: 'CD34'.repeat(16), until: '2027-01-01T00:00:00Z', pages };
    const until = '2027-01-01T00:00:00Z';
    await page({
      ...REPORT,
      serving: { way: 'local', names: [], fingerprint: FINGERPRINT, until, authority },
    });
    const shown = textOf('serving').replace(/\s/gu, '');
    expect(shown).toContain(FINGERPRINT);
    expect(shown).toContain(authority.fingerprint);
    expect(textOf('install-url')).toBe(pages[0]);
  });

  test('a walk: begun by the chair, its phones and their worst points shown', async () => {
    const walker = { n: 1, now: null, worst: 1_234, sent: 50, lost: 7, silence: 6_100, heard: 6 };
    const urls = ['http://192.168.1.10:8080/console/#walk=abcd'];
    const { readiness } = await page({ ...REPORT, walk: { urls, walkers: [walker] } });
    expect(textOf('walk-url')).toBe(urls[0]);
    expect(textOf('walker-1')).toMatch(/mất sóng.*1\.234 ms.*7 \/ 50.*6,1 giây/u);
    press('walk-start');
    await tick();
    expect(readiness).toHaveBeenCalledWith(expect.objectContaining({ walk: 'start' }));
  });

  test('what it is told of this device is told to the server: clock, fonts, sample', async () => {
    const { readiness } = await page(REPORT);
    await vi.waitFor(
      () => {
        const findings = (readiness.mock.calls as unknown[][]).map(
          ([message]) => (message as { findings: { sample: unknown } }).findings.sample,
        );
        expect(findings).toContainEqual({ ms: expect.any(Number) as number, failed: null });
      },
      { timeout: 10_000 },
    );
  });

  test('a check that is well has no advice', () => {
    const checks = REPORT.checks.slice(0, 1);
    show((target) => mount(CheckTable, { target, props: { heading: 'Máy', checks } }));
    expect(byTestId('check-disk').querySelector('.advice')).toBeNull();
  });
});

describe('the walking phone', () => {
  const figures = { now: 21, worst: 310, sent: 40, lost: 2, silence: 1_400 };

  test.each([
    ['good', 'TỐT'],
    ['slow', 'CHẬM'],
    ['out', 'MẤT SÓNG'],
    ['over', 'ĐÃ KẾT THÚC'],
  ] as const)('%s in a word as well as in colour', (state, word) => {
    show((target) => mount(WalkScreen, { target, props: { n: 3, state, figures, awake: false } }));
    expect(textOf('walk')).toContain(word);
    expect(textOf('walk')).toContain('Máy 3');
    expect(textOf('walk-lost')).toBe('2 / 40');
    expect(textOf('walk-now')).toBe(state === 'out' ? '–' : '21 ms');
    expect(textOf('walk')).toContain('không giữ sáng màn hình');
  });
});
