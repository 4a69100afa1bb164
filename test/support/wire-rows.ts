/**
 * An example of everything that a device may say, by namespace. The types want a row for each
 * command and each event of the wire: a new one without a row does not compile.
 */
import type {
  ChairCommand,
  DeskCommand,
  SupervisorCommand,
  TellerCommand,
} from '#shared/meeting/commands.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import type { PaperChoice, PapersCommand } from '#shared/papers/wishes.ts';
import type { HallCommand } from '#shared/wire.ts';
import type { NamespaceName, Sayings } from '#shared/wire-table.ts';
import { bytes32, COMMITTEE, paperBody } from './given.ts';

/** One example of each command of a role. */
type Rows<C extends { readonly type: string }> = {
  readonly [T in C['type']]: Extract<C, { type: T }>;
};

/** The messages of an event; an event without one is said with nothing. */
type MessagesOf<F> = F extends (message: infer M, reply: infer R) => void
  ? [R] extends [(answer: never) => void]
    ? readonly M[]
    : readonly [undefined]
  : never;

const reason = 'Lý do';
const memberId = 'member-id-6';
const key = bytes32(1);
const proof = { device: key, nonce: key, sig: key + key };

const chair: Rows<ChairCommand> = {
  'freeze-ballot': { type: 'freeze-ballot' },
  'confirm-quorum': { type: 'confirm-quorum' },
  'allow-phones': { type: 'allow-phones', allowed: true },
  'record-committee': { type: 'record-committee', members: COMMITTEE, how: reason },
  'restart-ceremony': { type: 'restart-ceremony', reason },
  'open-polls': { type: 'open-polls', present: 5 },
  'close-polls': { type: 'close-polls', outstanding: 0 },
  'lower-agreement-quorum': { type: 'lower-agreement-quorum', reason },
  'record-incident': { type: 'record-incident', text: reason },
  'explain-gap': { type: 'explain-gap', gap: 'outstanding', reason },
  'set-aside-recount': { type: 'set-aside-recount', device: key, reason },
  announce: { type: 'announce' },
  archive: { type: 'archive' },
  'void-round': { type: 'void-round', round: 'rounds/bch-1', reason },
};

const hall: Rows<HallCommand> = {
  'load-plan': { type: 'load-plan', plan: {} },
  'load-sample': { type: 'load-sample' },
  'start-round': { type: 'start-round', venueId: 'bch', rehearsal: true },
  'select-round': { type: 'select-round', round: 'rounds/bch-1' },
  'create-pairing': { type: 'create-pairing', role: 'desk', label: 'x' },
  'revoke-device': { type: 'revoke-device', device: 'x' },
  'set-copy': { type: 'set-copy', path: null },
  'set-wifi': { type: 'set-wifi', wifi: null },
};

const papers: Rows<PapersCommand> = {
  make: { type: 'make' },
  'set-settings': { type: 'set-settings', settings: DEFAULT_PAPER_SETTINGS },
};

const desk: Rows<DeskCommand> = {
  'set-present': { type: 'set-present', memberId, present: true },
  issue: { type: 'issue', memberId, way: 'screen', claim: key },
  'register-slips': { type: 'register-slips', claims: [key] },
};

const teller: Rows<TellerCommand> = {
  join: { type: 'join', sign: key, box: bytes32(2) },
  post: { type: 'post', entry: { t: 'agree', b: { i: 1, th: key, sig: key + key } } },
  'void-token': { type: 'void-token', memberId, reason },
  'void-slip': { type: 'void-slip', memberId, serial: 'AAAAAAAA', reason },
  'key-paper': { type: 'key-paper', body: paperBody(1) },
  'fix-paper': { type: 'fix-paper', paper: false },
  'record-incident': { type: 'record-incident', text: reason },
  'explain-gap': { type: 'explain-gap', gap: 'outstanding', reason },
  'submit-recount': { type: 'submit-recount', digest: key },
  'sign-minutes': { type: 'sign-minutes' },
  correct: { type: 'correct', reason },
};

