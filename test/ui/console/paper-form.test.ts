import { mount } from 'svelte';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { TellerView } from '#shared/meeting/views.ts';
import { ok } from '#shared/result.ts';
import type { TellerApi } from '../../../chair-console/teller/api.ts';
import PaperForm from '../../../chair-console/teller/PaperForm.svelte';
import { tellerView } from '../../support/views.ts';
import { byTestId, inputOf, isShown, settle, show, textOf, type } from './mounted.ts';

function open(
  change: Partial<TellerView> = {},
  stored?: unknown,
): { keyed: unknown[]; kept: unknown[]; view: TellerView } {
  const keyed: unknown[] = [];
  const kept: unknown[] = [];
  const api = {
    paperDraft: {
      load: () => Promise.resolve(stored),
      keep: (draft: unknown) => {
        kept.push(draft);
        return Promise.resolve();
      },
    },
    keyPaper: (count: unknown) => {
      keyed.push(count);
      return Promise.resolve(ok(null));
    },
  } as unknown as TellerApi;
  const view = { ...tellerView('counting'), ...change };
  show((target) => mount(PaperForm, { target, props: { view, api } }));
  return { keyed, kept, view };
}

function isReady(): boolean {
  return !(byTestId('key-paper') as HTMLButtonElement).disabled;
}

