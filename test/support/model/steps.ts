/** What a hall may do next: sensible, out of place, by the wrong role, malformed, twice, at once. */
import fc from 'fast-check';
import { bytes32, COMMITTEE } from '../given.ts';
import { memberId, ROLL } from '../hall.ts';

/** Who speaks; tellers by their number. */
export type Who = 'chair' | 'desk1' | 'desk2' | 'supervisor' | 'teller1' | 'teller2' | 'teller3';

export type VoterAct = 'exchange' | 'cast' | 'otherBallot' | 'otherBlind' | 'corrupt' | 'find';

export type Step =
  /** Whatever the phase needs next, done rightly. */
  | { readonly do: 'progress' }
  | { readonly do: 'say'; readonly who: Who; readonly what: unknown }
  /** Two desks at the same moment. */
  | { readonly do: 'atOnce'; readonly what: readonly [object, object] }
  | { readonly do: 'voter'; readonly act: VoterAct; readonly at: number }
  | { readonly do: 'kiosk' }
  /** Somebody without a pairing, or a page that speaks an event it does not have. */
  | { readonly do: 'nobody'; readonly at: number }
  | { readonly do: 'repeat' }
  | { readonly do: 'restart' };

const member = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: ROLL }).map(memberId) },
  { weight: 1, arbitrary: fc.constant('nobody') },
);
const reason = fc.constantFrom('Lý do', 'Lý do khác', 'Lý do', ' ');
const small = fc.integer({ min: 0, max: 6 });
const claim = fc.integer({ min: 1, max: 8 }).map(bytes32);
const gap = fc.constantFrom('outstanding', 'excluded', 'rejected');

const chairWord: fc.Arbitrary<object> = fc.oneof(
  fc.constantFrom(
    { type: 'freeze-ballot' },
    { type: 'confirm-quorum' },
    { type: 'announce' },
    { type: 'archive' },
    { type: 'record-committee', members: COMMITTEE.slice(0, 2), how: 'Biểu quyết' },
    { type: 'record-committee', members: [...COMMITTEE, COMMITTEE[0]], how: 'Biểu quyết' },
  ),
  fc.boolean().map((allowed) => ({ type: 'allow-phones', allowed })),
  small.map((present) => ({ type: 'open-polls', present })),
  small.map((outstanding) => ({ type: 'close-polls', outstanding })),
  reason.map((text) => ({ type: 'record-incident', text })),
  reason.map((why) => ({ type: 'lower-agreement-quorum', reason: why })),
  fc.record({ gap, reason }).map((each) => ({ type: 'explain-gap', ...each })),
);

/** Words after which much begins anew: seldom. */
const rareWord: fc.Arbitrary<object> = fc.constantFrom(
  { type: 'restart-ceremony', reason: 'Làm lại' },
  { type: 'void-round', round: 'rounds/bch-1', reason: 'Vô hiệu' },
  { type: 'void-round', round: 'rounds/bch-2', reason: 'Vô hiệu' },
  { type: 'record-committee', members: COMMITTEE, how: 'Bầu lại' },
);

const deskWord: fc.Arbitrary<object> = fc.oneof(
  fc.record({ memberId: member, present: fc.boolean() }).map((each) => ({
    type: 'set-present',
    ...each,
  })),
  fc
    .record({ memberId: member, way: fc.constantFrom('slip', 'paper') })
    .map((each) => ({ type: 'issue', ...each })),
  fc
    .record({ memberId: member, way: fc.constantFrom('screen', 'kiosk'), claim })
    .map((each) => ({ type: 'issue', ...each })),
  fc
    .array(claim, { minLength: 1, maxLength: 3 })
    .map((claims) => ({ type: 'register-slips', claims })),
);

const tellerWord: fc.Arbitrary<object> = fc.oneof(
  fc.record({ memberId: member, reason }).map((each) => ({ type: 'void-token', ...each })),
  fc
    .record({ memberId: member, reason })
    .map((each) => ({ type: 'void-slip', serial: '00000000', ...each })),
  fc.boolean().map((paper) => ({ type: 'fix-paper', paper })),
  fc.constant({ type: 'sign-minutes' }),
  reason.map((why) => ({ type: 'correct', reason: why })),
  reason.map((text) => ({ type: 'record-incident', text })),
  small.map((n) => ({ type: 'join', sign: bytes32(n), box: bytes32(n + 10) })),
);

const supervisorWord: fc.Arbitrary<object> = small.map((n) => ({
  type: 'submit-recount',
  digest: bytes32(n),
}));

/** Not of the wire's form, for whoever says it. */
const malformed: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, 7, 'announce', [], {}, { type: 'nothing' }, { type: null }),
  fc.constantFrom<unknown>(
    { type: 'announce', more: 1 },
    { type: 'open-polls', present: -1 },
    { type: 'close-polls', outstanding: '2' },
    { type: 'set-present', memberId: '../../etc', present: true },
    { type: 'issue', memberId: 'm1', way: 'screen' },
    { type: 'register-slips', claims: [] },
    { type: 'post', entry: { t: 'ballot', b: {} } },
    { type: 'submit-recount', digest: 'short' },
  ),
  fc.jsonValue(),
);

const chairSays = fc.constant<Who>('chair');
const aDesk = fc.constantFrom<Who>('desk1', 'desk2');
const aTeller = fc.constantFrom<Who>('teller1', 'teller1', 'teller2', 'teller3');
const anybody = fc.oneof(chairSays, aDesk, aTeller, fc.constant<Who>('supervisor'));

function says(who: fc.Arbitrary<Who>, what: fc.Arbitrary<unknown>): fc.Arbitrary<Step> {
  return fc.record({ do: fc.constant('say' as const), who, what });
}

const voterAct = fc.constantFrom<VoterAct>(
  ...(['exchange', 'cast', 'cast', 'otherBallot', 'otherBlind', 'corrupt', 'find'] as const),
);

/** One step, mostly towards the end of the meeting. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 34, arbitrary: fc.constant<Step>({ do: 'progress' }) },
  { weight: 6, arbitrary: says(chairSays, chairWord) },
  { weight: 1, arbitrary: says(chairSays, rareWord) },
  { weight: 12, arbitrary: says(aDesk, deskWord) },
  { weight: 7, arbitrary: says(aTeller, tellerWord) },
  { weight: 1, arbitrary: says(fc.constant<Who>('supervisor'), supervisorWord) },
  { weight: 3, arbitrary: says(anybody, malformed) },
  // Another role's word, well formed.
  { weight: 3, arbitrary: says(anybody, fc.oneof(chairWord, deskWord, tellerWord)) },
  {
    weight: 2,
    arbitrary: fc.tuple(deskWord, deskWord).map((what): Step => ({ do: 'atOnce', what })),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('voter' as const), act: voterAct, at: small }),
  },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'kiosk' }) },
  { weight: 2, arbitrary: small.map((at): Step => ({ do: 'nobody', at })) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'repeat' }) },
  { weight: 2, arbitrary: fc.constant<Step>({ do: 'restart' }) },
);
