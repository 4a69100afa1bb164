/** The parsers that stand between a socket, or a chosen file, and the rules (shared/wire.ts). */
import {
  parseChairCommand,
  parsed,
  parseDeskCommand,
  parseSupervisorCommand,
  parseTellerCommand,
} from '#shared/meeting/parse-command.ts';
import { DEFAULT_PAPER_SETTINGS } from '#shared/papers/settings.ts';
import { papersCommandShape, paperChoiceShape } from '#shared/papers/wishes.ts';
import { draftOf } from '#shared/plan/draft/draft-of.ts';
import { parseDraft } from '#shared/plan/draft/draft-schema.ts';
import { parseMarks } from '#shared/plan/marks.ts';
import { parsePlan } from '#shared/plan/plan.ts';
import { samplePlan } from '#shared/plan/sample.ts';
import { parseBallotCode } from '#shared/protocol/code.ts';
import type { Result } from '#shared/result.ts';
import { answersMessage } from '../../server/sockets/co-issuer.ts';
import { deviceProof, pairMessage } from '../../server/sockets/door.ts';
import { parseHallCommand } from '../../server/sockets/roles.ts';
import { castMessage, exchangeMessage, findMessage } from '../../server/sockets/voters.ts';
import { randomMarks } from '../rehearse/random-marks.ts';
import type { Finding } from './laws.ts';

/** A parser, and messages that it takes. */
export interface WireTarget {
  readonly name: string;
  readonly parse: (input: unknown) => Result<unknown, unknown>;
  readonly good: readonly unknown[];
}

const HASH = 'q'.repeat(42) + 'A';
const LINES = 3;
const line = { high: 1, confidence: 0, low: 0, invalid: 0 };
const paper = { i: 1, count: 1, rejected: [], lines: [line], rulings: ['Hợp lệ'], sig: '' };

const CHAIR: readonly unknown[] = [
  { type: 'freeze-ballot' },
  { type: 'allow-phones', allowed: true },
  {
    type: 'record-committee',
    members: [{ name: 'Trần Thị B', post: 'Ủy viên', head: true }],
    how: 'Biểu quyết',
  },
  { type: 'open-polls', present: 12 },
  { type: 'close-polls', outstanding: 0 },
  { type: 'explain-gap', gap: 'outstanding', reason: 'Về sớm' },
  { type: 'void-round', reason: 'Mất điện' },
];

const DESK: readonly unknown[] = [
  { type: 'set-present', memberId: 'm-1', present: true },
  { type: 'issue', memberId: 'm-1', way: 'screen', claim: HASH },
  { type: 'issue', memberId: 'm-1', way: 'paper' },
  { type: 'register-slips', claims: [HASH, HASH] },
];

const ENTRIES: readonly unknown[] = [
  { t: 'dkg-commit', b: { i: 1, h: HASH, sig: HASH } },
  { t: 'dkg-deal', b: { i: 1, C: [HASH], pok: HASH, enc: [HASH], sig: HASH } },
  { t: 'dkg-complaint', b: { i: 1, against: 2, box: HASH, sig: HASH } },
  { t: 'opening', b: { i: 1, D: [HASH], proof: HASH, sig: HASH } },
];

const TELLER: readonly unknown[] = [
  { type: 'join', sign: HASH, box: HASH },
  ...ENTRIES.map((entry) => ({ type: 'post', entry })),
  { type: 'void-slip', memberId: 'm-1', serial: 'ABCD-EFGH', reason: 'Rách' },
  { type: 'key-paper', body: paper },
  { type: 'submit-recount', digest: HASH },
];

const HALL: readonly unknown[] = [
  { type: 'load-plan', plan: { format: 'hom-phieu/plan/1' } },
  { type: 'start-round', venueId: 'bch', rehearsal: false },
  { type: 'select-round', round: 'rounds/bch-1' },
  { type: 'create-pairing', role: 'teller', label: 'Máy 1', teller: 2 },
  { type: 'set-copy', path: '/media/usb' },
  { type: 'set-wifi', wifi: { security: 'wpa', name: 'Hội nghị', password: '12345678' } },
];

