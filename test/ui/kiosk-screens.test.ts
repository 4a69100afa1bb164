import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, test, vi as mocks } from 'vitest';
import { viVoter } from '#shared/i18n/vi/voter.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import { generateBallotCode, formatBallotCode } from '#shared/protocol/code.ts';
import type { Receipt } from '#shared/protocol/entries.ts';
import { Device } from '../../kiosk/device/runner.ts';
import type { Screen } from '../../kiosk/device/screen.ts';
import { newDevice, type DeviceEvent, type DeviceKind } from '../../kiosk/device/state.ts';
import { clearsAfter } from '../../kiosk/kiosk-desk.ts';
import { readOpening } from '../../kiosk/opening.ts';
import Voter from '../../kiosk/screens/Voter.svelte';
import * as tablet from '../../kiosk/tablet/screens.ts';
import { random, sodium } from '../support/sodium.ts';

const RECEIPT: Receipt = { id: 'A'.repeat(43), n: 9, head: 'A'.repeat(43), sig: 'A'.repeat(86) };

let shown: Record<string, unknown> | null = null;
const told: DeviceEvent[] = [];
const offered: string[] = [];
const brought: string[] = [];
const acts: string[] = [];

class Listening extends Device {
  override tell(event: DeviceEvent): void {
    told.push(event);
  }

  override offer(code: string): Promise<void> {
    offered.push(code);
    return Promise.resolve();
  }
}

function show(
  screen: Screen,
  options: {
    kind?: DeviceKind;
    other?: string;
    clearing?: number;
    tablet?: boolean;
    view?: VoterView;
    calling?: boolean;
    left?: boolean;
    brought?: boolean;
  } = {},
): string {
  const kind = options.kind ?? 'phone';
  const device = new Listening(
    kind,
    {
      sodium: () => Promise.resolve(sodium),
      random,
      load: () => Promise.resolve(null),
      store: () => Promise.resolve(null),
      exchange: () => Promise.reject(new Error('unused')),
      cast: () => Promise.reject(new Error('unused')),
      wait: () => Promise.resolve(),
      chance: () => 0,
    },
    () => undefined,
  );
  const app = {
    kind,
    screen,
    device,
    state: { ...newDevice(kind), other: options.other ?? null },
    view: options.view ?? null,
    turnout: null,
    clearing: options.clearing ?? null,
    status: 'live' as const,
    label: 'Máy số 3',
    calling: options.calling ?? false,
    left: options.left ?? false,
    brought: options.brought ?? false,
    bring: (code: string) => {
      brought.push(code);
      return Promise.resolve('opened' as const);
    },
    begin: () => acts.push('begin'),
    stillHere: () => acts.push('stillHere'),
    clear: () => acts.push('clear'),
  };
  shown = mount(Voter, {
    target: document.body,
    props: { app, stray: false, tablet: options.tablet === true ? tablet : null },
  });
  flushSync();
  return document.body.textContent;
}

function click(testid: string): void {
  document.querySelector<HTMLElement>(`[data-testid="${testid}"]`)?.click();
  flushSync();
}

afterEach(async () => {
  if (shown !== null) await unmount(shown);
  shown = null;
  told.length = 0;
  offered.length = 0;
  brought.length = 0;
  acts.length = 0;
  sessionStorage.clear();
  document.body.replaceChildren();
  mocks.useRealTimers();
});

