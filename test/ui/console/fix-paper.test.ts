import { mount } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { TellerApi } from '../../../chair-console/teller/api.ts';
import FixPaper from '../../../chair-console/teller/FixPaper.svelte';
import { byTestId, isShown, press, show, textOf } from './mounted.ts';

interface Standing {
  readonly equal: boolean;
  readonly none: boolean;
  readonly issued: number;
}

function open(standing: Standing): void {
  const props = { ...standing, api: {} as TellerApi };
  show((target) => mount(FixPaper, { target, props }));
}

describe('the head fixes the paper count', () => {
  test('[P 4.7.2] with paper handed out, “none” is not the way on and says what would be lost', () => {
    open({ equal: false, none: true, issued: 6 });
    expect(textOf('fix-issued')).toContain('6 phiếu giấy');
    expect(byTestId('fix-none').className).not.toContain('primary');
    press('fix-none');
    expect(textOf('fix-warning')).toContain('cả 6 phiếu đó không được tính');
  });

  test('without paper “none” is the one thing to do, and nothing warns', () => {
    open({ equal: false, none: true, issued: 0 });
    expect(byTestId('fix-none').className).toContain('primary');
    press('fix-none');
    expect(isShown('fix-warning')).toBe(false);
  });

  test('two equal entries are the way on', () => {
    open({ equal: true, none: false, issued: 6 });
    expect(byTestId('fix-paper').className).toContain('primary');
    expect((byTestId('fix-none') as HTMLButtonElement).disabled).toBe(true);
  });
});
