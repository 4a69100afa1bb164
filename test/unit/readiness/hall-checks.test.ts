import { describe, expect, test } from 'vitest';
import type { HallFacts } from '#shared/readiness/facts.ts';
import { hallChecks } from '#shared/readiness/hall-checks.ts';
import { VIETNAMESE_LETTERS } from '#shared/readiness/letters.ts';
import { CHECK_IDS } from '#shared/readiness/model.ts';
import type { CheckId, NamedCheck } from '#shared/readiness/model.ts';

const NOW = Date.UTC(2026, 10, 21, 1);
const DAY = 86_400_000;
const FINGERPRINT = 'AB12'.repeat(16);

const GOOD: HallFacts = {
  alarms: [],
  devices: [
    { id: 'a', role: 'chair', label: 'Chủ trì', online: true, ms: 2, polling: false },
    { id: 'b', role: 'desk', label: 'Bàn 1', online: true, ms: 40, polling: false },
  ],
  walk: {
    urls: [],
    walkers: [{ n: 1, now: 12, worst: 210, sent: 400, lost: 1, silence: 900, heard: 0 }],
  },
  serving: {
    way: 'own',
    names: ['phieu.vn'],
    fingerprint: FINGERPRINT,
    until: '2027-02-01T00:00:00.000Z',
    authority: null,
  },
  openKey: false,
  newAuthority: false,
  chain: 1,
  life: { end: NOW + 60 * DAY, needed: NOW + 10 * DAY },
  freeBytes: 12_400_000_000,
  copy: { path: '/media/usb', lagSeconds: 0, entriesBehind: 0, failed: null },
  clock: { now: NOW, text: '21/11/2026 08:00', zone: 420, day: '2026-11-21', built: NOW - DAY },
  missingLetters: '',
  sample: { ms: 80, failed: null },
  findings: { clock: NOW + 900, fonts: true, secure: true, sample: { ms: 300, failed: null } },
  round: {
    phase: 'rollCall',
    rehearsal: false,
    votingDay: '2026-11-25',
    ballots: 0,
    exchanges: 0,
    issued: 0,
  },
  votingDay: '2026-11-25',
};

function check(id: CheckId, change: Partial<HallFacts>): NamedCheck {
  return hallChecks({ ...GOOD, ...change }).find((each) => each.id === id)!;
}

const PLAIN = {
  serving: { way: 'plain', names: [], fingerprint: null, until: null, authority: null },
  life: null,
} as const;
const LOCAL = { serving: { ...GOOD.serving, way: 'local' } } as const;