describe('what is said', () => {
  test.each<[Screen, string, DeviceKind?]>([
    [{ name: 'noRound' }, viVoter['voter.noRound']],
    [{ name: 'notOpen', ready: true }, viVoter['voter.notOpen']],
    [{ name: 'phonesNotAllowed' }, viVoter['voter.phonesNotAllowed']],
    [{ name: 'refused', code: 'E_NOT_ISSUED', again: true }, 'Mời gặp Ban kiểm phiếu'],
    [
      { name: 'refused', code: 'E_CLAIM_UNKNOWN', again: false },
      'Mã phiếu không do Ban kiểm phiếu phát ra',
    ],
    [{ name: 'refused', code: 'E_CLAIM_USED', again: false }, 'Mã phiếu này đã được sử dụng'],
    [{ name: 'refused', code: 'E_TOKEN(1)', again: false }, 'Dấu của Ban kiểm phiếu không đúng'],
    [{ name: 'notCounted', sealed: true }, 'Phiếu của đồng chí không được tính'],
    [{ name: 'notCounted', sealed: false }, 'Đã kết thúc bỏ phiếu'],
    [{ name: 'closed' }, 'Đã kết thúc bỏ phiếu'],
    [{ name: 'voided' }, 'Lượt lấy phiếu này đã bị hủy'],
    [{ name: 'unstorable' }, 'Trình duyệt này không lưu được phiếu'],
    [{ name: 'welcome' }, 'Mời đồng chí đến bàn phát phiếu', 'kiosk'],
  ])('%o', (screen, sentence, kind = 'phone') => {
    expect(show(screen, { kind })).toContain(sentence);
  });

  test('sending: first that it is being sent, after three seconds that the device tries again', () => {
    const sending = { name: 'sending', trouble: null, stopped: false } as const;
    const early = show({ ...sending, late: false });
    expect(early).toContain('Đang gửi phiếu…');
    expect(early).not.toContain('Không cần bấm lại');
    document.body.replaceChildren();
    expect(show({ ...sending, late: true })).toContain(
      'Chưa gửi được, máy đang thử lại. Không cần bấm lại.',
    );
  });

  test('only a receipt is ever called received; E_VK_USED is said truly', () => {
    const text = show({ name: 'sending', late: true, trouble: 'E_VK_USED', stopped: true });
    expect(text).toContain('Một phiếu khác của mã này đã được nhận');
    expect(text).not.toContain(viVoter['voter.received']);
    expect(document.querySelector('[data-state="received"]')).toBeNull();
  });

  test('a receipt without its ballot: said truly, with the code to show, and what to do (design 7, Copy)', () => {
    const missing = { name: 'missing', receipt: RECEIPT, again: true } as const;
    const polling = show(missing);
    expect(polling).toContain('máy chủ này chưa có phiếu của đồng chí');
    expect(polling).toContain('quét lại đúng mã phiếu của mình');
    expect(polling).not.toContain(viVoter['voter.received']);
    expect(document.querySelectorAll('[data-testid="tracking-code"] code span')).toHaveLength(4);
    document.body.replaceChildren();
    expect(show({ ...missing, again: false })).toContain('không bỏ lại được trên máy này');
  });

  test('received: the tracking code in groups of four (P 4.4)', () => {
    show({ name: 'received', receipt: RECEIPT }, { kind: 'kiosk', clearing: 15 });
    const groups = [...document.querySelectorAll('[data-testid="tracking-code"] code span')];
    expect(groups.map(({ textContent }) => textContent)).toEqual(['0000', '0000', '0000', '0000']);
    expect(document.body.textContent).toContain('tự xóa sau 15 giây');
  });
});

test('a receipt of an earlier round, which may have been void, does not look like being done (F26)', () => {
  const text = show({ name: 'received', receipt: RECEIPT, past: true });
  expect(text).toContain('Đã nhận phiếu ở lượt trước');
  expect(text).toContain('mời quét mã trên phiếu mới');
  expect(text).not.toContain('Phát ra');
  expect(document.querySelector('.ok')).toBeNull();
  expect(document.querySelector('[data-testid="tracking-code"]')).not.toBeNull();
});

describe('what can be done', () => {
  test('a typed code is read forgivingly and handed on; another text is refused in words (P 4.6.1)', () => {
    show({ name: 'welcome' });
    const input = document.querySelector<HTMLInputElement>('[data-testid="code"]')!;
    const code = generateBallotCode(random);
    input.value = 'ABCD-1234';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    click('open-code');
    expect(offered).toEqual([]);
    expect(document.body.textContent).toContain('Mã chưa đúng');
    input.value = formatBallotCode(code).toLowerCase();
    input.dispatchEvent(new Event('input', { bubbles: true }));
    click('open-code');
    expect(offered).toEqual([code]);
  });

  test('a second code asks, and keeps the ballot unless told otherwise', () => {
    const receipt = { name: 'received', receipt: RECEIPT } as const;
    expect(show(receipt, { other: 'X' })).toContain('Máy vừa nhận một mã phiếu khác');
    click('other-keep');
    click('other-take');
    expect(told).toEqual([
      { type: 'decide', other: false },
      { type: 'decide', other: true },
    ]);
  });

  test('a sealed ballot of the present round offers no way to start afresh', () => {
    show({ name: 'sending', late: true, trouble: 'E_DISK_FULL', stopped: false });
    expect(document.querySelector('[data-testid="start-fresh"]')).toBeNull();
  });
});

describe('a kiosk between two voters', () => {
  test('clears itself after the receipt, never a ballot being marked or sent', () => {
    expect(clearsAfter({ name: 'received', receipt: RECEIPT })).toBe(15);
    expect(clearsAfter({ name: 'sending', late: true, trouble: null, stopped: false })).toBeNull();
    expect(clearsAfter({ name: 'otherRound', sealed: true })).toBeNull();
    const record = { stage: 'marking', code: '', tokens: [], marks: [] } as const;
    const election = { sid: '', eid: '', Y: '', board: '', issuers: [] };
    expect(clearsAfter({ name: 'marking', record: { ...record, election } })).toBeNull();
  });
});

