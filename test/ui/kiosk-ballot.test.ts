import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi as mocks } from 'vitest';
import type { VoterView } from '#shared/meeting/views.ts';
import type { MarkCode } from '#shared/protocol/entries.ts';
import { display } from '../../kiosk/display.svelte.ts';
import Ballot from '../../kiosk/screens/Ballot.svelte';
import { speech } from '../../kiosk/speech.svelte.ts';
import BallotHost from './BallotHost.svelte';
import { LINES } from '../support/views.ts';

const view: VoterView = {
  phase: 'polling',
  round: 'bch-1',
  voided: false,
  rehearsal: false,
  title: 'Lấy phiếu tín nhiệm',
  issuingBody: 'Huyện ủy X',
  venueName: 'Hội nghị',
  addressTerm: 'đại biểu',
  votingDay: '2026-11-21',
  phonesAllowed: true,
  lines: LINES.slice(0, 3),
  criteria: [{ heading: 'Phẩm chất', items: ['Đạo đức, lối sống'] }],
  turnout: { issued: 3, collected: 0, outstanding: 3 },
  election: null,
};

let shown: Record<string, unknown> | null = null;
const oncast = mocks.fn();

function show(marks: MarkCode[] = [0, 0, 0]): void {
  shown = mount(BallotHost, { target: document.body, props: { view, marks, oncast } });
  flushSync();
}

function find(testid: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
  if (element === null) throw new Error(`No ${testid} on the screen`);
  return element;
}

function has(testid: string): boolean {
  return document.querySelector(`[data-testid="${testid}"]`) !== null;
}

let clock = 0;

/** A touch, `after` milliseconds after the one before. */
function press(testid: string, init: PointerEventInit = {}, after = 1000): void {
  clock += after;
  const event = new PointerEvent('pointerdown', { bubbles: true, button: 0, ...init });
  Object.defineProperty(event, 'timeStamp', { value: clock });
  find(testid).dispatchEvent(event);
  flushSync();
}

function click(testid: string): void {
  find(testid).click();
  flushSync();
}

function back(state: unknown): void {
  dispatchEvent(new PopStateEvent('popstate', { state }));
  flushSync();
}

beforeEach(() => {
  clock = performance.now();
  display.layout = 'list';
  mocks.stubGlobal('scrollTo', () => undefined);
});

afterEach(async () => {
  if (shown !== null) await unmount(shown);
  shown = null;
  oncast.mockReset();
  document.body.replaceChildren();
});

