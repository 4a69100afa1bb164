import { describe, expect, test } from 'vitest';
import { phaseOf } from '#shared/meeting/phase.ts';
import { canonicalBallotForm } from '#shared/plan/ballot-form.ts';
import { fromBase64url, toBase64url, utf8 } from '#shared/protocol/bytes.ts';
import { h32 } from '#shared/protocol/hash.ts';
import {
  AT,
  bytes32,
  chair,
  checkedIn,
  checkedOut,
  closed,
  confirmed,
  desk,
  elected,
  frozen,
  given,
  inPhase,
  issued,
  opened,
  roundPlan,
  teller,
} from '../../support/given.ts';
import { sodium } from '../../support/sodium.ts';

const reason = 'Lý do';

describe('freeze-ballot', () => {
  test('R12: records the digest of the canonical ballot form', () => {
    const plan = roundPlan({ lines: 4 });
    const digest = toBase64url(h32(sodium, 'ballot-form', utf8(canonicalBallotForm(plan))));
    given([], plan)
      .when(chair({ type: 'freeze-ballot' }))
      .records({
        type: 'ballot-frozen',
        at: AT,
        digest,
      });
  });
});

describe('confirm-quorum', () => {
  const confirm = chair({ type: 'confirm-quorum' });

  for (const [present, base, needed] of [
    [20, 31, 21],
    [1, 3, 2],
    [21, 33, 22],
    [0, 1, 1],
    [666, 1000, 667],
    [3, 5, 4],
  ] as const) {
    test(`R15: ${present} of ${base} are ${needed - present} too few, ${needed} are enough`, () => {
      const plan = roundPlan({ roll: base });
      given([frozen, ...checkedIn(present)], plan)
        .when(confirm)
        .refuses('quorum-not-met', { missing: needed - present });
      given([frozen, ...checkedIn(needed)], plan)
        .when(confirm)
        .records({ type: 'quorum-confirmed', at: AT, present: needed, base });
    });
  }

  test('R16: at a council session the base is all deputies, not the roll', () => {
    const plan = roundPlan({
      roll: 30,
      kind: 'councilSession',
      profile: 'council-96',
      totalDeputies: 31,
    });
    given([frozen, ...checkedIn(20)], plan)
      .when(confirm)
      .refuses('quorum-not-met', { missing: 1 });
    given([frozen, ...checkedIn(21)], plan)
      .when(confirm)
      .records({ type: 'quorum-confirmed', present: 21, base: 31 });
  });

  test('R15: who was checked out again does not count', () => {
    given([frozen, ...checkedIn(2), checkedOut('m2')])
      .when(confirm)
      .refuses('quorum-not-met', { missing: 1 });
  });

  test('R15: checking the same member in twice does not count twice', () => {
    given([frozen, ...checkedIn(1), ...checkedIn(1)])
      .when(confirm)
      .refuses('quorum-not-met', { missing: 1 });
  });
});

describe('allow-phones', () => {
  test('design 7: recorded, once for the same word', () => {
    const round = given([], roundPlan({ phonesAllowed: null }));
    round
      .when(chair({ type: 'allow-phones', allowed: false }))
      .records({ type: 'phones-decided', at: AT, allowed: false });
    round
      .and({ type: 'phones-decided', at: AT, allowed: false })
      .when(chair({ type: 'allow-phones', allowed: false }))
      .changesNothing();
    round
      .and({ type: 'phones-decided', at: AT, allowed: false })
      .when(chair({ type: 'allow-phones', allowed: true }))
      .records({ type: 'phones-decided', allowed: true });
  });
});

describe('open-polls', () => {
  const ready = inPhase('sealing');
  const open = chair({ type: 'open-polls', present: 3 });

  test('design 2: with the key, phones decided, the quorum and the number typed', () => {
    ready.when(open).records({ type: 'polls-opened', at: AT, present: 3 });
  });

  for (const stage of ['empty', 'ceremony', 'aborted'] as const) {
    test(`R32: refused while the committee's key is not complete (${stage})`, () => {
      ready.on({ board: { stage } }).when(open).refuses('ceremony-incomplete');
    });
  }

  test('design 7: refused while nobody has decided on phones', () => {
    inPhase('sealing', roundPlan({ phonesAllowed: null }))
      .when(open)
      .refuses('phones-undecided');
  });

  test('R15, F8: refused when members left after the quorum was confirmed', () => {
    ready
      .and(checkedOut('m1'), checkedOut('m2'))
      .when(chair({ type: 'open-polls', present: 1 }))
      .refuses('quorum-not-met', { missing: 1 });
    ready
      .and(checkedOut('m1'))
      .when(chair({ type: 'open-polls', present: 2 }))
      .records({ type: 'polls-opened', present: 2 });
  });

  test('design 7: refused unless the number shown was typed', () => {
    for (const present of [0, 2, 4]) {
      ready.when(chair({ type: 'open-polls', present })).refuses('number-differs', { expected: 3 });
    }
  });

  test('refused a second time, before and after the board says so', () => {
    ready.and(opened(3)).when(open).refuses('wrong-phase');
    inPhase('polling').when(open).refuses('wrong-phase');
  });
});