describe('every check (issue 5, point 8)', () => {
  test('in one order, each once; well means green and without advice', () => {
    const all = hallChecks(GOOD);
    expect(all.map(({ id }) => id)).toEqual(CHECK_IDS);
    for (const each of all) expect([each.state, each.advice], each.id).toEqual(['ok', '']);
  });

  test('whatever is not well says in one sentence what to do', () => {
    const bad: Partial<HallFacts> = {
      ...PLAIN,
      alarms: [{ code: 'disk-low' }],
      devices: [],
      walk: { urls: [], walkers: [] },
      copy: null,
      missingLetters: 'ễ',
      sample: { ms: 1, failed: 'E_TOTAL' },
      clock: { ...GOOD.clock, zone: 0 },
      round: { ...GOOD.round!, ballots: 1 },
    };
    for (const each of hallChecks({ ...GOOD, ...bad })) {
      expect(each.state, each.id).not.toBe('ok');
      expect(each.advice, each.id).toMatch(/^[A-ZĐ].{5,200}\.$/u);
      expect(each.value, each.id).not.toBe('');
    }
  });

  test('before a plan is loaded all of it that can be known is', () => {
    const early = hallChecks({ ...GOOD, round: null, votingDay: null });
    expect(early.map(({ state }) => state)).toEqual(CHECK_IDS.map(() => 'ok'));
  });

  const cases: [string, CheckId, Partial<HallFacts>, NamedCheck['state'], RegExp][] = [
    ['nobody but the chair', 'devices', { devices: GOOD.devices.slice(0, 1) }, 'warn', /Ghép máy/u],
    [
      'a device away is named',
      'devices',
      { devices: [...GOOD.devices, { ...GOOD.devices[1]!, label: 'Bàn 2', online: false }] },
      'warn',
      /Bàn 2/u,
    ],
    [
      'a slow device',
      'devices',
      { devices: [{ ...GOOD.devices[1]!, ms: 900 }] },
      'warn',
      /gần bộ phát/u,
    ],
    [
      'a place without Wi-Fi',
      'wifi',
      { walk: { urls: [], walkers: [{ ...GOOD.walk.walkers[0]!, silence: 5_001 }] } },
      'fail',
      /thêm bộ phát/u,
    ],
    [
      'a slow place',
      'wifi',
      { walk: { urls: [], walkers: [{ ...GOOD.walk.walkers[0]!, worst: 1_501 }] } },
      'warn',
      /yếu/u,
    ],
    [
      'more than one answer in fifty lost',
      'wifi',
      { walk: { urls: [], walkers: [{ ...GOOD.walk.walkers[0]!, lost: 9 }] } },
      'warn',
      /yếu/u,
    ],
    ['plain HTTP names its risk', 'serving', PLAIN, 'warn', /sửa trang bỏ phiếu/u],
    ['what browsers refuse then', 'features', PLAIN, 'warn', /bằng tay hoặc máy quét/u],
    ['an authority nobody has', 'serving', { ...LOCAL, newAuthority: true }, 'warn', /cài trên/u],
    ['expired', 'certificate', { life: { end: NOW, needed: NOW + DAY } }, 'fail', /đã hết hạn/u],
    [
      'expires before the meeting',
      'certificate',
      { life: { end: NOW + 9 * DAY, needed: NOW + 10 * DAY } },
      'fail',
      /trước khi họp xong\. Gia hạn/u,
    ],
    [
      'a local one is made anew by a start',
      'certificate',
      { ...LOCAL, life: { end: NOW + 9 * DAY, needed: NOW + 10 * DAY } },
      'fail',
      /Khởi động lại máy chủ/u,
    ],
    [
      'expires just after',
      'certificate',
      { life: { end: NOW + 16 * DAY, needed: NOW + 10 * DAY } },
      'warn',
      /ngay sau/u,
    ],
    ['a key that others can read', 'certificate', { openKey: true }, 'warn', /600/u],
    ['a file without its chain', 'certificate', { chain: 0 }, 'warn', /fullchain/u],
    ['disk full', 'disk', { alarms: [{ code: 'disk-full' }] }, 'fail', /500 MB/u],
    ['disk low', 'disk', { alarms: [{ code: 'disk-low' }] }, 'warn', /500 MB/u],
    ['no copy', 'copy', { copy: null }, 'warn', /Cắm USB/u],
    ['copy lost', 'copy', { alarms: [{ code: 'copy-lost' }] }, 'fail', /USB/u],
    ['copy late', 'copy', { alarms: [{ code: 'copy-lag' }] }, 'warn', /USB/u],
    [
      'a clock before the software was made',
      'clock',
      { clock: { ...GOOD.clock, built: NOW + 1 } },
      'fail',
      /đặt lại đồng hồ/u,
    ],
    ['a foreign zone', 'clock', { clock: { ...GOOD.clock, zone: 0 } }, 'warn', /GMT\+7/u],
    [
      'two clocks apart',
      'clock',
      { findings: { ...GOOD.findings!, clock: NOW + 300_000 } },
      'warn',
      /lệch 5 phút/u,
    ],
    [
      'the voting day is past',
      'clock',
      { clock: { ...GOOD.clock, day: '2026-11-26' } },
      'warn',
      /Đã qua ngày/u,
    ],
    ['letters missing from a font', 'fonts', { missingLetters: 'ễự' }, 'fail', /cài lại/u],
    [
      'this screen without the font',
      'fonts',
      { findings: { ...GOOD.findings!, fonts: false } },
      'warn',
      /Tải lại/u,
    ],
    [
      'a sample that failed here',
      'sample',
      { sample: { ms: 9, failed: 'totals' } },
      'fail',
      /đổi máy/u,
    ],
    [
      'a sample that failed on the device',
      'sample',
      { findings: { ...GOOD.findings!, sample: { ms: 9, failed: 'E_PROOF' } } },
      'fail',
      /đổi máy/u,
    ],
    [
      'R32: a ballot in the box',
      'zero',
      { round: { ...GOOD.round!, ballots: 1 } },
      'fail',
      /dừng lại/u,
    ],
    [
      'R32: a line in the register',
      'zero',
      { round: { ...GOOD.round!, exchanges: 1 } },
      'fail',
      /dừng lại/u,
    ],
    [
      'the polls are open',
      'zero',
      { round: { ...GOOD.round!, phase: 'polling', ballots: 3 } },
      'warn',
      /Đã mở/u,
    ],
  ];
  test.each(cases)('%s', (_name, id, change, state, advice) => {
    const found = check(id, change);
    expect([found.state, found.advice]).toEqual([state, expect.stringMatching(advice)]);
  });

  test('figures: room, lag, half a fingerprint, the day of expiry', () => {
    expect(check('disk', {}).value).toBe('Còn trống 12,4 GB');
    expect(check('disk', { freeBytes: 640_900_000 }).value).toBe('Còn trống 640 MB');
    expect(check('copy', {}).value).toBe('Tại /media/usb; chậm 0 giây');
    expect(check('certificate', {}).value).toMatch(/01\/02\/2027|01\/2\/2027/u);
    expect(check('certificate', {}).value).toContain('AB12 AB12');
  });

  test('a rehearsal may be held on any day', () => {
    const clock = { ...GOOD.clock, day: '2026-11-26' };
    expect(check('clock', { clock, round: { ...GOOD.round!, rehearsal: true } }).state).toBe('ok');
  });
});

describe('the letters', () => {
  test('134 accented letters, composed, none twice', () => {
    const letters = Array.from(VIETNAMESE_LETTERS);
    expect(letters).toHaveLength(134);
    expect(new Set(letters).size).toBe(134);
    expect(VIETNAMESE_LETTERS.normalize('NFC')).toBe(VIETNAMESE_LETTERS);
    for (const letter of 'ẪựĐđỗỡÝỵ') expect(letters).toContain(letter);
  });
});