describe('the screens of a kiosk tablet', () => {
  const kiosk = { kind: 'kiosk', tablet: true } as const;

  test('it is set up once, then waits for voters under its own name', () => {
    const setup = show({ name: 'welcome' }, kiosk);
    expect(setup).toContain('Chuẩn bị Máy số 3');
    // Neither in this browser: what to do instead is said in a sentence.
    expect(setup).toContain('không mở toàn màn hình được');
    expect(setup).toContain('Đặt thời gian tắt màn hình');
    click('setup-ready');
    expect(document.body.textContent).toContain('Mời đồng chí đến bàn phát phiếu');
    document.body.replaceChildren();
    expect(show({ name: 'welcome' }, kiosk)).toContain('Máy số 3');
    expect(document.querySelector('[data-state="setup"]')).toBeNull();
  });

  test('whoever is sent here sees its name large, and not a ballot before they begin', () => {
    const record = { stage: 'marking', code: '', tokens: [], marks: [0] } as const;
    const election = { sid: '', eid: '', Y: '', board: '', issuers: [] };
    const marking = { name: 'marking', record: { ...record, election } } as const;
    const text = show(marking, { ...kiosk, calling: true });
    expect(text).toContain('Máy số 3');
    expect(text).toContain('Mời đồng chí ghi phiếu');
    expect(document.querySelector('[data-state="marking"]')).toBeNull();
    click('kiosk-begin');
    expect(acts).toEqual(['begin']);
  });

  test('left mid-ballot: asks, with no countdown and no way to decide for the voter', () => {
    const text = show({ name: 'welcome' }, { ...kiosk, left: true });
    expect(text).toContain('Đồng chí vẫn đang ghi phiếu?');
    const dialog = document.querySelector('[data-testid="left-dialog"]')!;
    expect([...dialog.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
      'Tôi vẫn đang ghi phiếu',
    ]);
    expect(dialog.textContent).not.toMatch(/\d/);
    click('still-here');
    expect(acts).toEqual(['stillHere']);
  });

  test('a slip’s code is typed on the screen in groups of four, or on a keyboard', () => {
    sessionStorage.setItem('hom-phieu/kiosk-ready', '1');
    show({ name: 'welcome' }, kiosk);
    click('kiosk-enter');
    const code = generateBallotCode(random);
    for (const character of code.slice(0, 6)) click(`key-${character}`);
    const field = document.querySelector('[data-testid="typed"]')!;
    const groups = [...field.children].map(({ textContent }) => textContent);
    expect(groups).toEqual([code.slice(0, 4), `${code.slice(4, 6)}··`, '····', '····', '····']);
    click('erase');
    click('open-typed');
    expect(brought).toEqual([]);
    for (const character of code.slice(5)) {
      const place = /[0-9]/.test(character) ? `Digit${character}` : `Key${character}`;
      // What an input method makes of the key does not matter.
      dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', code: place }));
    }
    flushSync();
    click('open-typed');
    expect(brought).toEqual([code]);
  });

  test('without https there is no camera, and a sentence says so', () => {
    sessionStorage.setItem('hom-phieu/kiosk-ready', '1');
    mocks.stubGlobal('isSecureContext', false);
    show({ name: 'welcome' }, kiosk);
    click('kiosk-enter');
    expect(document.querySelector('[data-testid="camera"]')).toBeNull();
    expect(document.body.textContent).toContain('Máy ảnh chỉ dùng được khi trang mở bằng https');
    mocks.unstubAllGlobals();
  });

  test('a code that was brought and is refused for now can be taken back', () => {
    const refused = { name: 'refused', code: 'E_NOT_ISSUED', again: true } as const;
    show(refused, { ...kiosk, brought: true });
    click('bring-cancel');
    expect(acts).toEqual(['clear']);
  });
});

describe('the address', () => {
  test('a code in the fragment, a pairing, anything else', () => {
    const code = generateBallotCode(random);
    expect(readOpening(`#${formatBallotCode(code)}`)).toEqual({ type: 'code', code });
    expect(readOpening('#pair=AB12')).toEqual({ type: 'pair', code: 'AB12' });
    expect(readOpening('#/kiosk')).toEqual({ type: 'kiosk' });
    expect(readOpening('')).toEqual({ type: 'plain' });
    expect(readOpening('#%E0%A4%A')).toEqual({ type: 'stray' });
  });
});
