import { evolveRecord, type Change } from './change.ts';
import { mayTest, settle, type Commitment } from './commitment.ts';
import {
  isCalled,
  isForeign,
  isMissing,
  isOver,
  type DeviceEvent,
  type DeviceState,
  type Effect,
  type Job,
  type Round,
} from './state.ts';

export interface Step {
  readonly state: DeviceState;
  readonly effects: readonly Effect[];
}

/** Codes after which the exchange is tried again by itself, and after how long. */
const EXCHANGE_AGAIN_MS: Readonly<Partial<Record<string, number>>> = {
  E_NOT_ISSUED: 3000,
  E_PHASE: 2000,
  E_DISK_FULL: 5000,
  'no-answer': 1500,
  'co-issuer-silent': 1500,
  'too-many-requests': 5000,
  stopping: 2000,
};

/** Codes after which sending the same bytes again cannot help. */
const CAST_STOPS: readonly string[] = ['E_VK_USED', 'E_EID', 'E_SIG', 'E_PROOF', 'E_SIZE', 'E_B64'];
const CAST_AGAIN_MS = 1500;
/** The server takes five casts a minute from one address: slow down to stay under it. */
const CAST_AGAIN_MAX_MS = 13_000;

/**
 * One event of the device: the new state, and what has to be done. Pure; every effect comes back
 * as one event, so any order of answers, timers, reloads and taps is a list of events.
 */
export function step(state: DeviceState, event: DeviceEvent): Step {
  const { state: taken, effects } = take(state, event);
  const next = pursue(settle(taken));
  return { state: settle(next.state), effects: [...effects, ...next.effects] };
}

/** Takes in what happened. */
function take(state: DeviceState, event: DeviceEvent): Step {
  switch (event.type) {
    case 'loaded':
      return only({ ...state, loaded: true, record: event.record });
    case 'round':
      return only(takeRound(state, event.round));
    case 'code':
      return takeCode(state, event);
    case 'decide':
      return decide(state, event.other);
    case 'mark':
      return takeMark(state, event.line, event.mark);
    case 'commit':
      return commit(state);
    case 'committed':
      return takeCommitment(state, event.commitment);
    case 'commit-failed':
      return only({ ...state, committing: false, sealing: false });
    case 'cast':
      return takeCast(state);
    case 'test':
      return takeTest(state);
    case 'test-over':
      return only({ ...state, tested: null });
    case 'exchanged':
    case 'exchange-refused':
      return takeExchange(state, event);
    case 'sealed':
      return change(state, { ...event, type: 'seal' });
    case 'seal-failed':
      return only({ ...state, sealing: false });
    case 'receipt':
      return change({ ...state, cast: 'idle', trouble: null }, { ...event, type: 'receive' });
    case 'cast-refused':
      return takeRefusedCast(state, event.id, event.reason);
    case 'late':
      return only({ ...state, late: state.late || isSealed(state, event.id) });
    case 'found':
      return only({ ...state, missing: event.stands ? null : event.id });
    case 'wake':
      return only(state[event.job] === 'waiting' ? { ...state, [event.job]: 'idle' } : state);
    case 'stored':
      return takeStored(state, event.record);
    case 'store-failed':
      return only({ ...state, storing: state.storing - 1, sealing: false, unstorable: true });
    case 'seen':
      return only(state.storing > 0 ? state : { ...state, record: event.record });
    case 'retry':
      return only({ ...state, ...tryAgain(state), trouble: null, unstorable: false });
    case 'leave':
      return leave(state);
  }
}

/** Begins what the state calls for: the exchange of a code, the sending of a sealed ballot. */
function pursue(state: DeviceState): Step {
  const { record, round } = state;
  if (!state.loaded || state.unstorable) return only(state);
  if (record?.stage === 'marking' && round !== null && isOver(round)) {
    if (round.election?.eid === record.election.eid && !state.sealing && state.storing === 0)
      return change(state, { type: 'close', eid: record.election.eid });
  }
  if (record?.stage === 'code' && mayExchange(state) && round?.election) {
    const effect: Effect = { type: 'exchange', code: record.code, election: round.election };
    return { state: { ...state, exchange: 'busy' }, effects: [effect] };
  }
  // Only what the store has confirmed is sent: then a reload sends the same bytes (P 4.4).
  if (record?.stage === 'sealed' && state.cast === 'idle' && state.storing === 0) {
    const effect: Effect = { type: 'send', record, first: state.casts === 0 };
    return { state: { ...state, cast: 'busy', casts: state.casts + 1 }, effects: [effect] };
  }
  return only(state);
}