describe('keying in paper ballots', () => {
  test('[F1, F2, F3, F4, F5, R27] the form says how this venue counts doubtful ballots', () => {
    open({ paperRules: { strikeOutScope: 'line', writeInRule: 'linePartInvalid' } });
    expect(textOf('paper-rules')).toMatch(
      /người bị gạch.*bỏ phần ghi thêm.*không tính vào số thu/u,
    );
  });

  test('[F5, F6] and so it does where they void the whole ballot', () => {
    open({ paperRules: { strikeOutScope: 'ballot', writeInRule: 'wholeBallotInvalid' } });
    expect(textOf('paper-rules').match(/cả phiếu không hợp lệ/gu)).toHaveLength(2);
  });

  test('[R33, P 4.7.2] nothing is sent before every line adds up to the ballots', async () => {
    const { keyed, view } = open();
    type('paper-count', '2');
    for (const line of view.lines.keys()) type(`paper-${line}-high`, '2');
    expect(isReady()).toBe(true);
    type('paper-0-high', '1');
    expect(isReady()).toBe(false);
    type('paper-0-invalid', '1');
    type('paper-rejected', '1');
    byTestId('key-paper').closest('form')!.requestSubmit();
    await settle();
    expect(keyed).toEqual([
      {
        count: 2,
        rejected: [{ reason: 'notIssued', count: 1 }],
        lines: view.lines.map((_, i) => ({
          high: i === 0 ? 1 : 2,
          confidence: 0,
          low: 0,
          invalid: i === 0 ? 1 : 0,
        })),
        rulings: ['1 phiếu không do Ban kiểm phiếu phát ra: không tính vào số phiếu thu về.'],
      },
    ]);
  });

  test('[P 4.7.2] an entry changed after it was sent no longer counts as sent', async () => {
    const { keyed, view } = open();
    type('paper-count', '2');
    for (const line of view.lines.keys()) type(`paper-${line}-high`, '2');
    byTestId('key-paper').closest('form')!.requestSubmit();
    await settle();
    expect(textOf('paper-sent')).toContain('Đã gửi');
    type('paper-0-high', '1');
    type('paper-0-low', '1');
    expect(isReady()).toBe(true);
    expect(textOf('paper-sent')).toBe('');
    expect(keyed).toHaveLength(1);
  });

  test('[P 4.7.2] two entries that differ are named cell by cell, also when a third stands', () => {
    const paper = [1, 2, 3].map((i) => ({ i, name: `Kiểm phiếu ${i}`, keyed: true }));
    const { view } = open({
      me: { i: 3, name: 'Kiểm phiếu 3', head: false, coIssuer: false },
      paper,
      paperDifferences: [
        { line: -1, field: 'count' },
        { line: 1, field: 'low' },
      ],
    });
    expect(textOf('paper-unequal')).toContain('Toàn bản: số phiếu thu về');
    expect(textOf('paper-unequal')).toContain(`${view.lines[1]!.name}: tín nhiệm thấp`);
    expect(textOf('paper-unequal')).toContain('Kiểm phiếu 1 và Kiểm phiếu 2');
    expect(isShown('paper-equal')).toBe(false);
    // The third member's own cells are not the ones that were compared.
    expect(byTestId('paper-1-low').getAttribute('aria-invalid')).toBe('false');
  });

  test('[P 4.7.2] a member whose entry differs sees it in the form, at the very cell', () => {
    open({
      me: { i: 2, name: 'Kiểm phiếu 2', head: false, coIssuer: false },
      paper: [1, 2].map((i) => ({ i, name: `Kiểm phiếu ${i}`, keyed: true })),
      paperDifferences: [
        { line: -1, field: 'rejected' },
        { line: 1, field: 'low' },
      ],
    });
    const wrong = [...document.querySelectorAll('[aria-invalid="true"]')];
    expect(wrong.map((cell) => cell.getAttribute('data-testid'))).toEqual([
      'paper-rejected',
      'paper-1-low',
    ]);
    expect(byTestId('paper-1-low').closest('label')?.textContent).toContain('khác bản kia');
  });

  test('[R22, F5, R27] doubtful sheets become the same ruling in every member’s words', async () => {
    const rules = { strikeOutScope: 'ballot', writeInRule: 'linePartInvalid' } as const;
    const { keyed, view } = open({ paperRules: rules });
    type('paper-count', '2');
    for (const line of view.lines.keys()) type(`paper-${line}-invalid`, '2');
    type('paper-struckOut', '3');
    expect(isReady()).toBe(false);
    type('paper-struckOut', '2');
    type('paper-writtenOn', '1');
    type('paper-rulings', '  1 phiếu   viết nguệch ngoạc ');
    byTestId('key-paper').closest('form')!.requestSubmit();
    await settle();
    expect(keyed).toMatchObject([
      {
        rulings: [
          '2 phiếu gạch xóa họ tên: không hợp lệ toàn bộ phiếu.',
          '1 phiếu ghi thêm: phần ghi thêm không hợp lệ, các trường hợp còn lại vẫn được tính.',
          '1 phiếu viết nguệch ngoạc',
        ],
      },
    ]);
  });

  test('what was typed is kept on the device and is there again after a reload', async () => {
    const first = open();
    await settle();
    type('paper-0-high', '7');
    await settle();
    const kept = first.kept.at(-1);
    expect(kept).toMatchObject({
      lines: [{ high: '7' }, ...first.view.lines.slice(1).map(() => ({}))],
    });
    document.body.replaceChildren();
    open({}, kept);
    await settle();
    expect((byTestId('paper-0-high') as HTMLInputElement).value).toBe('7');
  });

  test('a browser that can store nothing still counts, and nothing fails in silence', async () => {
    const failures: unknown[] = [];
    function failed(reason: unknown): void {
      failures.push(reason);
    }
    process.on('unhandledRejection', failed);
    onTestFinished(() => {
      process.off('unhandledRejection', failed);
    });
    function full(): Promise<never> {
      return Promise.reject(new Error('QuotaExceededError'));
    }
    const api = { paperDraft: { load: full, keep: full } } as unknown as TellerApi;
    show((target) => mount(PaperForm, { target, props: { view: tellerView('counting'), api } }));
    await settle();
    type('paper-count', '2');
    await settle();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(inputOf('paper-count').value).toBe('2');
    expect(failures).toEqual([]);
  });

  test('a draft of another ballot is no draft', async () => {
    open({}, { count: '5', lines: [] });
    await settle();
    expect((byTestId('paper-count') as HTMLInputElement).value).toBe('');
  });
});
