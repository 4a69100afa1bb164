import { flushSync, mount } from 'svelte';
import { describe, expect, test } from 'vitest';
import type { DeskCommand } from '#shared/meeting/commands.ts';
import type { DeskMember, DeskView } from '#shared/meeting/views.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import { ballotUrl } from '../../../chair-console/desk/ballot-codes.ts';
import type { DeskApi } from '../../../chair-console/desk/desk-api.ts';
import DeskScreen from '../../../chair-console/desk/DeskScreen.svelte';
import { deskView } from '../../support/views-chair.ts';
import { byTestId, inputOf, isShown, key, press, settle, show, textOf, type } from './mounted.ts';

const CODE = 'ABCD2345EFGH6789JKMN';

/** The desk with a view, and what it sent. */
function open(
  view: DeskView,
  answer: Result<null, AnyRefusal> = ok(null),
): { commands: DeskCommand[]; issued: string[] } {
  const commands: DeskCommand[] = [];
  const issued: string[] = [];
  const api: DeskApi = {
    command: (command) => {
      commands.push(command);
      return Promise.resolve(answer);
    },
  };
  const codes = {
    has: (member: DeskMember) => member.id === 'm1',
    issue: (_api: DeskApi, _round: string, member: DeskMember) => {
      issued.push(member.id);
      return Promise.resolve(answer.ok ? ok(CODE) : answer);
    },
  };
  show((target) => mount(DeskScreen, { target, props: { view, status: 'live', api, codes } }));
  return { commands, issued };
}

/** A scanner's burst of keys, with Enter, on the element that has the focus. */
function scan(on: HTMLElement, text: string): void {
  for (const character of [...Array.from(text), 'Enter']) {
    const code = /[a-z]/iu.test(character) ? `Key${character.toUpperCase()}` : '';
    const key = new KeyboardEvent('keydown', {
      key: character,
      code: character === 'Enter' ? 'Enter' : code,
      bubbles: true,
      cancelable: true,
    });
    on.dispatchEvent(key);
  }
  flushSync();
}

function rows(): string[] {
  return [...document.querySelectorAll('#members b')].map((name) => name.textContent);
}

describe('the roll call at the desk', () => {
  test('a search without marks finds names with marks and đ (X 6)', () => {
    open(deskView('rollCall'));
    expect(rows()).toHaveLength(33);
    type('search', 'da');
    expect(
      rows()
        .slice(0, 3)
        .every((name) => name.endsWith('Đạt')),
    ).toBe(true);
    type('search', 'zz');
    expect(rows()).toEqual([]);
    expect(document.body.textContent).toContain('Không có ai như vậy');
  });

  test('a scanner’s keys, wherever the focus is, check in the member of the invitation, and again nobody out', async () => {
    const view = deskView('rollCall');
    const { commands } = open(view);
    const away = view.members.find((member) => !member.present && member.id !== 'm6')!;
    const other = byTestId(`set-present-${away.id}`);
    other.focus();
    scan(other, 'M6x');
    await settle();
    expect(commands).toEqual([]);
    expect(textOf('told')).toContain('không phải của ai');
    scan(other, '-m6');
    await settle();
    expect(commands).toEqual([{ type: 'set-present', memberId: 'm6', present: true }]);
    const present = view.members.find((member) => member.present)!;
    scan(byTestId('search'), `#${present.id}`);
    await settle();
    expect(commands).toHaveLength(1);
    expect(textOf('told')).toContain(present.name);
  });

  test('a mistaken check-in is taken back in one press', async () => {
    const { commands } = open(deskView('rollCall'));
    press('set-present-m6');
    await settle();
    expect(textOf('told')).toMatch(/^Đã ghi có mặt: /u);
    // The view has not come yet: nothing to undo before the member is seen as present.
    expect(isShown('undo')).toBe(false);
    expect(commands).toHaveLength(1);
  });

  test('presence is set, never toggled: state and act are two things (X 2)', async () => {
    const { commands } = open(deskView('rollCall'));
    expect(byTestId('state-m6').dataset['state']).toBe('absent');
    expect(isShown('set-absent-m6')).toBe(false);
    expect(isShown('set-present-m1')).toBe(false);
    press('set-present-m6');
    await settle();
    press('set-absent-m1');
    expect(commands).toEqual([
      { type: 'set-present', memberId: 'm6', present: true },
      { type: 'set-present', memberId: 'm1', present: false },
    ]);
  });

  test('arrows and Enter check in the chosen member and clear the search', async () => {
    const { commands } = open(deskView('rollCall'));
    const absent = deskView('rollCall').members.find(({ present }) => !present)!;
    type('search', absent.name);
    key('search', 'Enter');
    await settle();
    expect(commands).toEqual([{ type: 'set-present', memberId: absent.id, present: true }]);
    expect(inputOf('search').value).toBe('');
  });

  test('a refusal is said in words: two desks never collide silently', async () => {
    open(deskView('polling'), err({ code: 'already-issued' }));
    press('issue-screen-m2');
    await settle();
    expect(textOf('refusal')).toContain('đã nhận phiếu');
    expect(isShown('issue-qr')).toBe(false);
  });
});

