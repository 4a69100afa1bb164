import { flushSync, mount } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeskCommand } from '#shared/meeting/commands.ts';
import type { Cards, Paper } from '#shared/papers/model.ts';
import { fromBase64url } from '#shared/protocol/bytes.ts';
import { slipSerial } from '#shared/protocol/code.ts';
import { ok } from '#shared/result.ts';
import DeskScreen from '../../../chair-console/desk/DeskScreen.svelte';
import SlipSheet from '../../../chair-console/desk/SlipSheet.svelte';
import { deskView } from '../../support/views-chair.ts';
import { linesOf } from '../../support/papers/text.ts';
import { byTestId, isShown, press, settle, show, textOf, type } from './mounted.ts';

const { savePdf, loaded } = vi.hoisted(() => ({
  savePdf: vi.fn<(paper: Paper) => Promise<void>>(),
  loaded: { pdfmake: false },
}));
vi.mock('../../../chair-console/papers/save-pdf.ts', () => ({ savePdf }));
vi.mock('../../../chair-console/papers/browser-pdf.ts', () => {
  loaded.pdfmake = true;
  return {};
});

const SLIPS = ['ABCD2345EFGH6789JKMN', '0123456789ABCDEFGHJK'].map((code, i) => ({
  code,
  serial: `SERIAL0${i}`,
  claim: '',
}));

function openSheet(): void {
  const view = deskView('polling');
  show((target) => mount(SlipSheet, { target, props: { slips: SLIPS, view, onclose: vi.fn() } }));
}

function cardsOf(paper: Paper): string[][] {
  return (paper.blocks[0] as Cards).cards.map((blocks) => linesOf({ blocks }));
}

beforeEach(() => {
  savePdf.mockReset();
});

describe('the slips as a PDF made on the desk’s device (P 4.6.1)', () => {
  test('the sheets hold the slips of the screen in its order, at the address chosen', async () => {
    savePdf.mockResolvedValue();
    openSheet();
    press('slips-pdf');
    await settle();
    expect(savePdf).toHaveBeenCalledOnce();
    const paper = savePdf.mock.calls[0]![0];
    const cards = cardsOf(paper);
    expect(paper.id).toBe('slips');
    expect(cards.map((lines) => lines.find((line) => line.startsWith('Số: ')))).toEqual([
      'Số: SERIAL00',
      'Số: SERIAL01',
    ]);
    expect(cards[0]).toContain('[QR http://192.168.10.2:8080/#ABCD-2345-EFGH-6789-JKMN]');
    expect(paper.watermark).toBe('DIỄN TẬP');
  });

  test('nothing is fetched for it before somebody asks', () => {
    openSheet();
    expect(savePdf).not.toHaveBeenCalled();
    expect(loaded.pdfmake).toBe(false);
  });

  test('a failure is said with the way out, and the button works again', async () => {
    savePdf.mockRejectedValueOnce(new Error('no fonts')).mockResolvedValue();
    openSheet();
    press('slips-pdf');
    await settle();
    expect(textOf('refusal')).toContain('In các phiếu');
    press('slips-pdf');
    await settle();
    expect(isShown('refusal')).toBe(false);
    expect(savePdf).toHaveBeenCalledTimes(2);
  });

  test('a second press while the file is made makes no second file', async () => {
    const { promise, resolve } = promised();
    savePdf.mockReturnValue(promise);
    openSheet();
    press('slips-pdf');
    press('slips-pdf');
    expect(savePdf).toHaveBeenCalledOnce();
    resolve();
    await settle();
  });
});

describe('the stack (F19)', () => {
  test('printed in another order than registered, every slip once', async () => {
    const commands: DeskCommand[] = [];
    const api = {
      command: (command: DeskCommand) => {
        commands.push(command);
        return Promise.resolve(ok(null));
      },
    };
    const codes = { has: () => false, issue: () => Promise.resolve(ok('')) };
    const view = deskView('polling');
    show((target) => mount(DeskScreen, { target, props: { view, status: 'live', api, codes } }));
    type('slips-count', '40');
    press('slips-make');
    await vi.waitFor(() => {
      flushSync();
      byTestId('slip-sheet');
    });
    const registered = commands.flatMap((command) =>
      command.type === 'register-slips' ? command.claims.map(serialOf) : [],
    );
    const shown = [...document.querySelectorAll('[data-testid="slip"]')].map(
      (slip) => /Số: (\S{8})/u.exec(slip.textContent)?.[1],
    );
    expect(shown).toHaveLength(40);
    expect(shown).not.toEqual(registered);
    expect(new Set(shown)).toEqual(new Set(registered));
  });
});

function promised(): { promise: Promise<void>; resolve: () => void } {
  let resolve: (() => void) | undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve: () => resolve?.() };
}

function serialOf(claim: string): string {
  const bytes = fromBase64url(claim, 32);
  return bytes.ok ? slipSerial(bytes.value) : '';
}