describe('marking', () => {
  test('a mark is set when the finger comes down, not when it is lifted (design 7, Touch)', () => {
    show();
    press('level-s1-high');
    expect(find('level-s1-high').getAttribute('aria-pressed')).toBe('true');
    expect(find('level-s1-high').querySelector('path')).not.toBeNull();
    // The click that the browser makes of the same touch changes nothing.
    find('level-s1-high').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    flushSync();
    expect(find('level-s1-high').getAttribute('aria-pressed')).toBe('true');
  });

  test('another box takes the mark over; never two boxes of a person (F2)', () => {
    show();
    press('level-s1-high');
    press('level-s1-low');
    expect(find('level-s1-high').getAttribute('aria-pressed')).toBe('false');
    expect(find('level-s1-low').getAttribute('aria-pressed')).toBe('true');
    expect(document.querySelectorAll('[aria-pressed="true"]')).toHaveLength(1);
  });

  test('a finger that trembles marks once (experience 4)', () => {
    show();
    press('level-s1-high', { pointerType: 'touch' });
    press('level-s1-high', { pointerType: 'touch' }, 120);
    press('level-s1-high', { pointerType: 'touch' }, 120);
    find('level-s1-high').dispatchEvent(new Event('touchend', { bubbles: true }));
    flushSync();
    expect(find('subject-s1').dataset['mark']).toBe('1');
    press('level-s1-high', { pointerType: 'touch' }, 500);
    expect(find('subject-s1').dataset['mark']).toBe('0');
  });

  test('two touches of one button turn one page, a key and a mouse turn as often as pressed', () => {
    display.layout = 'one';
    show();
    function tap(init: PointerEventInit): void {
      const event = new PointerEvent('click', { bubbles: true, cancelable: true, ...init });
      find(has('begin') ? 'begin' : 'next').dispatchEvent(event);
      flushSync();
    }
    tap({ pointerType: 'touch', detail: 1 });
    tap({ pointerType: 'touch', detail: 2 });
    expect(has('subject-s1')).toBe(true);
    tap({ pointerType: 'mouse', detail: 2 });
    expect(has('subject-s1')).toBe(true);
    tap({ pointerType: 'mouse', detail: 1 });
    expect(has('subject-s2')).toBe(true);
    tap({ detail: 0 });
    expect(has('subject-s3')).toBe(true);
  });

  test('a second touch, or "Xóa dấu", clears the mark', () => {
    show();
    press('level-s2-confidence');
    press('level-s2-confidence');
    expect(find('subject-s2').dataset['mark']).toBe('0');
    press('level-s2-confidence');
    click('clear-s2');
    expect(find('subject-s2').dataset['mark']).toBe('0');
  });

  test('the keyboard and a screen reader mark too, a held key once', () => {
    show();
    click('level-s1-low');
    expect(find('subject-s1').dataset['mark']).toBe('3');
    const held = new KeyboardEvent('keydown', {
      key: 'Enter',
      repeat: true,
      cancelable: true,
      bubbles: true,
    });
    find('level-s1-low').dispatchEvent(held);
    expect(held.defaultPrevented).toBe(true);
  });

  test('a touch that goes on to scroll the page leaves the mark as it was', () => {
    show([3, 0, 0]);
    mocks.stubGlobal('scrollY', 0);
    press('level-s1-high', { pointerType: 'touch' });
    mocks.stubGlobal('scrollY', 120);
    find('level-s1-high').dispatchEvent(new Event('touchend', { bubbles: true }));
    flushSync();
    expect(find('subject-s1').dataset['mark']).toBe('3');
    press('level-s1-high', { pointerType: 'touch' });
    find('level-s1-high').dispatchEvent(new Event('touchend', { bubbles: true }));
    flushSync();
    expect(find('subject-s1').dataset['mark']).toBe('1');
  });

  test('no box is marked beforehand, and the progress counts', () => {
    show();
    expect(document.querySelectorAll('[aria-pressed="true"]')).toHaveLength(0);
    expect(find('progress').textContent).toBe('Đã đánh dấu 0/3 người');
    press('level-s1-high');
    press('level-s3-low');
    expect(find('progress').textContent).toBe('Đã đánh dấu 2/3 người');
  });

  test('one person at a time: an introduction, then each person, then the review', () => {
    display.layout = 'one';
    show();
    expect(has('level-s1-high')).toBe(false);
    click('begin');
    press('level-s1-high');
    expect(has('level-s2-high')).toBe(false);
    click('next');
    expect(has('level-s2-high')).toBe(true);
    click('next');
    click('review');
    expect(find('state').dataset['state']).toBe('review');
  });

  test('the back button goes one step back on the ballot and never leaves it', () => {
    display.layout = 'one';
    show();
    click('begin');
    const first: unknown = history.state;
    click('next');
    const second: unknown = history.state;
    click('next');
    click('review');
    back(second);
    expect(has('level-s2-high')).toBe(true);
    back(first);
    expect(has('level-s1-high')).toBe(true);
    back({ ballot: { introduced: true, at: 99, reviewing: false } });
    expect(has('level-s1-high')).toBe(true);
  });

  test('a reload stays at the person it was at; the next ballot begins at the start', async () => {
    display.layout = 'one';
    show();
    click('begin');
    click('next');
    const place: unknown = history.state;
    if (shown !== null) await unmount(shown);
    expect(history.state).toBeNull();
    show();
    expect(has('begin')).toBe(true);
    if (shown !== null) await unmount(shown);
    history.replaceState(place, '');
    show();
    expect(has('level-s2-high')).toBe(true);
  });

  test('the criteria are behind one button (R11)', () => {
    show();
    expect(document.body.textContent).not.toContain('Đạo đức, lối sống');
    click('criteria');
    expect(find('criteria-dialog').textContent).toContain('Đạo đức, lối sống');
  });
});

describe('reading aloud', () => {
  afterEach(() => {
    mocks.unstubAllGlobals();
  });

  function withVoices(...voices: { lang: string; localService: boolean }[]): string[] {
    const said: string[] = [];
    const synthesis = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      cancel: () => undefined,
      speak: (words: { text: string }) => said.push(words.text),
    });
    mocks.stubGlobal('speechSynthesis', synthesis);
    mocks.stubGlobal(
      'SpeechSynthesisUtterance',
      class {
        readonly text: string;
        constructor(text: string) {
          this.text = text;
        }
      },
    );
    speech.start();
    return said;
  }

  test('reads number, name and post by the device’s own Vietnamese voice, never a mark', () => {
    const said = withVoices({ lang: 'vi-VN', localService: true });
    show([3, 0, 0]);
    click('listen-s1');
    expect(said).toEqual([`1. ${LINES[0]?.name ?? ''}. ${LINES[0]?.post ?? ''}.`]);
  });

  test('is not offered where only a voice from the Internet, or none, is there', () => {
    withVoices({ lang: 'vi-VN', localService: false }, { lang: 'en-GB', localService: true });
    show();
    expect(has('listen-s1')).toBe(false);
  });
});

