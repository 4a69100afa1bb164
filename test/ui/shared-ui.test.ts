import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, test, vi as mocks } from 'vitest';
import type { Turnout } from '#shared/meeting/views.ts';
import ConfirmNumber from '#shared/ui/ConfirmNumber.svelte';
import Qr from '#shared/ui/Qr.svelte';
import { formatDate, formatNumber, groupsOfFour } from '#shared/ui/format.ts';
import { address, lang, t } from '#shared/ui/lang.svelte.ts';
import { refusalText } from '#shared/ui/refusal-text.ts';
import { TurnoutMemory } from '#shared/ui/turnout-memory.ts';

let shown: Record<string, unknown> | null = null;

afterEach(async () => {
  if (shown !== null) await unmount(shown);
  shown = null;
  lang.current = 'vi';
  document.body.replaceChildren();
});

describe('texts', () => {
  test('follow the language, and fill in what they name', () => {
    expect(t('common.turnout', { collected: 7, issued: 24 })).toBe('Đã thu về 7/24 phiếu');
    lang.current = 'en';
    expect(t('common.turnout', { collected: 7, issued: 24 })).toBe('7 of 24 ballots collected');
  });

  test('address the reader as the plan says', () => {
    expect(address('đồng chí')).toEqual({ xung: 'đồng chí', Xung: 'Đồng chí' });
  });

  test('a refusal says its figures; a protocol code is found without its arguments (P 4.10)', () => {
    expect(refusalText({ code: 'quorum-not-met', detail: { missing: 3 } })).toContain(
      'còn thiếu 3 người',
    );
    expect(refusalText({ code: 'E_POINT(0,3)' })).toContain('Mời gặp Ban kiểm phiếu');
    expect(refusalText({ code: 'E_FUTURE(1)' })).toContain('E_FUTURE(1)');
  });
});

describe('numbers and dates (procedure B5)', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1234, '1.234'],
    [1234567, '1.234.567'],
  ])('%d is written %s', (n, text) => {
    expect(formatNumber(n)).toBe(text);
  });

  test('days under ten are padded, of the months only January and February', () => {
    expect(formatDate('2018-04-03')).toBe('ngày 03 tháng 4 năm 2018');
    expect(formatDate('2018-02-20')).toBe('ngày 20 tháng 02 năm 2018');
    expect(formatDate('2018-12-31')).toBe('ngày 31 tháng 12 năm 2018');
  });

  test('codes are compared in groups of four', () => {
    expect(groupsOfFour('7K3M-Q9TX 2WAB')).toEqual(['7K3M', 'Q9TX', '2WAB']);
  });
});

test('turnout never goes back within a round, and starts afresh in the next (X 2)', () => {
  const memory = new TurnoutMemory();
  function at(issued: number, collected: number): Turnout {
    return { issued, collected, outstanding: issued - collected };
  }
  expect(memory.newest('a', at(31, 20))).toEqual(at(31, 20));
  expect(memory.newest('a', at(30, 18))).toEqual(at(30, 20));
  expect(memory.newest('b', at(5, 0))).toEqual(at(5, 0));
});

describe('the typed number', () => {
  function show(): {
    confirm: () => void;
    type: (text: string) => void;
    onconfirm: ReturnType<typeof mocks.fn>;
  } {
    const onconfirm = mocks.fn();
    shown = mount(ConfirmNumber, {
      target: document.body,
      props: {
        open: true,
        title: 'Kết thúc bỏ phiếu',
        consequences: ['Còn 4 phiếu đã phát chưa thu về.'],
        expected: 4,
        confirmLabel: 'Kết thúc bỏ phiếu',
        onconfirm,
        oncancel: () => undefined,
      },
    });
    flushSync();
    return {
      onconfirm,
      type: (text) => {
        const input = document.querySelector<HTMLInputElement>('[data-testid="typed-number"]')!;
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        flushSync();
      },
      confirm: () => {
        document.querySelector<HTMLElement>('[data-testid="confirm-number"]')!.click();
        flushSync();
      },
    };
  }

  test('only the number shown lets the act through (design 7)', () => {
    const { confirm, type, onconfirm } = show();
    for (const wrong of ['', '5', '44', '4 phiếu', '-4']) {
      type(wrong);
      confirm();
    }
    expect(onconfirm).not.toHaveBeenCalled();
    type('4');
    confirm();
    expect(onconfirm).toHaveBeenCalledWith(4);
  });
});

test('a QR code is black on white with a quiet zone of four modules', () => {
  shown = mount(Qr, {
    target: document.body,
    props: { text: 'http://10.0.0.2:8080/#AAAA', label: 'Mã' },
  });
  flushSync();
  const svg = document.querySelector('svg')!;
  const [x, , width] = svg.getAttribute('viewBox')!.split(' ').map(Number);
  expect(x).toBe(-4);
  // Versions are 21, 25, 29 … modules wide.
  expect((width! - 8 - 21) % 4).toBe(0);
  expect(svg.querySelector('rect')?.getAttribute('fill')).toBe('#fff');
  expect(svg.querySelector('path')?.getAttribute('d')?.length).toBeGreaterThan(1000);
});
