import { mount } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { TellerView } from '#shared/meeting/views.ts';
import { ok } from '#shared/result.ts';
import type { TellerApi } from '../../../chair-console/teller/api.ts';
import PaperForm from '../../../chair-console/teller/PaperForm.svelte';
import { tellerView } from '../../support/views.ts';
import { byTestId, isShown, settle, show, textOf, type } from './mounted.ts';

function open(change: Partial<TellerView> = {}): { keyed: unknown[]; view: TellerView } {
  const keyed: unknown[] = [];
  const api = {
    keyPaper: (count: unknown) => {
      keyed.push(count);
      return Promise.resolve(ok(null));
    },
  } as unknown as TellerApi;
  const view = { ...tellerView('counting'), ...change };
  show((target) => mount(PaperForm, { target, props: { view, api } }));
  return { keyed, view };
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
        rulings: [],
      },
    ]);
  });

  test('[P 4.7.2] two entries that differ are named cell by cell, also when a third stands', () => {
    const paper = [1, 2, 3].map((i) => ({ i, name: `Kiểm phiếu ${i}`, keyed: true }));
    const { view } = open({
      paper,
      paperDifferences: [
        { line: -1, field: 'count' },
        { line: 1, field: 'low' },
      ],
    });
    expect(textOf('paper-unequal')).toContain('Toàn bản: số phiếu thu về');
    expect(textOf('paper-unequal')).toContain(`${view.lines[1]!.name}: tín nhiệm thấp`);
    expect(isShown('paper-equal')).toBe(false);
  });
});