describe('close-polls', () => {
  test('design 7, F7: refused unless the outstanding number was typed', () => {
    const polling = inPhase('polling').and(issued('m2'), issued('m3', 'paper'));
    for (const outstanding of [0, 1, 3]) {
      polling
        .when(chair({ type: 'close-polls', outstanding }))
        .refuses('number-differs', { expected: 2 });
    }
    polling
      .when(chair({ type: 'close-polls', outstanding: 2 }))
      .records({ type: 'polls-closed', at: AT, issued: 3, presentAtVote: 3 });
  });

  test('R17: present at the vote are those checked in at the close', () => {
    inPhase('polling')
      .and(checkedOut('m2'))
      .when(chair({ type: 'close-polls', outstanding: 0 }))
      .records({ type: 'polls-closed', issued: 1, presentAtVote: 2 });
  });

  test('P 4.7.1: a ballot that was replaced counts once', () => {
    inPhase('polling')
      .and(issued('m2', 'screen', 5), { type: 'token-voided', memberId: 'm2', reason })
      .and(issued('m2', 'screen', 6))
      .when(chair({ type: 'close-polls', outstanding: 1 }))
      .records({ type: 'polls-closed', issued: 2 });
  });
});

describe('lower-agreement-quorum', () => {
  const lower = chair({ type: 'lower-agreement-quorum', reason });
  const tallied = inPhase('counting').on({
    board: {
      stage: 'tallied',
      closeBody: { count: 1, ids: bytes32(0), issued: 1, register: { count: 1, head: '' } },
      tally: { N: 1, excluded: [], A: [], B: [] },
    },
  });

  test('P 4.7.5: after the tally, with a reason', () => {
    tallied.when(lower).records({ type: 'agreement-quorum-lowered', at: AT, reason });
    tallied
      .when(chair({ type: 'lower-agreement-quorum', reason: '  ' }))
      .refuses('reason-required');
  });

  test('P 4.7.5: not before the tally', () => {
    inPhase('counting').when(lower).refuses('wrong-phase');
    inPhase('polling').when(lower).refuses('wrong-phase');
  });

  test('P 4.7.5: at most once', () => {
    tallied
      .and({ type: 'agreement-quorum-lowered', at: AT, reason })
      .when(lower)
      .refuses('wrong-phase');
  });

  test('P 4.7.5: not after the first opening', () => {
    tallied
      .on({
        board: {
          ...tallied.round.board,
          openings: new Map([[1, { i: 1, D: [], proof: '', sig: '' }]]),
        },
      })
      .when(lower)
      .refuses('wrong-phase');
  });
});

describe('void-round', () => {
  test('F26: needs a reason of 1 to 500 characters', () => {
    const round = inPhase('polling');
    for (const bad of ['', '   ', 'x'.repeat(501)]) {
      round
        .when(chair({ type: 'void-round', round: 'rounds/bch-1', reason: bad }))
        .refuses('reason-required');
    }
    round
      .when(chair({ type: 'void-round', round: 'rounds/bch-1', reason: ` ${'x'.repeat(500)} ` }))
      .records({ type: 'round-voided', at: AT, reason: 'x'.repeat(500) });
  });

  test('F26: reaches no other round than the one it names', () => {
    const round = inPhase('polling');
    round.when(chair({ type: 'void-round', round: 'rounds/bch-2', reason })).refuses('no-round');
    round
      .when(chair({ type: 'void-round', round: 'rehearsals/bch-1', reason }))
      .refuses('no-round');
  });

  test('design 2: a phase never goes back, not even in a void round', () => {
    const voided = inPhase('polling')
      .and({ type: 'round-voided', at: AT, reason })
      .on({ board: { n: 14, stage: 'aborted', aborted: reason, polling: false, ballotCount: 1 } });
    expect(phaseOf(voided.round)).toBe('polling');
  });
});

describe('announced', () => {
  const announced = inPhase('announced');

  test('the head signs the minutes, once, then the chair archives', () => {
    announced.when(chair({ type: 'archive' })).refuses('minutes-unsigned');
    announced.when(teller(1, { type: 'sign-minutes' })).records({ type: 'minutes-signed', at: AT });
    const signed = announced.and({ type: 'minutes-signed', at: AT });
    signed.when(teller(1, { type: 'sign-minutes' })).changesNothing();
    signed.when(chair({ type: 'archive' })).records({ type: 'archived', at: AT });
  });

  test('F25: a correction needs a reason and the head', () => {
    announced.when(teller(1, { type: 'correct', reason: ' ' })).refuses('reason-required');
    announced.when(teller(2, { type: 'correct', reason })).refuses('not-head');
    announced.when(teller(2, { type: 'sign-minutes' })).refuses('not-head');
    announced
      .when(teller(1, { type: 'correct', reason }))
      .records({ type: 'corrected', at: AT, reason });
    expect(
      announced.and(
        { type: 'corrected', at: AT, reason: 'một' },
        { type: 'corrected', at: AT, reason: 'hai' },
      ).log.corrections,
    ).toHaveLength(2);
  });
});

describe('the roll in preparing', () => {
  test('design 2: nobody is checked in before the ballot is frozen', () => {
    given([])
      .when(desk({ type: 'set-present', memberId: 'm1', present: true }))
      .refuses('wrong-phase');
    expect(fromBase64url(bytes32(3), 32).ok).toBe(true);
  });

  test('a round with everything recorded shows it', () => {
    const { log } = given([frozen, ...checkedIn(3), confirmed(3), elected, opened(3), closed(0)]);
    expect(log.opened?.present).toBe(3);
    expect(log.closed?.issued).toBe(0);
  });
});