const CAST = { eid: HASH, vk: HASH, token: [HASH], body: HASH, sig: HASH };

/** Every parser a stranger's bytes may reach, with messages to start from. */
export const WIRE: readonly WireTarget[] = [
  { name: 'chair', parse: parseChairCommand, good: CHAIR },
  { name: 'desk', parse: parseDeskCommand, good: DESK },
  { name: 'teller', parse: parseTellerCommand, good: TELLER },
  {
    name: 'supervisor',
    parse: parseSupervisorCommand,
    good: [{ type: 'submit-recount', digest: HASH }],
  },
  { name: 'hall', parse: parseHallCommand, good: HALL },
  {
    name: 'papers',
    parse: (input) => parsed(papersCommandShape, input),
    good: [{ type: 'set-settings', settings: DEFAULT_PAPER_SETTINGS }],
  },
  {
    name: 'paper',
    parse: (input) => parsed(paperChoiceShape, input),
    good: [{ id: 'minutes', copy: 1, format: 'pdf' }],
  },
  { name: 'cast', parse: (input) => parsed(castMessage, input), good: [CAST] },
  {
    name: 'exchange',
    parse: (input) => parsed(exchangeMessage, input),
    good: [{ claim: HASH, B: HASH }],
  },
  { name: 'find', parse: (input) => parsed(findMessage, input), good: [{ id: HASH }] },
  {
    name: 'pair',
    parse: (input) => parsed(pairMessage, input),
    good: [{ code: 'ABCD-EFGH', device: HASH, label: 'Bàn 1' }],
  },
  {
    name: 'proof',
    parse: (input) => parsed(deviceProof, input),
    good: [{ device: HASH, nonce: HASH, sig: HASH }],
  },
  {
    name: 'evaluations',
    parse: (input) => parsed(answersMessage, input),
    good: [
      { answers: [{ claim: HASH, E: HASH, proof: HASH + HASH }] },
      { answers: [{ claim: HASH, refused: true }] },
    ],
  },
  { name: 'draft', parse: parseDraft, good: [draftOf(samplePlan('2026-03-15'))] },
  { name: 'draft-of', parse: readAsDraft, good: [samplePlan('2026-03-15')] },
  { name: 'plan', parse: parsePlan, good: [samplePlan('2026-03-15')] },
  {
    name: 'marks',
    parse: (input) => parseMarks(input, LINES),
    good: [{ ...randomMarks(3, LINES, 1), paper: [['high', 'multiple', 'blank']] }],
  },
  {
    name: 'code',
    parse: (input) => {
      const code = parseBallotCode(typeof input === 'string' ? input : JSON.stringify(input));
      return code === null ? { ok: false, error: 'no code' } : { ok: true, value: code };
    },
    good: ['0123-4567-89AB-CDEF-GHJK', 'oiil 1234-5678-9abc-defg'],
  },
];

/** Whatever is opened as a plan becomes a draft that can be kept; throws when it does not. */
function readAsDraft(input: unknown): Result<never, string> {
  const draft = parseDraft(JSON.parse(JSON.stringify(draftOf(input))));
  if (!draft.ok) throw new Error(draft.error);
  return { ok: false, error: 'read' };
}

/** What was accepted stays what it is when it is parsed again: parsing is a projection. */
export function judgeWire({ name, parse }: WireTarget, input: unknown): Finding {
  const first = parse(input);
  if (!first.ok) return { verdict: `${name} refused`, broken: null };
  const again = parse(JSON.parse(JSON.stringify(first.value)));
  const stable = again.ok && JSON.stringify(again.value) === JSON.stringify(first.value);
  const broken = stable ? null : 'parsing twice differs from parsing once';
  return { verdict: `${name} accepted`, broken };
}