function mayExchange(state: DeviceState): boolean {
  const { round, kind, exchange, storing } = state;
  if (round?.phase !== 'polling' || round.voided || exchange !== 'idle' || storing > 0)
    return false;
  return kind === 'kiosk' ? isCalled(state) : round.phonesAllowed === true;
}

/** Another election begins: what was refused in the last one is open again. */
function takeRound(state: DeviceState, round: Round): DeviceState {
  const same = state.round?.election?.eid === round.election?.eid;
  if (same || state.exchange === 'busy') return { ...state, round };
  return { ...state, round, exchange: 'idle', trouble: null };
}

function takeCode(state: DeviceState, read: Extract<DeviceEvent, { type: 'code' }>): Step {
  const { record } = state;
  const { code, again, brought } = read;
  // Its ballot was lost with the first laptop: the same code may be marked again (design 7, Copy).
  if (again && isMissing(state) && !isForeign(state)) return start(state, code);
  if (again || (record !== null && 'code' in record && record.code === code)) return only(state);
  const held = record?.stage === 'marking' || record?.stage === 'received';
  // A code that turns up never displaces a ballot by itself (experience.md 2).
  if (record?.stage === 'sealed' || (held && !isForeign(state)) || state.sealing)
    return only({ ...state, other: code });
  return start(state, code, brought);
}

function start(state: DeviceState, code: string, brought?: true): Step {
  const fresh = {
    ...state,
    other: null,
    exchange: 'idle' as Job,
    trouble: null,
    late: false,
    missing: null,
    // A kiosk's new code is nobody's yet, though its last one was called.
    round: state.round === null ? null : { ...state.round, called: false },
  };
  return change(
    { ...fresh, casts: 0 },
    {
      type: 'start',
      code,
      replace: true,
      ...(brought === true ? { brought } : {}),
    },
  );
}

function decide(state: DeviceState, other: boolean): Step {
  if (other && state.other !== null && !state.sealing) return start(state, state.other);
  return only({ ...state, other: null });
}

function takeMark(state: DeviceState, line: number, mark: 0 | 1 | 2 | 3): Step {
  const { record } = state;
  if (record?.stage !== 'marking' || state.sealing || state.tested !== null) return only(state);
  return change(state, { type: 'mark', code: record.code, line, mark });
}

/** Seals what is marked while the voter reads the question, so that the code comes first. */
function commit(state: DeviceState): Step {
  const { record } = state;
  if (record?.stage !== 'marking' || state.commitment !== null || !isFree(state))
    return only(state);
  const effect: Effect = { type: 'commit', code: record.code, marks: record.marks };
  return { state: { ...state, committing: true }, effects: [effect] };
}

function isFree({ sealing, committing, tested, unstorable }: DeviceState): boolean {
  return !sealing && !committing && tested === null && !unstorable;
}

function takeCommitment(state: DeviceState, commitment: Commitment): Step {
  const done = settle({ ...state, committing: false, commitment });
  // Where the voter did not wait for the code, the ballot is cast now.
  return state.sealing ? takeCast({ ...done, sealing: false }) : only(done);
}

function takeCast(state: DeviceState): Step {
  const { record, commitment } = state;
  if (record?.stage !== 'marking' || state.sealing || state.unstorable || state.tested !== null)
    return only(state);
  const begun = { ...state, sealing: true, casts: 0, late: false };
  if (state.committing) return only(begun);
  if (commitment === null)
    return { state: begun, effects: [{ type: 'seal', code: record.code, marks: record.marks }] };
  const { code, id, message } = commitment;
  // From here on it can be sent, so it can never be tested.
  return change({ ...begun, commitment: null }, { type: 'seal', code, id, message });
}

/** Opens the sealing whose code was shown; the message goes, so it can never be cast (P 4.9). */
function takeTest(state: DeviceState): Step {
  const { commitment } = state;
  if (commitment === null || !mayTest(state)) return only(state);
  const { code, id, test } = commitment;
  const opened = { ...state, commitment: null, tested: { code, id, test } };
  return change(opened, { type: 'test', code });
}

