import { describe, test } from 'vitest';
import type { CommitteeChoice } from '#shared/meeting/commands.ts';
import type { RoundPlan } from '#shared/plan/round-plan.ts';
import {
  AT,
  bytes32,
  chair,
  checkedIn,
  COMMITTEE,
  confirmed,
  elected,
  frozen,
  given,
  inPhase,
  joined,
  opened,
  roundPlan,
  teller,
} from '../../support/given.ts';

const reason = 'Máy hỏng';

function sealing(plan?: RoundPlan) {
  return given([frozen, ...checkedIn(3), confirmed(3)], plan);
}

function recordIt(members: readonly CommitteeChoice[], how = 'Biểu quyết') {
  return chair({ type: 'record-committee', members, how });
}

function named(...names: string[]): CommitteeChoice[] {
  return names.map((name, i) => ({ name, head: i === 0 }));
}

describe('record-committee', () => {
  test('R19: at least three, recorded with how they were elected', () => {
    sealing()
      .when(recordIt(COMMITTEE, ' Giơ tay '))
      .records({ type: 'committee-recorded', at: AT, members: COMMITTEE, how: 'Giơ tay' });
    sealing()
      .when(recordIt(named('A', 'B')))
      .refuses('committee-too-small', { named: 2 });
    sealing().when(recordIt([])).refuses('committee-too-small', { named: 0 });
    sealing().when(recordIt(COMMITTEE, ' ')).refuses('reason-required');
  });

  test('R19: exactly one head', () => {
    const none = COMMITTEE.map((each) => ({ ...each, head: false }));
    const two = COMMITTEE.map((each, i) => ({ ...each, head: i < 2 }));
    sealing().when(recordIt(none)).refuses('committee-head');
    sealing().when(recordIt(two)).refuses('committee-head');
  });

  test('no name twice, whatever its case, spaces or composition', () => {
    for (const twin of ['A', ' a ', 'A']) {
      sealing()
        .when(recordIt(named('A', 'B', twin)))
        .refuses('committee-duplicate');
    }
    sealing()
      .when(recordIt(named('Lê  Ấn', 'B', 'lê ấn'.normalize('NFD'))))
      .refuses('committee-duplicate');
  });

  test('R21: no subject, unless the plan allows it', () => {
    sealing()
      .when(recordIt(named('A', 'B', 'cán bộ 2')))
      .refuses('subject-in-committee', { name: 'cán bộ 2' });
    sealing()
      .when(recordIt([...named('A', 'B'), { name: 'Cán bộ 2', post: 'chức vụ 2', head: false }]))
      .refuses('subject-in-committee');
    sealing(roundPlan({ allowSubjectTellers: true }))
      .when(recordIt(named('A', 'B', 'Cán bộ 2')))
      .records({ type: 'committee-recorded' });
  });

  test('R21: a namesake with another post is no subject', () => {
    sealing()
      .when(recordIt([...named('A', 'B'), { name: 'Cán bộ 2', post: 'Chuyên viên', head: false }]))
      .records({ type: 'committee-recorded' });
  });

  test("P 4.2: the plan's threshold is more than half and at most all of those elected", () => {
    const four = named('A', 'B', 'C', 'D');
    sealing(roundPlan({ threshold: 2 }))
      .when(recordIt(four))
      .refuses('threshold', { t: 2, n: 4 });
    sealing(roundPlan({ threshold: 5 }))
      .when(recordIt(four))
      .refuses('threshold', { t: 5, n: 4 });
    sealing(roundPlan({ threshold: 3 }))
      .when(recordIt(four))
      .records({
        type: 'committee-recorded',
      });
    sealing(roundPlan({ threshold: 4 }))
      .when(recordIt(four))
      .records({
        type: 'committee-recorded',
      });
  });

  test('may be corrected until the ceremony begins; keys of the former one are forgotten', () => {
    const round = sealing().and(elected, joined(1), joined(2));
    round.when(recordIt(named('X', 'Y', 'Z'))).records({ type: 'committee-recorded' });
    round
      .and({ type: 'committee-recorded', at: AT, members: named('X', 'Y', 'Z'), how: 'lại' })
      .when(teller(3, { type: 'join', sign: bytes32(1), box: bytes32(2) }))
      .records({ type: 'teller-joined', i: 3 });
    round
      .on({ board: { n: 1, stage: 'ceremony' } })
      .when(recordIt(COMMITTEE))
      .refuses('wrong-phase');
  });
});

describe('join', () => {
  const round = sealing().and(elected);

  function join(i: number, sign = bytes32(100 + i), box = bytes32(200 + i)) {
    return teller(i, { type: 'join', sign, box });
  }

  test('P 4.3.0: the public halves; the same word again changes nothing', () => {
    round.when(join(1)).records({
      type: 'teller-joined',
      at: AT,
      i: 1,
      sign: bytes32(101),
      box: bytes32(201),
    });
    round.and(joined(1)).when(join(1)).changesNothing();
  });

  test('R19: only for those elected', () => {
    for (const i of [0, -1, 4]) round.when(join(i)).refuses('not-a-teller');
    sealing().when(join(1)).refuses('not-a-teller');
  });

  test('another device may take over until the last has joined', () => {
    round
      .and(joined(1))
      .when(join(1, bytes32(9), bytes32(10)))
      .records({ type: 'teller-joined' });
    round
      .and(joined(1), joined(2), joined(3))
      .when(join(1, bytes32(9), bytes32(10)))
      .refuses('wrong-phase');
    round
      .and(joined(1))
      .on({ board: { n: 1, stage: 'ceremony' } })
      .when(join(2))
      .refuses('wrong-phase');
  });

  test('P 4.2: keys are 32 bytes, and no two tellers share one', () => {
    round.when(join(1, 'AAAA')).refuses('malformed');
    round.when(join(1, bytes32(1), '')).refuses('malformed');
    round
      .and(joined(1))
      .when(join(2, bytes32(101)))
      .refuses('malformed');
    round
      .and(joined(1))
      .when(join(2, bytes32(9), bytes32(201)))
      .refuses('malformed');
  });
});

describe('restart-ceremony', () => {
  const restart = chair({ type: 'restart-ceremony', reason });

  test('P 4.3, design 7: with a reason, while sealing, even when the key is complete', () => {
    inPhase('sealing').when(restart).records({ type: 'ceremony-restarted', at: AT, reason });
    inPhase('sealing')
      .when(chair({ type: 'restart-ceremony', reason: '' }))
      .refuses('reason-required');
  });

  test('not before there is a committee, nor once the polls were opened', () => {
    sealing().when(restart).refuses('wrong-phase');
    inPhase('sealing').and(opened(3)).when(restart).refuses('wrong-phase');
  });

  test('every device joins anew with fresh keys', () => {
    inPhase('sealing')
      .and({ type: 'ceremony-restarted', at: AT, reason })
      .on({ boardsSetAside: 1 })
      .when(teller(1, { type: 'join', sign: bytes32(7), box: bytes32(8) }))
      .records({ type: 'teller-joined', i: 1 });
  });
});
