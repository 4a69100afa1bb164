import { beforeEach, describe, expect, test } from 'vitest';
import { blindToken, deriveBallotKey } from '#shared/protocol/token.ts';
import { claimOf, generateBallotCode } from '#shared/protocol/code.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import type { CastMessage } from '#shared/protocol/entries.ts';
import { chair, closed, desk, roundPlan, teller } from '../../support/given.ts';
import { applied, Meeting } from '../../support/meeting.ts';
import { random, sodium } from '../../support/sodium.ts';

/** A polling round in which m1 holds an exchanged code. */
function exchangedOne() {
  const meeting = new Meeting({ plan: roundPlan({ roll: 4 }) }).toPolling();
  const { code } = meeting.issue('m1');
  const asked = meeting.ask(code);
  if (!asked.ok) throw new Error(asked.error);
  return { meeting, code, token: asked.value.token };
}

function flipped(text: string): string {
  const first = text.startsWith('A') ? 'B' : 'A';
  return `${first}${text.slice(1)}`;
}

/** B for another blinding of the same claim. */
function otherB(meeting: Meeting): string {
  const code = generateBallotCode(random);
  const eid = meeting.round.board.eid!;
  const { publicKey } = deriveBallotKey(sodium, code, eid);
  return toBase64url(blindToken(sodium, code, eid, publicKey).B);
}

function claimFor(code: string): string {
  return toBase64url(claimOf(sodium, code));
}

describe('exchange (P 4.6.3)', () => {
  let meeting: Meeting;
  let code: string;
  beforeEach(() => {
    ({ meeting, code } = exchangedOne());
  });

  test('the same claim with the same B is answered from its line, and nothing is written', () => {
    const before = meeting.registerText();
    expect(meeting.ask(code).ok).toBe(true);
    expect(meeting.registerText()).toBe(before);
  });

  test('another B for the same claim: E_CLAIM_USED, in every phase', () => {
    const answer = { ok: false, error: 'E_CLAIM_USED' };
    expect(meeting.exchange(claimFor(code), otherB(meeting))).toEqual(answer);
    meeting.close();
    expect(meeting.exchange(claimFor(code), otherB(meeting))).toEqual(answer);
    expect(meeting.ask(code).ok).toBe(true);
  });

  test('unknown or voided: E_CLAIM_UNKNOWN', () => {
    const answer = { ok: false, error: 'E_CLAIM_UNKNOWN' };
    expect(meeting.ask(generateBallotCode(random))).toEqual(answer);
    const lost = meeting.issue('m2');
    meeting.done(teller(1, { type: 'void-token', memberId: 'm2', reason: 'Mất' }));
    expect(meeting.ask(lost.code)).toEqual(answer);
    const again = meeting.issue('m2');
    expect(meeting.ask(again.code).ok).toBe(true);
  });

  test('before the polls and after the close: E_PHASE', () => {
    const early = new Meeting().toSealed();
    expect(early.exchange(claimFor(code), otherB(meeting))).toEqual({
      ok: false,
      error: 'E_PHASE',
    });
    const late = meeting.issue('m2');
    meeting.close();
    expect(meeting.ask(late.code)).toEqual({ ok: false, error: 'E_PHASE' });
  });

  test('B must be canonical base64url of a point that is not the identity', () => {
    const { claim } = meeting.issue('m2');
    expect(meeting.exchange(claim, 'AAAA')).toMatchObject({ error: 'E_SIZE' });
    expect(meeting.exchange(claim, `${'A'.repeat(42)}B`)).toMatchObject({ error: 'E_B64' });
    expect(meeting.exchange(claim, 'A'.repeat(43))).toMatchObject({ error: 'E_POINT' });
    expect(meeting.exchange(claim, toBase64url(new Uint8Array(32).fill(255)))).toMatchObject({
      error: 'E_POINT',
    });
    expect(meeting.round.register.byClaim.has(claim)).toBe(false);
  });

  test('a stray slip: E_NOT_ISSUED and nothing written, so register.count stays within issued', () => {
    const stray = generateBallotCode(random);
    const drawn = generateBallotCode(random);
    meeting.done(desk({ type: 'register-slips', claims: [claimFor(stray), claimFor(drawn)] }));
    expect(meeting.ask(stray)).toEqual({ ok: false, error: 'E_NOT_ISSUED' });
    expect(meeting.round.register.count).toBe(1);
    meeting.handOut('m2', 'slip');
    expect(meeting.ask(drawn).ok).toBe(true);
    expect(meeting.ask(stray)).toEqual({ ok: false, error: 'E_NOT_ISSUED' });
    meeting.handOut('m3', 'paper');
    expect(meeting.ask(stray)).toEqual({ ok: false, error: 'E_NOT_ISSUED' });
    expect(meeting.round.register.count).toBe(2);
  });
});

