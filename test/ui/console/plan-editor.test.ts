import { flushSync, mount } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import { draftOf } from '#shared/plan/draft/draft-of.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { err, ok } from '#shared/result.ts';
import type { DraftsApi } from '../../../chair-console/plan/drafts-api.ts';
import { PlanEditor } from '../../../chair-console/plan/editor.svelte.ts';
import Editor from '../../../chair-console/plan/PlanEditor.svelte';
import { isTable, rowWish } from '../../../chair-console/plan/row-keys.ts';
import { byTestId, isShown, press, settle, show, textOf } from './mounted.ts';

function entry(id: string, revision: number) {
  return { id, title: '', revision, savedAt: '2026-11-21T00:00:00Z' };
}

/** The editor on the sample plan; `change` says what the server does. */
function open(change: Partial<DraftsApi> = {}, frozen = false) {
  const api = {
    save: vi.fn<DraftsApi['save']>((id, base) => Promise.resolve(ok(entry(id, base + 1)))),
    use: vi.fn<DraftsApi['use']>(() => Promise.resolve(ok(null))),
    ...change,
  };
  const editor = new PlanEditor(draftOf(samplePlan('2026-11-21')), 'd1', 0, api);
  const onused = vi.fn();
  const props = {
    editor,
    api: api as unknown as DraftsApi,
    settings: DEFAULT_PAPER_SETTINGS,
    frozen,
    onclose: vi.fn(),
    onused,
  };
  show((target) => mount(Editor, { target, props }));
  return { api, editor, onused };
}

function rows(table: string): HTMLElement[] {
  return [...byTestId(table).querySelectorAll<HTMLElement>('tbody tr')];
}

function cell(table: string, row: number): HTMLInputElement {
  return rows(table)[row]!.querySelector<HTMLInputElement>('.cell')!;
}

function strike(on: HTMLElement, init: KeyboardEventInit): void {
  on.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
  flushSync();
}

describe('keys of a table of rows (issue 8.1)', () => {
  test('the whole walk: down, up, a new row, what is typed there, moved, removed, taken back', () => {
    const { editor } = open();
    press('tab-subjects');
    const before = rows('subjects').length;
    cell('subjects', 0).focus();
    strike(cell('subjects', 0), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(cell('subjects', 1));
    strike(cell('subjects', 1), { key: 'ArrowUp' });
    expect(document.activeElement).toBe(cell('subjects', 0));
    strike(cell('subjects', before - 1), { key: 'Enter' });
    expect(rows('subjects')).toHaveLength(before + 1);
    expect(document.activeElement).toBe(cell('subjects', before));
    strike(cell('subjects', before), { key: 'ArrowUp', altKey: true });
    expect(document.activeElement).toBe(cell('subjects', before - 1));
    expect(cell('subjects', before - 1).value).toBe('');
    strike(cell('subjects', before - 1), { key: 'Delete', ctrlKey: true });
    expect(rows('subjects')).toHaveLength(before);
    expect(editor.lastTaken).toContain(`dòng ${before}`);
    press('undo');
    expect(rows('subjects')).toHaveLength(before + 1);
  });

  test('a keyboard that is still composing a word is left alone', () => {
    const key = { key: 'Enter', altKey: false, ctrlKey: false, isComposing: true };
    expect(rowWish(key)).toBeNull();
    expect(rowWish({ ...key, isComposing: false })).toBe('enter');
  });

  test('several cells or rows are a table, one cell with its line end is not', () => {
    expect([isTable('a\tb'), isTable('a\nb'), isTable('a\r\n'), isTable('a b')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('a new row of a wrapped cell holds one line only', () => {
    const { editor } = open();
    press('tab-subjects');
    const post = rows('subjects')[0]!.querySelector('textarea')!;
    post.value = 'Phó Giám đốc\nSở';
    post.dispatchEvent(new Event('input', { bubbles: true }));
    expect(editor.draft.subjects[0]?.post).toBe('Phó Giám đốc Sở');
  });
});

describe('a plan that is not saved is not used (issue 8.1)', () => {
  test('the reason on the screen is the server’s', async () => {
    const { api, onused } = open({
      save: () => Promise.resolve(err({ code: 'too-many-drafts', detail: { most: 12 } } as never)),
    });
    press('use-plan');
    await settle();
    expect(api.use).not.toHaveBeenCalled();
    expect(onused).not.toHaveBeenCalled();
    expect(textOf('plan-editor')).toContain('Đã có 12 bản nháp');
    expect(textOf('plan-editor')).not.toContain('không trả lời');
  });

  test('another page has saved it: kept under another id, also where there is no randomUUID', async () => {
    const conflict = err({ code: 'draft-conflict' });
    const save = vi.fn<DraftsApi['save']>((id, base) =>
      Promise.resolve(id === 'd1' ? conflict : ok(entry(id, base + 1))),
    );
    const { editor, api, onused } = open({ save });
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    await editor.saver.flush();
    flushSync();
    expect(byTestId('save-state').dataset['state']).toBe('failed');
    press('keep-as-new');
    await editor.saver.flush();
    await settle();
    vi.unstubAllGlobals();
    expect(byTestId('save-state').dataset['state']).toBe('saved');
    expect(isShown('keep-as-new')).toBe(false);
    press('use-plan');
    await settle();
    expect(api.use).toHaveBeenCalledWith(editor.saver.id, 1, null);
    expect(editor.saver.id).not.toBe('d1');
    expect(onused).toHaveBeenCalledOnce();
  });

  test('F26 a frozen ballot is replaced only with a reason', async () => {
    const { api } = open({}, true);
    press('use-plan');
    expect(api.use).not.toHaveBeenCalled();
    const reason = byTestId('new-version-reason') as HTMLTextAreaElement;
    reason.value = 'Sai chức vụ của một người';
    reason.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
    press('new-version-confirm');
    await settle();
    expect(api.use).toHaveBeenCalledWith('d1', 1, 'Sai chức vụ của một người');
  });
});
