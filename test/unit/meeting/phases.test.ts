import { describe, expect, test } from 'vitest';
import type { Command } from '#shared/meeting/commands.ts';
import { phaseOf } from '#shared/meeting/phase.ts';
import { PHASES } from '#shared/meeting/state.ts';
import type { Phase } from '#shared/meeting/state.ts';
import {
  AT,
  bytes32,
  chair,
  COMMITTEE,
  desk,
  inPhase,
  paperBody,
  server,
  supervisor,
  teller,
} from '../../support/given.ts';

const reason = 'Lý do';
const ANY: readonly Phase[] = PHASES;
const UNTIL_ANNOUNCED = PHASES.slice(0, 6);

/** Design 2 and 7: every command, and the phases in which it is not `wrong-phase`. */
const TABLE: readonly (readonly [string, Command, readonly Phase[]])[] = [
  ['freeze-ballot', chair({ type: 'freeze-ballot' }), ['preparing']],
  ['confirm-quorum', chair({ type: 'confirm-quorum' }), ['rollCall']],
  [
    'allow-phones',
    chair({ type: 'allow-phones', allowed: false }),
    ['preparing', 'rollCall', 'sealing'],
  ],
  ['open-polls', chair({ type: 'open-polls', present: 3 }), ['sealing']],
  ['restart-ceremony', chair({ type: 'restart-ceremony', reason }), ['sealing']],
  ['close-polls', chair({ type: 'close-polls', outstanding: 0 }), ['polling']],
  [
    'record-incident by the chair',
    chair({ type: 'record-incident', text: reason }),
    UNTIL_ANNOUNCED,
  ],
  [
    'explain-gap by the chair',
    chair({ type: 'explain-gap', gap: 'outstanding', reason }),
    ['counting', 'counted'],
  ],
  ['announce', chair({ type: 'announce' }), ['counted']],
  ['archive', chair({ type: 'archive' }), ['announced']],
  ['void-round', chair({ type: 'void-round', round: 'rounds/bch-1', reason }), UNTIL_ANNOUNCED],
  [
    'set-present',
    desk({ type: 'set-present', memberId: 'm2', present: false }),
    ['rollCall', 'sealing', 'polling'],
  ],
  ['issue', desk({ type: 'issue', memberId: 'm2', way: 'paper' }), ['polling']],
  ['register-slips', desk({ type: 'register-slips', claims: [bytes32(7)] }), ['polling']],
  ['void-token', teller(1, { type: 'void-token', memberId: 'm1', reason }), ['polling']],
  [
    'void-slip',
    teller(1, { type: 'void-slip', memberId: 'm1', serial: 'AAAAAAAA', reason }),
    ['polling'],
  ],
  ['key-paper', teller(1, { type: 'key-paper', body: paperBody(1, { count: 0 }) }), ['counting']],
  ['fix-paper', teller(1, { type: 'fix-paper', paper: false }), ['counting']],
  [
    'explain-gap by a teller',
    teller(2, { type: 'explain-gap', gap: 'outstanding', reason }),
    ['counting', 'counted'],
  ],
  [
    'submit-recount by a teller',
    teller(2, { type: 'submit-recount', digest: bytes32(1) }),
    ['counting', 'counted'],
  ],
  ['submit-recount by a supervisor', supervisor(bytes32(1)), ['counting', 'counted']],
  ['submit-recount by the server', server(bytes32(1)), ['counting', 'counted']],
  ['sign-minutes', teller(1, { type: 'sign-minutes' }), ['announced']],
  ['correct', teller(1, { type: 'correct', reason }), ['announced']],
];

describe('design 2: a command belongs to its phases', () => {
  test('the rounds of this table are in the phases they are named after', () => {
    expect(PHASES.map((phase) => phaseOf(inPhase(phase).round))).toEqual(PHASES);
  });

  for (const [name, command, allowed] of TABLE) {
    for (const phase of ANY) {
      const isAllowed = allowed.includes(phase);
      test(`${name} in ${phase}: ${isAllowed ? 'belongs here' : 'wrong-phase'}`, () => {
        const { decided } = inPhase(phase).when(command);
        const code = decided.ok ? null : decided.error.code;
        if (isAllowed) expect(code).not.toBe('wrong-phase');
        else if (command.role === 'teller' && PHASES.indexOf(phase) < 2) {
          // No committee is elected yet.
          expect(code).toBe('not-a-teller');
        } else expect(code).toBe('wrong-phase');
      });
    }
  }

  test('record-committee: sealing, until the ceremony begins', () => {
    const command = chair({ type: 'record-committee', members: COMMITTEE, how: 'Biểu quyết' });
    for (const phase of ANY.filter((each) => each !== 'sealing')) {
      inPhase(phase).when(command).refuses('wrong-phase');
    }
    inPhase('sealing').when(command).refuses('wrong-phase');
    inPhase('sealing').on({}).when(command).records({ type: 'committee-recorded' });
  });

  test('record-incident by a teller: until announced', () => {
    const command = teller(2, { type: 'record-incident', text: reason });
    for (const phase of ['sealing', 'polling', 'counting', 'counted'] as const) {
      inPhase(phase).when(command).records({ type: 'incident-recorded', text: reason });
    }
    inPhase('announced').when(command).refuses('wrong-phase');
    inPhase('archived').when(command).refuses('wrong-phase');
  });

  test('design 7: an incident of the polls has no time, any other has', () => {
    const command = chair({ type: 'record-incident', text: reason });
    inPhase('polling').when(command).records({ type: 'incident-recorded', at: null });
    inPhase('sealing').when(command).records({ type: 'incident-recorded', at: AT });
    inPhase('counting').when(command).records({ type: 'incident-recorded', at: AT });
  });

  test('between the close in the log and its board entry nothing more is issued or checked in', () => {
    const closing = inPhase('polling').and({
      type: 'polls-closed',
      at: AT,
      issued: 1,
      presentAtVote: 3,
    });
    expect(phaseOf(closing.round)).toBe('polling');
    closing.when(desk({ type: 'issue', memberId: 'm2', way: 'paper' })).refuses('wrong-phase');
    closing
      .when(desk({ type: 'set-present', memberId: 'm2', present: false }))
      .refuses('wrong-phase');
    closing.when(chair({ type: 'close-polls', outstanding: 0 })).refuses('wrong-phase');
    closing.when(teller(1, { type: 'void-token', memberId: 'm1', reason })).refuses('wrong-phase');
    closing.when(desk({ type: 'register-slips', claims: [bytes32(9)] })).refuses('wrong-phase');
  });
});

describe('F26, design 7: a void round ends everything', () => {
  const commands = [
    ...TABLE.map(([, command]) => command),
    chair({ type: 'lower-agreement-quorum', reason }),
    teller(1, { type: 'join', sign: bytes32(1), box: bytes32(2) }),
  ];

  for (const phase of UNTIL_ANNOUNCED) {
    test(`in ${phase}: every command is refused with no-round afterwards`, () => {
      const voided = inPhase(phase).and({ type: 'round-voided', at: AT, reason });
      for (const command of commands) voided.when(command).refuses('no-round');
    });
  }

  test('P 4.7.3: a board aborted for too few ballots is a void round, unless the paper counts', () => {
    const few = inPhase('counting').on({
      board: {
        n: 16,
        stage: 'aborted',
        aborted: 'E_MIN_BALLOTS',
        closeBody: {
          count: 1,
          ids: bytes32(0),
          issued: 1,
          register: { count: 1, head: bytes32(0) },
        },
      },
    });
    few.when(chair({ type: 'announce' })).refuses('no-round');
  });
});