describe('cast: the order of checks (P 4.8)', () => {
  let meeting: Meeting;
  let message: CastMessage;
  beforeEach(() => {
    const one = exchangedOne();
    meeting = one.meeting;
    message = one.meeting.seal(one.code, one.token, [1, 3]);
  });

  function refused(changed: CastMessage): string | null {
    const answer = meeting.cast(changed);
    return answer.ok ? null : answer.error;
  }

  test('a good ballot is stored, and stored once', () => {
    expect(meeting.cast(message)).toMatchObject({ value: { again: false } });
    expect(meeting.cast(message)).toMatchObject({ value: { again: true } });
    expect(meeting.round.board.ballotCount).toBe(1);
  });

  test('the stored ballot is answered in every phase, even with another token and signature', () => {
    meeting.cast(message);
    const damaged = { ...message, sig: flipped(message.sig), token: [flipped(message.token[0]!)] };
    meeting.done(chair({ type: 'close-polls', outstanding: 0 }));
    expect(meeting.cast(damaged)).toMatchObject({ value: { again: true } });
    meeting.fixNoPaper().count();
    expect(meeting.cast(message)).toMatchObject({ value: { again: true } });
  });

  test('1 size and base64 before everything', () => {
    expect(refused({ ...message, vk: 'AAAA', eid: 'AAAA' })).toBe('E_SIZE');
    expect(refused({ ...message, sig: `${message.sig.slice(0, 85)}B`, eid: 'A' })).toBe('E_B64');
    expect(refused({ ...message, body: '', eid: 'AAAA' })).toBe('E_SIZE');
    expect(refused({ ...message, token: [] })).toBe('E_SIZE');
    expect(refused({ ...message, token: [message.token[0]!, message.token[0]!] })).toBe('E_SIZE');
  });

  test('2 the election', () => {
    const other = toBase64url(random(32));
    expect(refused({ ...message, eid: other, sig: flipped(message.sig) })).toBe('E_EID');
    expect(refused({ ...message, eid: 'AAAA' })).toBe('E_SIZE');
  });

  test('3 the phase, before key, signature and token', () => {
    meeting.done(chair({ type: 'close-polls', outstanding: 1 }));
    expect(refused(message)).toBe('E_PHASE');
    expect(refused({ ...message, sig: flipped(message.sig) })).toBe('E_PHASE');
  });

  test('design 7, the barrier: once the close is in the log nothing more is cast or exchanged', () => {
    const unused = meeting.issue('m2');
    meeting.round = applied(meeting.round, { to: 'log', event: closed(2) });
    expect(meeting.round.board.polling).toBe(true);
    expect(refused(message)).toBe('E_PHASE');
    expect(meeting.ask(unused.code)).toEqual({ ok: false, error: 'E_PHASE' });
  });

  test('3 before the polls: E_PHASE', () => {
    meeting = new Meeting().toSealing();
    expect(refused(message)).toBe('E_PHASE');
  });

  test('4 another ballot under a used key, before its signature', () => {
    const one = exchangedOne();
    meeting = one.meeting;
    meeting.cast(meeting.seal(one.code, one.token, [1, 3]));
    const second = meeting.seal(one.code, one.token, [2, 2]);
    expect(refused(second)).toBe('E_VK_USED');
    expect(refused({ ...second, sig: flipped(second.sig) })).toBe('E_VK_USED');
    expect(meeting.round.board.ballotCount).toBe(1);
  });

  test('5 the signature, before the token', () => {
    const token = [flipped(message.token[0]!)];
    expect(refused({ ...message, sig: flipped(message.sig) })).toBe('E_SIG');
    // The token is under the signature.
    expect(refused({ ...message, token })).toBe('E_SIG');
  });

  test("6 the server's own token", () => {
    const one = exchangedOne();
    meeting = one.meeting;
    expect(refused(meeting.seal(one.code, random(64), [1, 3]))).toBe('E_TOKEN(1)');
    // A code nobody exchanged has no token.
    const stolen = generateBallotCode(random);
    expect(refused(meeting.seal(stolen, one.token, [1, 3]))).toBe('E_TOKEN(1)');
    expect(meeting.round.board.ballotCount).toBe(0);
  });
});
