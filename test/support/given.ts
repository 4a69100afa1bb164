/**
 * `given(events).when(command).records(…)` and `.refuses(code)`: one rule of the meeting in one
 * line. The log is folded from events; what the other two records say of the phase is set by hand
 * (`on`), so that no test of a rule needs a whole ceremony. For real boards see `meeting.ts`.
 */
import { expect } from 'vitest';
import type {
  ByTeller,
  ChairCommand,
  Command,
  CommitteeChoice,
  DeskCommand,
  TellerCommand,
} from '#shared/meeting/commands.ts';
import { decide } from '#shared/meeting/decide.ts';
import type { Decided } from '#shared/meeting/decision.ts';
import type { LogEvent } from '#shared/meeting/events.ts';
import { createLog, evolveLog } from '#shared/meeting/evolve.ts';
import type { Refusal, RefusalCode } from '#shared/meeting/refusals.ts';
import { PHASES } from '#shared/meeting/state.ts';
import type { LogState, Phase, Round } from '#shared/meeting/state.ts';
import type { RoundPlan, RoundVenue } from '#shared/plan/round-plan.ts';
import { emptyBoard } from '#shared/protocol/board.ts';
import type { BoardState } from '#shared/protocol/board.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import type { PaperBody } from '#shared/protocol/entries.ts';
import { emptyRegister } from '#shared/protocol/register.ts';
import type { RegisterState } from '#shared/protocol/register.ts';
import { sodium } from './sodium.ts';

/** The server's clock in every test. */
export const AT = '2026-03-20T01:00:00.000Z';
/** The id under which the rules know the round. */
export const ROUND_ID = 'rounds/bch-1';

export type Created = Extract<LogEvent, { type: 'round-created' }>;

/** A conference with `roll` members m1 … and `lines` subjects s1 …, none of them a member. */
export function roundPlan(
  changes: Partial<Omit<RoundVenue, 'roll'>> & { roll?: number; lines?: number } = {},
): RoundPlan {
  const { roll = 3, lines = 2, ...venue } = changes;
  return {
    title: 'Lấy phiếu tín nhiệm năm 2026',
    number: '01-KH/HU',
    date: '2026-01-20',
    issuingBody: 'Huyện ủy X',
    legalBases: ['Quy định số 96-QĐ/TW'],
    venue: {
      id: 'bch',
      name: 'Hội nghị Ban Chấp hành',
      kind: 'conference',
      profile: 'party-96',
      documentStyle: 'party',
      addressTerm: 'đồng chí',
      place: 'Hội trường',
      votingDay: '2026-03-20',
      electorate: 'Ủy viên Ban Chấp hành',
      chair: 'Bí thư Huyện ủy',
      minutesCopies: [{ recipient: 'Lưu' }],
      supervisors: [],
      committeeProposal: [],
      minBallots: 1,
      coIssuers: false,
      allowSubjectTellers: false,
      strikeOutScope: 'line',
      writeInRule: 'linePartInvalid',
      secrecyMark: true,
      disclosureScope: 'closedSet',
      threshold: null,
      phonesAllowed: true,
      ...venue,
      roll: Array.from({ length: roll }, (_, i) => ({
        id: `m${i + 1}`,
        name: `Đại biểu ${i + 1}`,
        post: 'Ủy viên',
      })),
    },
    lines: Array.from({ length: lines }, (_, i) => ({
      id: `s${i + 1}`,
      name: `Cán bộ ${i + 1}`,
      post: `Chức vụ ${i + 1}`,
    })),
    excluded: [],
  };
}

/** The round's first event. */
export function created(plan: RoundPlan = roundPlan(), change: Partial<Created> = {}): Created {
  const base = { type: 'round-created', at: AT, attempt: 1, rehearsal: false } as const;
  return { ...base, plan, software: 'hom-phieu test', ...change };
}

/** Three tellers of whom the first is head. */
export const COMMITTEE: readonly CommitteeChoice[] = [
  { name: 'Ủy viên kiểm phiếu A', head: true },
  { name: 'Ủy viên kiểm phiếu B', head: false },
  { name: 'Ủy viên kiểm phiếu C', head: false },
];

/** 32 bytes as base64url, different for every number: a key, a claim, a digest. */
export function bytes32(n: number): string {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(0, n + 1);
  return toBase64url(bytes);
}

export const frozen: LogEvent = { type: 'ballot-frozen', at: AT, digest: bytes32(0) };
export const elected: LogEvent = {
  type: 'committee-recorded',
  at: AT,
  members: COMMITTEE,
  how: 'Biểu quyết',
};

/** Members m`from` … m`to` are checked in. */
export function checkedIn(to: number, from = 1): LogEvent[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({
    type: 'checked-in',
    at: AT,
    memberId: `m${from + i}`,
    desk: 'Bàn 1',
  }));
}

export function checkedOut(memberId: string): LogEvent {
  return { type: 'checked-out', at: AT, memberId, desk: 'Bàn 1' };
}

export function confirmed(present: number, base = present): LogEvent {
  return { type: 'quorum-confirmed', at: AT, present, base };
}

export function joined(i: number, key = i): LogEvent {
  return {
    type: 'teller-joined',
    at: AT,
    i,
    sign: bytes32(100 + key),
    box: bytes32(200 + key),
  };
}

export function opened(present: number): LogEvent {
  return { type: 'polls-opened', at: AT, present };
}

export function issued(
  memberId: string,
  way: 'screen' | 'slip' | 'kiosk' | 'paper' = 'screen',
  claim: number | null = null,
): LogEvent {
  return { type: 'ballot-issued', memberId, way, claim: claim === null ? null : bytes32(claim) };
}