describe('photo and dossier (R9)', () => {
  const [first, second] = LINES;
  const pictured: VoterView = {
    ...view,
    lines: [
      {
        ...first!,
        photo: '/files/t/a',
        dossier: [
          { name: 'Báo cáo', url: '/files/t/b', bytes: 1_300_000, type: 'pdf' },
          { name: 'Kê khai', url: '/files/t/c', bytes: 900, type: 'docx' },
        ],
      },
      second!,
    ],
  };

  function showPictured(): void {
    const props = { view: pictured, marks: [0, 0] as MarkCode[], oncast };
    shown = mount(BallotHost, { target: document.body, props });
    flushSync();
  }

  test('a photo where the plan has one; no gap and no button where it has none', () => {
    showPictured();
    expect(find('photo-s1').getAttribute('src')).toBe('/files/t/a');
    expect([has('photo-s2'), has('dossier-s2')]).toEqual([false, false]);
  });

  test('the dossier is one touch away, each file with its kind and size, read in this page', async () => {
    showPictured();
    click('dossier-s1');
    // Loaded when it is asked for: a busy machine takes its time.
    await mocks.waitFor(() => {
      flushSync();
      find('dossier-dialog');
    }, 10_000);
    const papers = [...document.querySelectorAll('[data-testid="paper"]')];
    expect(papers.map(({ textContent }) => textContent.trim())).toEqual([
      'Báo cáo (PDF, 1,2 MB)',
      'Kê khai (Word, 1 KB)',
    ]);
    // Nothing leads out of the ballot, to another window or to a file on the device.
    expect(find('dossier-dialog').querySelector('a, iframe, object, embed')).toBeNull();
    click('dossier-close');
    expect(has('dossier-dialog')).toBe(false);
  });
});

describe('on a tablet that voters share', () => {
  test('the way back stays in the page: the browser’s history holds the present place alone', () => {
    display.layout = 'one';
    const props = { view, marks: [0, 0, 0] as MarkCode[], oncast, shared: true };
    shown = mount(BallotHost, { target: document.body, props });
    flushSync();
    const { length } = history;
    click('begin');
    click('next');
    expect(history.length).toBe(length);
    back(null);
    expect(has('level-s1-high')).toBe(true);
    back(null);
    expect(has('begin')).toBe(true);
    back(null);
    expect(has('begin')).toBe(true);
  });
});

describe('review and casting', () => {
  test('names every person left blank and what a blank means (F1)', () => {
    show([1, 0, 0]);
    click('review');
    const text = find('blanks').textContent;
    expect(text).toContain('Chưa đánh dấu 2 người');
    expect(text).toContain(LINES[1]?.name);
    expect(text).toContain(LINES[2]?.name);
    expect(text).not.toContain(LINES[0]?.name);
    expect(text).toContain('không hợp lệ đối với người đó');
  });

  test('one blank is said in the sentence of the paper (procedure E)', () => {
    show([1, 2, 0]);
    click('review');
    expect(find('blanks').textContent).toBe(
      `Chưa đánh dấu: ${LINES[2]?.name ?? ''}. Phần để trống được tính là không hợp lệ đối với người đó.`,
    );
  });

  test('every person is listed with the level marked', () => {
    show([1, 2, 3]);
    click('review');
    expect(find('review-s1').textContent).toContain('Tín nhiệm cao');
    expect(find('review-s3').textContent).toContain('Tín nhiệm thấp');
    expect(find('blanks').textContent).toContain('Đã đánh dấu đủ 3 người');
  });

  test('"Sửa lại" leads to that person, and the review can be reached from there', async () => {
    display.layout = 'one';
    show([1, 0, 3]);
    click('next');
    click('next');
    click('review');
    click('edit-s2');
    await Promise.resolve();
    flushSync();
    expect(has('level-s2-high')).toBe(true);
    expect(has('review')).toBe(true);
  });

  test('casting asks first, in the plan’s form of address; "Quay lại" casts nothing', () => {
    show([1, 2, 3]);
    click('review');
    click('cast');
    expect(oncast).not.toHaveBeenCalled();
    expect(find('cast-dialog').textContent).toContain('Đại biểu có chắc chắn bỏ phiếu?');
    click('cast-cancel');
    expect(oncast).not.toHaveBeenCalled();
    click('cast');
    click('cast-confirm');
    expect(oncast).toHaveBeenCalledTimes(1);
  });

  test('a press that leaves the button before it is lifted does not cast (X 3, 7.2-H)', () => {
    show([1, 2, 3]);
    click('review');
    press('cast');
    expect(find('cast-dialog').textContent).toBe('');
  });
});

test('the ballot is a component of props and callbacks alone', () => {
  shown = mount(Ballot, {
    target: document.body,
    props: {
      ...{ view, marks: [0, 0, 0], onmark: () => undefined, oncast },
      ...{ onseal: () => undefined, ontest: () => undefined },
    },
  });
  flushSync();
  press('level-s1-high');
  expect(find('subject-s1').dataset['mark']).toBe('0');
});
