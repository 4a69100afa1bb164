import { beforeEach, describe, expect, test } from 'vitest';
import type { DeskCommand } from '#shared/meeting/commands.ts';
import type { DeskMember } from '#shared/meeting/views.ts';
import { err, ok, type Result } from '#shared/result.ts';
import type { AnyRefusal } from '#shared/ui/refusal-text.ts';
import { CodeBook } from '../../../chair-console/desk/code-book.svelte.ts';
import { deskView } from '../../support/views-chair.ts';

const member: DeskMember = {
  id: 'm2',
  name: 'Trần Thị Bình',
  post: '',
  group: '',
  present: true,
  issued: null,
};
const holder: DeskMember = { ...member, issued: 'screen' };

/** A server that answers in turn and remembers the claims it was sent. */
function server(...answers: Result<null, AnyRefusal>[]): {
  claims: string[];
  stored: (string | null)[];
  command: (command: DeskCommand) => Promise<Result<null, AnyRefusal>>;
} {
  const claims: string[] = [];
  const stored: (string | null)[] = [];
  return {
    claims,
    stored,
    command: (command) => {
      if ('claim' in command) claims.push(command.claim);
      stored.push(localStorage.getItem('hom-phieu/desk/codes'));
      return Promise.resolve(answers.shift() ?? ok(null));
    },
  };
}

const noAnswer = err({ code: 'no-answer' });

beforeEach(() => {
  localStorage.clear();
});

describe('the desk’s code book (P 4.6.6)', () => {
  test('the code is on the device before its claim is sent, and is shown only when acknowledged', async () => {
    const book = new CodeBook();
    const api = server(err({ code: 'not-present' }));
    const refused = await book.issue(api, 'bch-1', member);
    expect(refused).toEqual(err({ code: 'not-present' }));
    expect(api.stored[0]).toContain('pending');
    expect(book.has(holder)).toBe(false);
  });

  test('a lost answer leads to the same claim again, even after a reload', async () => {
    const api = server(noAnswer, ok(null));
    expect(await new CodeBook().issue(api, 'bch-1', member)).toEqual(noAnswer);
    const again = await new CodeBook().issue(api, 'bch-1', holder);
    expect(again.ok).toBe(true);
    expect(api.claims[0]).toBe(api.claims[1]);
  });

  test('an issued code is shown again without asking the server', async () => {
    const book = new CodeBook();
    const api = server();
    const first = await book.issue(api, 'bch-1', member);
    expect(await book.issue(api, 'bch-1', holder)).toEqual(first);
    expect(api.claims).toHaveLength(1);
    expect(book.has(holder)).toBe(true);
  });

  test('a voided code is replaced by a new one (F18)', async () => {
    const book = new CodeBook();
    const api = server();
    const first = await book.issue(api, 'bch-1', member);
    const second = await book.issue(api, 'bch-1', member);
    expect(second).not.toEqual(first);
    expect(api.claims[0]).not.toBe(api.claims[1]);
  });

  test('a second press before the view came back does not lose the code', async () => {
    const book = new CodeBook();
    const api = server(ok(null), err({ code: 'already-issued' }));
    const first = await book.issue(api, 'bch-1', member);
    await book.issue(api, 'bch-1', member);
    expect(await book.issue(api, 'bch-1', holder)).toEqual(first);
  });

  test('no code leaves the device: only claims are sent', async () => {
    const api = server();
    const answer = await new CodeBook().issue(api, 'bch-1', member);
    expect(answer.ok && api.claims.join().includes(answer.value)).toBe(false);
    expect(api.claims[0]).toMatch(/^[A-Za-z0-9_-]{43}$/u);
  });

  test('the close erases every code from the device', async () => {
    const book = new CodeBook();
    await book.issue(server(), 'bch-1', member);
    await book.follow(deskView('polling'));
    expect(book.has(holder)).toBe(true);
    await book.follow(deskView('counting'));
    expect(book.has(holder)).toBe(false);
    expect(localStorage.getItem('hom-phieu/desk/codes')).toBeNull();
  });
});