export function closed(count: number, presentAtVote = count): LogEvent {
  return { type: 'polls-closed', at: AT, issued: count, presentAtVote };
}

export function paperBody(i: number, change: Partial<PaperBody> = {}): PaperBody {
  const line = { high: 1, confidence: 0, low: 0, invalid: 0 };
  return {
    i,
    count: 1,
    rejected: [],
    lines: [line, line],
    rulings: [],
    sig: toBase64url(new Uint8Array(64).fill(i)),
    ...change,
  };
}

/** What board and register say, of what a rule may look at. */
export interface Records {
  readonly board?: Partial<BoardState>;
  readonly register?: Partial<RegisterState>;
  readonly boardsSetAside?: number;
}

/** A round whose log is these events after the creation with `plan`. */
export function given(events: readonly LogEvent[], plan: RoundPlan = roundPlan()): Given {
  const log = events.reduce(evolveLog, createLog(created(plan)));
  return new Given(log, {});
}

export class Given {
  readonly log: LogState;
  readonly #records: Records;

  constructor(log: LogState, records: Records) {
    this.log = log;
    this.#records = records;
  }

  on(records: Records): Given {
    return new Given(this.log, records);
  }

  /** The same round after more events. */
  and(...events: LogEvent[]): Given {
    return new Given(events.reduce(evolveLog, this.log), this.#records);
  }

  get round(): Round {
    const { board, register, boardsSetAside = 0 } = this.#records;
    return {
      log: this.log,
      board: { ...emptyBoard(), ...board },
      register: { ...emptyRegister(null, 1), ...register },
      boardsSetAside,
    };
  }

  when(command: Command): Outcome {
    return new Outcome(decide({ sodium, id: ROUND_ID, at: AT }, this.round, command));
  }
}

/** What was decided. */
export class Outcome {
  readonly decided: Decided;

  constructor(decided: Decided) {
    this.decided = decided;
  }

  /** Exactly these events, each at least as given, and no entry of the board. */
  records(...events: (Partial<LogEvent> & { readonly type: LogEvent['type'] })[]): void {
    if (!this.decided.ok) expect.fail(`refused: ${JSON.stringify(this.decided.error)}`);
    const { log, board } = this.decided.value;
    expect(log.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
    expect(log).toMatchObject(events);
    expect(board).toEqual([]);
  }

  /** It is so already: answered well, nothing recorded. */
  changesNothing(): void {
    this.records();
  }

  refuses(code: RefusalCode, detail?: Refusal['detail']): void {
    expect(this.decided.ok ? this.decided.value : this.decided.error).toEqual(
      detail === undefined ? expect.objectContaining({ code }) : { code, detail },
    );
    expect(this.decided.ok).toBe(false);
  }
}

/**
 * A round in `phase`: three members present, the committee recorded and joined from sealing on
 * (its key complete), one electronic ballot cast of one issued.
 */
export function inPhase(phase: Phase, plan: RoundPlan = roundPlan()): Given {
  const steps: readonly (readonly LogEvent[])[] = [
    [],
    [frozen, ...checkedIn(3)],
    [confirmed(3), elected, joined(1), joined(2), joined(3)],
    [opened(3), issued('m1', 'screen', 1)],
    [closed(1, 3)],
    [{ type: 'paper-fixed', at: AT, bodies: [] }],
    [{ type: 'announced', at: AT }],
    [
      { type: 'minutes-signed', at: AT },
      { type: 'archived', at: AT },
    ],
  ];
  const place = PHASES.indexOf(phase);
  return given(steps.slice(0, place + 1).flat(), plan).on(RECORDS[phase]);
}

const close = {
  count: 1,
  ids: bytes32(0),
  issued: 1,
  register: { count: 1, head: bytes32(0) },
};
const spent: Partial<RegisterState> = {
  n: 2,
  count: 1,
  byClaim: new Map([[bytes32(1), { n: 1, B: bytes32(2), evals: [] }]]),
};
const finished: Records = {
  board: {
    n: 20,
    stage: 'finished',
    finished: true,
    ballotCount: 1,
    closeBody: close,
    reveals: new Map([[1, { i: 1, k: bytes32(3), sig: '' }]]),
    tally: { N: 1, excluded: [], A: [], B: [] },
  },
  register: spent,
};

const RECORDS: Readonly<Record<Phase, Records>> = {
  preparing: {},
  rollCall: {},
  sealing: { board: { n: 11, stage: 'sealed' } },
  polling: {
    board: { n: 13, stage: 'polling', polling: true, ballotCount: 1 },
    register: spent,
  },
  counting: {
    board: {
      n: 15,
      stage: 'closed',
      ballotCount: 1,
      closeBody: close,
      reveals: new Map([[1, { i: 1, k: bytes32(3), sig: '' }]]),
    },
    register: spent,
  },
  counted: finished,
  announced: finished,
  archived: finished,
};

export function chair(command: ChairCommand): Command {
  return { role: 'chair', command };
}

export function desk(command: DeskCommand): Command {
  return { role: 'desk', desk: 'Bàn 1', command };
}

export function teller(i: number, command: TellerCommand): ByTeller {
  return { role: 'teller', i, device: `device-${i}`, command };
}

export function supervisor(digest: string, device = 'device-s'): Command {
  return {
    role: 'supervisor',
    name: 'Giám sát 1',
    device,
    command: { type: 'submit-recount', digest },
  };
}

export function server(digest: string): Command {
  return { role: 'server', command: { type: 'submit-recount', digest } };
}
