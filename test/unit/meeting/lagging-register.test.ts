import { describe, expect, test } from 'vitest';
import { emptyRegister } from '#shared/protocol/register.ts';
import { admitCast, freeExchanges } from '#shared/meeting/casting.ts';
import { roundPlan } from '../../support/given.ts';
import { Meeting } from '../../support/meeting.ts';
import { sodium } from '../../support/sodium.ts';

describe('P 4.7.1: never more ballots than exchanges', () => {
  test('a ballot whose exchange the register lacks waits; with it, it is admitted', () => {
    const meeting = new Meeting({ plan: roundPlan({ roll: 4 }) }).toPolling();
    const { code } = meeting.issue('m1');
    const asked = meeting.ask(code);
    if (!asked.ok) throw new Error(asked.error);
    const message = meeting.seal(code, asked.value.token, [1, 3]);
    const key = meeting.keys.issuer.k;
    const { round } = meeting;
    // The meeting was moved to a copy that ends before the exchange (design 7, Copy).
    const lagging = { ...round, register: emptyRegister(round.board.eid, 1) };
    expect(freeExchanges(lagging)).toBe(0);
    expect(admitCast(sodium, lagging, key, message)).toEqual({ ok: false, error: 'E_NOT_ISSUED' });
    expect(admitCast(sodium, round, key, message)).toMatchObject({ ok: true });
  });
});