describe('issuing at the desk (R18, R20)', () => {
  test('the QR appears only after the acknowledgement, with the code in groups (P 4.6.1)', async () => {
    const { issued } = open(deskView('polling'));
    press('issue-screen-m2');
    expect(isShown('issue-qr')).toBe(false);
    await settle();
    expect(issued).toEqual(['m2']);
    expect(byTestId('issue-qr').dataset['url']).toBe(
      'http://192.168.10.2:8080/#ABCD-2345-EFGH-6789-JKMN',
    );
    expect(textOf('issue-code')).toBe('ABCD-2345-EFGH-6789-JKMN');
    press('code-done');
    expect(isShown('issue-qr')).toBe(false);
  });

  test('Enter never issues a ballot: it puts the focus on the ways to issue one', async () => {
    const view = deskView('polling');
    const next = view.members.find((member) => member.present && member.issued === null)!;
    const { commands, issued } = open(view);
    type('search', next.name);
    key('search', 'Enter');
    await settle();
    expect([commands, issued]).toEqual([[], []]);
    expect(document.activeElement).toBe(byTestId(`issue-screen-${next.id}`));
  });

  test('only a kiosk that offers a code may be chosen', async () => {
    const { commands } = open(deskView('polling'));
    press('issue-other-m2');
    expect(isShown('issue-kiosk-k2')).toBe(false);
    press('issue-kiosk-k1');
    await settle();
    expect(commands).toEqual([{ type: 'issue', memberId: 'm2', way: 'kiosk', claim: 'c1' }]);
    expect(textOf('told')).toContain('Máy bỏ phiếu 1');
  });

  test('a tablet that was left mid-ballot is named, and nothing is decided here', () => {
    const [first, second] = deskView('polling').kiosks;
    const kiosks = [
      { ...first!, label: 'Máy số 3', state: 'left' as const },
      { ...second!, label: 'Máy số 5', state: 'unanswered' as const },
    ];
    open(deskView('polling', { kiosks }));
    expect(textOf('kiosk-left-k1')).toBe('Máy số 3: phiếu đang ghi dở, không ai chạm 2 phút');
    expect(isShown('kiosk-left-k2')).toBe(false);
    expect(textOf('kiosk-unanswered-k2')).toBe(
      'Máy số 5: đã mời 2 phút, chưa ai bắt đầu ghi phiếu',
    );
    expect(byTestId('kiosk-left-k1').closest('[role="alert"]')?.querySelector('button')).toBeNull();
  });

  test('without phones no code is shown on the screen', () => {
    open(deskView('polling', { phonesAllowed: false }));
    expect(isShown('issue-screen-m2')).toBe(false);
    press('issue-other-m2');
    expect(isShown('issue-paper')).toBe(true);
  });

  test('an absent member gets no ballot, a holder no second one (R18, R29)', () => {
    open(deskView('polling'));
    expect(isShown('issue-screen-m6')).toBe(false);
    expect(isShown('issue-other-m6')).toBe(false);
    expect(byTestId('state-m1').dataset['state']).toBe('issued');
    expect(isShown('issue-screen-m1')).toBe(false);
    expect(isShown('set-absent-m1')).toBe(false);
    expect(isShown('show-again-m1')).toBe(true);
  });

  test('the code stands in the fragment, which no server ever receives (P 4.6.1)', () => {
    expect(ballotUrl('http://10.0.0.1:80/', CODE)).toBe(
      'http://10.0.0.1:80/#ABCD-2345-EFGH-6789-JKMN',
    );
  });
});
