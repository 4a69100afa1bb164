import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi as mocks } from 'vitest';
import { viVoter } from '#shared/i18n/vi/voter.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import { trackingCode } from '#shared/protocol/code.ts';
import { display } from '../../kiosk/display.svelte.ts';
import CastQuestion from '../../kiosk/screens/CastQuestion.svelte';
import Testing from '../../kiosk/screens/Testing.svelte';
import type { Verdict } from '../../kiosk/test-page/judge-test.ts';
import Repeated from '../../kiosk/test-page/Repeated.svelte';
import { random } from '../support/sodium.ts';
import { LINES } from '../support/views.ts';
import BallotHost from './BallotHost.svelte';

const ID = toBase64url(random(32));
const OTHER = toBase64url(random(32));
const view: VoterView = {
  ...{ phase: 'polling', round: 'bch-1', voided: false, rehearsal: false },
  ...{ title: 'Lấy phiếu tín nhiệm', issuingBody: 'Huyện ủy X', venueName: 'Hội nghị' },
  ...{ addressTerm: 'đồng chí', votingDay: '2026-11-21', phonesAllowed: true, criteria: [] },
  lines: LINES.slice(0, 2),
  turnout: { issued: 3, collected: 0, outstanding: 3 },
  election: null,
};

const did: string[] = [];
let shown: Record<string, unknown> | null = null;

function find(testid: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(`[data-testid="${testid}"]`);
  if (element === null) throw new Error(`No ${testid} on the screen`);
  return element;
}

function has(testid: string): boolean {
  return document.querySelector(`[data-testid="${testid}"]`) !== null;
}

function click(testid: string): void {
  find(testid).click();
  flushSync();
}

function doing(what: string): () => void {
  return () => {
    did.push(what);
  };
}

/** The code of an id as the screen has it, without its gaps. */
function codeOf(id: string): string {
  return trackingCode(Uint8Array.from(Buffer.from(id, 'base64url'))).replaceAll('-', '');
}

function ask(sealed: string | null): void {
  shown = mount(CastQuestion, {
    target: document.body,
    props: {
      ...{ open: true, blanks: [], addressTerm: 'đồng chí', sealed },
      ...{ onclose: doing('close'), oncast: doing('cast'), ontest: doing('test') },
    },
  });
  flushSync();
}

beforeEach(() => {
  display.layout = 'list';
  mocks.stubGlobal('scrollTo', () => undefined);
});

afterEach(async () => {
  if (shown !== null) await unmount(shown);
  shown = null;
  did.length = 0;
  document.body.replaceChildren();
});

describe('the question before casting (P 4.9)', () => {
  test('"Bỏ phiếu" asks the device to seal first', () => {
    const onseal = doing('seal');
    const props = { view, marks: [1, 2] as (0 | 1 | 2 | 3)[], oncast: doing('cast'), onseal };
    shown = mount(BallotHost, { target: document.body, props });
    flushSync();
    click('review');
    expect(did).toEqual([]);
    click('cast');
    expect(did).toEqual(['seal']);
  });

  test('the code stands there before the answer; a test is offered only then', () => {
    ask(null);
    expect(has('test-explain')).toBe(false);
    click('cast-confirm');
    expect(did).toEqual(['cast']);
    document.body.replaceChildren();
    ask(ID);
    expect(find('tracking-code').textContent.replaceAll(/\s/g, '')).toContain(codeOf(ID));
  });

  test('two deliberate steps lead to a test; the first button leads back', () => {
    ask(ID);
    click('test-explain');
    expect(did).toEqual([]);
    expect(has('cast-confirm')).toBe(false);
    expect(find('test-what').textContent).toContain('không vào hòm phiếu, rồi đồng chí ghi lại');
    expect(find('cast-dialog').querySelector('.actions button')).toBe(find('test-not'));
    click('test-not');
    expect(has('cast-confirm')).toBe(true);
    click('test-explain');
    click('test-begin');
    expect(did).toEqual(['test']);
  });

  test('the test is explained in one sentence', () => {
    expect(viVoter['voter.test.what'].match(/[.!?]/g)).toHaveLength(1);
  });
});

describe('the tested ballot on the device', () => {
  test('says that it does not count; both the button and the browser’s back end it', () => {
    const props = { id: ID, test: 'AQI', onover: doing('over') };
    shown = mount(Testing, { target: document.body, props });
    flushSync();
    expect(find('state').textContent).toContain('không vào hòm phiếu');
    expect(find('test-qr').querySelectorAll('svg[role="img"]')).toHaveLength(1);
    expect(find('tracking-code').textContent.replaceAll(/\s/g, '')).toContain(codeOf(ID));
    click('test-over');
    history.replaceState({ ballot: { introduced: true, at: 1, reviewing: true } }, '');
    dispatchEvent(new PopStateEvent('popstate'));
    expect(did).toEqual(['over', 'over']);
    // The ballot begins anew, not in the review of the tested one.
    expect(history.state).toBeNull();
  });
});

describe('the second device', () => {
  function show(verdict: Extract<Verdict, { name: 'equal' | 'different' }>): void {
    const props = { verdict, lines: LINES.slice(0, 2), onclose: doing('close') };
    shown = mount(Repeated, { target: document.body, props });
    flushSync();
  }

  test('equal: the code, every mark in words, and what only the voter can compare', () => {
    show({ name: 'equal', shown: ID, found: ID, marks: [3, 0] });
    const said = find('state').textContent;
    expect(find('state').dataset['state']).toBe('test-equal');
    expect(said).toContain('Trùng khớp');
    expect(said).not.toContain('KHÔNG');
    expect(said.replaceAll(/\s/g, '')).toContain(codeOf(ID));
    expect(find('test-s1').textContent).toContain('Tín nhiệm thấp');
    expect(find('test-s2').textContent).toContain('Chưa đánh dấu');
    expect(said).toContain('như đã chép trước khi thử');
    click('test-next');
    expect(did).toEqual(['close']);
  });

  test('different: in words and not by colour alone, with both codes and whom to tell', () => {
    show({ name: 'different', shown: ID, found: OTHER, marks: [1, 1] });
    const said = find('state').textContent;
    expect(find('state').dataset['state']).toBe('test-different');
    expect(said).toContain('KHÔNG trùng khớp');
    expect(said).toContain('Ban kiểm phiếu và người giám sát');
    expect(said.replaceAll(/\s/g, '')).toContain(codeOf(ID));
    expect(said.replaceAll(/\s/g, '')).toContain(codeOf(OTHER));
  });
});