const supervisor: Rows<SupervisorCommand> = {
  'submit-recount': { type: 'submit-recount', digest: key },
};

const question = {
  id: 'x',
  venue: 'bch',
  subject: 'x',
  from: 'x',
  text: 'x',
  received: '2026-03-01',
  forwarded: null,
  answered: null,
  answer: '',
  answerFile: null,
} as const;
const choice: PaperChoice = { id: 'result', format: 'json' };
const reading = {
  'papers-list': [null],
  paper: [choice],
  'papers-zip': [null],
  'papers-reading': [null],
} as const;
const records = { board: [{ from: 0 }], register: [{ from: 0 }] } as const;
const voting = {
  exchange: [{ claim: key, B: bytes32(2) }],
  find: [{ id: key }],
} as const;

/** Everything that may be said, with examples of the right form. */
export const ROWS: {
  readonly [N in NamespaceName]: { readonly [E in keyof Sayings[N]]: MessagesOf<Sayings[N][E]> };
} = {
  door: {
    challenge: [undefined],
    pair: [{ code: 'ABCDE-FGHJK', device: key }],
    whoami: [proof],
  },
  voter: voting,
  ballot: { cast: [{ eid: key, vk: key, token: [key], body: key, sig: key }] },
  kiosk: { ...voting, offer: [{ claim: key }], state: [{ state: 'idle' }] },
  chair: {
    command: Object.values(chair),
    hall: Object.values(hall),
    papers: Object.values(papers),
    ...reading,
    'drafts-list': [null],
    'draft-open': [{ id: 'x' }],
    'draft-put': [{ id: 'x', base: 0, part: 0, parts: 2, text: '{}' }],
    'draft-delete': [{ id: 'x' }],
    'draft-use': [{ id: 'x', revision: 1, reason }],
    'plan-read': [null],
    'ballot-source': [null],
    'preparation-read': [{ of: 'plan' }],
    'step-mark': [{ plan: 'x', step: 'bch/report', done: { on: '2026-03-01', note: '' } }],
    'question-put': [{ plan: 'x', question }],
    'question-remove': [{ plan: 'x', id: 'x' }],
    'file-part': [{ name: 'x.pdf', part: 0, parts: 2, text: 'AAAA' }],
    'dossier-set': [{ plan: 'x', subject: 'x', files: [] }],
    'book-take': [{ plan: 'x', from: 'y' }],
    readiness: [{ findings: null }],
    'archive-make': [{ passphrase: 'x' }],
    'archive-file': [null],
    'imports-list': [null],
    'import-part': [{ part: 0, text: 'AA' }],
    'import-open': [{ passphrase: 'x' }],
    'import-remove': [{ id: '0123456789abcdef' }],
  },
  desk: { command: Object.values(desk) },
  teller: {
    command: Object.values(teller),
    evaluations: [{ answers: [{ claim: key, refused: true }] }],
    ...records,
    ...reading,
  },
  supervisor: { command: Object.values(supervisor), ...records },
  display: {},
  walk: {
    step: [{ code: 'x', page: 'x', now: 1, worst: 1, sent: 1, lost: 0, silence: 0 }],
  },
};

/** One thing that may be said. */
export interface Row {
  readonly event: string;
  readonly message: unknown;
  /** Two rows with one key are the same saying, though its examples may differ. */
  readonly key: string;
}

/** All rows of a namespace. */
export function rowsOf(name: NamespaceName): Row[] {
  return Object.entries(ROWS[name] as Readonly<Record<string, readonly unknown[]>>).flatMap(
    ([event, messages]) =>
      messages.map((message) => ({ event, message, key: keyOf(event, message) })),
  );
}

function keyOf(event: string, message: unknown): string {
  const type = (message as { type?: unknown } | null | undefined)?.type;
  return typeof type === 'string' ? `${event} ${type}` : event;
}
