import { mount } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { Recount } from '#shared/meeting/state.ts';
import type { FeedItem } from '#shared/meeting/views.ts';
import type { SignedHead } from '#shared/protocol/entries.ts';
import RecountPanel from '../../../chair-console/board/RecountPanel.svelte';
import TwoHeads from '../../../chair-console/board/TwoHeads.svelte';
import Feed from '../../../chair-console/supervisor/Feed.svelte';
import { meetingResult } from '../../support/views.ts';
import { isShown, show, textOf } from './mounted.ts';

const OWN = 'B'.repeat(43);

function nothing(): void {
  // The panel's buttons are not pressed here.
}

function recount(by: string, digest: string): Recount {
  return { by, source: 'supervisor', device: by, digest };
}

function panel(recounts: readonly Recount[], red = false): void {
  const result = meetingResult();
  const outcome = {
    valid: true,
    digest: OWN,
    figures: result.figures,
    rows: result.rows,
    entries: 9,
  } as never;
  const state = red
    ? ({ kind: 'waiting' } as const)
    : ({ kind: 'done', outcome, differences: [], sent: 'sent' } as const);
  const props = { state, result, recounts, red, onsend: nothing, onagain: nothing };
  show((target) => mount(RecountPanel, { target, props }));
}

describe('the monitor', () => {
  test('[R49] a recount of somebody else that differs is said above the list, not only in it', () => {
    panel([recount('Giám sát 1', OWN), recount('Máy lạ', 'A'.repeat(43))]);
    expect(textOf('recounts-unequal')).toContain('1 lần kiểm lại KHÁC');
  });

  test('equal recounts alarm nobody', () => {
    panel([recount('Giám sát 1', OWN), recount('Giám sát 2', OWN)]);
    expect(isShown('recounts-unequal')).toBe(false);
  });

  test('over a wrong board it does not promise to count', () => {
    panel([], true);
    expect(textOf('recount-state')).toContain('không đếm lại kết quả nào');
  });

  test('its events name the chair and the server in words, and give reasons', () => {
    const feed: FeedItem[] = [
      { n: 0, at: null, type: 'incident-recorded', detail: { by: 'chair', text: 'Mất điện' } },
      { n: 1, at: null, type: 'recount-submitted', detail: { by: 'server' } },
      { n: 2, at: null, type: 'token-voided', detail: { reason: 'Máy hỏng' } },
    ];
    show((target) => mount(Feed, { target, props: { feed } }));
    expect(textOf('feed')).toMatch(/Lý do: Máy hỏng.*Máy chủ.*Chủ trì ghi: Mất điện/u);
  });

  test('[SPEC L11] two heads of two entries with one hash are shown like any other evidence', () => {
    const h = 'C'.repeat(43);
    const heads: [SignedHead, SignedHead] = [
      { n: 5, h, sig: 'a' },
      { n: 7, h, sig: 'b' },
    ];
    const props = { heads, round: 'rounds/hoi-1', keptHeads: () => null };
    show((target) => mount(TwoHeads, { target, props }));
    expect(textOf('two-heads')).toMatch(/số 5.*số 7/u);
  });
});