function takeExchange(
  state: DeviceState,
  event: Extract<DeviceEvent, { type: 'exchanged' | 'exchange-refused' }>,
): Step {
  // An answer for a code that has been replaced meanwhile is nobody's.
  if (state.record?.stage !== 'code' || state.record.code !== event.code) return only(state);
  if (event.type === 'exchanged') {
    const { code, election, tokens } = event;
    const done = { ...state, exchange: 'idle' as Job, trouble: null };
    // Another round has begun meanwhile: its own exchange follows.
    if (state.round?.election?.eid !== election.eid) return only(done);
    const { lines } = state.round;
    return change(done, { type: 'exchange', code, election, tokens, lines });
  }
  const ms = EXCHANGE_AGAIN_MS[event.reason];
  if (ms === undefined) return only({ ...state, exchange: 'stopped', trouble: event.reason });
  const trouble = event.reason === 'no-answer' ? null : event.reason;
  return {
    state: { ...state, exchange: 'waiting', trouble },
    effects: [{ type: 'wait', job: 'exchange', ms }],
  };
}

function takeRefusedCast(state: DeviceState, id: string, reason: string): Step {
  if (!isSealed(state, id)) return only({ ...state, cast: 'idle' });
  // The one answer after which a device may say "not counted" (P 4.8), and only of a server that
  // shows this very election as over: one that has just restarted may not know it yet.
  if (reason === 'E_PHASE' && isOwnRoundOver(state))
    return change({ ...state, cast: 'idle' }, { type: 'refuse', id });
  if (CAST_STOPS.includes(reason) || /^E_(TOKEN|POINT|SCALAR)\(/.test(reason))
    return only({ ...state, cast: 'stopped', trouble: reason });
  const ms = Math.min(CAST_AGAIN_MS * 1.6 ** (state.casts - 1), CAST_AGAIN_MAX_MS);
  const trouble = reason === 'no-answer' || reason === 'E_PHASE' ? null : reason;
  return {
    state: { ...state, cast: 'waiting', trouble },
    effects: [{ type: 'wait', job: 'cast', ms }],
  };
}

function isSealed({ record }: DeviceState, id: string): boolean {
  return record?.stage === 'sealed' && record.id === id;
}

function isOwnRoundOver({ record, round }: DeviceState): boolean {
  if (record?.stage !== 'sealed' || round === null) return false;
  return round.election?.eid === record.election.eid && isOver(round);
}

function takeStored(state: DeviceState, record: DeviceState['record']): Step {
  const storing = Math.max(0, state.storing - 1);
  // While later changes are on their way their outcome decides; what is shown stays.
  if (storing > 0) return only({ ...state, storing });
  const own = state.record?.stage === 'marking' ? state.record.code : null;
  const sealing = state.sealing && record?.stage === 'marking' && record.code === own;
  return only({ ...state, storing, record, sealing });
}

function tryAgain(state: DeviceState): Partial<DeviceState> {
  return {
    ...(state.exchange === 'stopped' ? { exchange: 'idle' as const } : {}),
    ...(state.cast === 'stopped' ? { cast: 'idle' as const } : {}),
  };
}

function leave(state: DeviceState): Step {
  const { record, other } = state;
  if (record === null || state.sealing) return only(state);
  if (record.stage === 'sealed' && !mayAbandon(state)) return only(state);
  const left: Change =
    record.stage === 'sealed'
      ? { type: 'abandon', id: record.id }
      : { type: 'clear', stage: record.stage };
  const idle = { ...state, exchange: 'idle' as Job, cast: 'idle' as Job, casts: 0 };
  const cleared = change({ ...idle, trouble: null, late: false }, left);
  if (other === null) return cleared;
  const next = start(cleared.state, other);
  return { state: next.state, effects: [...cleared.effects, ...next.effects] };
}

/** A sealed ballot may be given up only where it can no longer be received. */
function mayAbandon(state: DeviceState): boolean {
  return isForeign(state) || state.round?.voided === true || state.trouble === 'E_VK_USED';
}

/** Shows the change at once and gives it to the store, whose word then stands. */
function change(state: DeviceState, change: Change): Step {
  // A sealed ballot is shown as sealed only when it is stored: until then the device still seals.
  const record = change.type === 'seal' ? state.record : evolveRecord(state.record, change);
  return {
    state: { ...state, record, storing: state.storing + 1 },
    effects: [{ type: 'store', change }],
  };
}

function only(state: DeviceState): Step {
  return { state, effects: [] };
}
