/** [P 4.6] Registers beside a good board: lines dropped, added, exchanged, answered falsely. */
import { toBase64url } from '#shared/protocol/bytes.ts';
import { entryHash, formatLine } from '#shared/protocol/chain.ts';
import type { ChainKind } from '#shared/protocol/chain.ts';
import { generateScalar, multiplyBase } from '#shared/protocol/group.ts';
import { evaluateToken } from '#shared/protocol/token.ts';
import { bytesOf } from '../../../support/protocol-round.ts';
import type { EditableEntry, Round } from '../../../support/protocol-round.ts';
import { random, sodium } from '../../../support/sodium.ts';
import { AT2, IDENTITY, ORDER, OTHER, POINT, spareBits, unreduced } from './kit.ts';

/** The refusal is of this file, at this line. */
export type RegisterRow = readonly [
  name: string,
  code: string,
  file: 'register' | 'board',
  entry: number,
  edit: (lines: EditableEntry[], round: Round) => void,
];

interface Exchange {
  claim: string;
  B: string;
  evals: { i: number; E: string; proof: string }[];
}

const F = 'register';

/** Changes of the register of the board with two issuers: line 0 and four exchanges. */
export const REGISTER_ROWS: readonly RegisterRow[] = [
  ['4.6.3 of another election', 'E_EID', F, 0, (l) => void (l[0]!.b['eid'] = IDENTITY)],
  ['4.6.3 with its first line missing', 'E_PHASE', F, 0, (l) => void l.shift()],
  ['4.6.3 with its first line twice', 'E_PHASE', F, 1, (l) => void l.splice(1, 0, l[0]!)],
  ['4.6.3 without a line', 'E_PHASE', F, 0, (l) => void l.splice(0)],
  ['4.6.3 with the board’s types', 'E_PHASE', F, 1, (l) => void (l[1]!.t = 'ballot')],
  ['4.6.3 with a claim twice', 'E_CLAIM_USED', F, 2, (l) => void (l[2] = structuredClone(l[1]!))],
  [
    '4.6.3 with a claim twice and another B',
    'E_CLAIM_USED',
    F,
    3,
    (l) => void (l[3]!.b['claim'] = l[1]!.b['claim']),
  ],
  ['4.6.4 with another B', 'E_TOKEN(1)', F, 1, line(1, (b) => (b.B = POINT))],
  [
    '4.6.4 with the server’s answer false',
    'E_TOKEN(1)',
    F,
    2,
    line(2, (b) => (b.evals[0]!.E = POINT)),
  ],
  [
    '4.6.4 with the co-issuer’s answer false',
    'E_TOKEN(2)',
    F,
    2,
    line(2, (b) => (b.evals[1]!.E = POINT)),
  ],
  ['4.6.4 with answers exchanged', 'E_TOKEN(1)', F, 3, line(3, answersExchanged)],
  ['4.6.4 answered under a key of its own', 'E_TOKEN(1)', F, 4, line(4, tagged)],
  [
    '4.6.4 with a proof of nothing',
    'E_TOKEN(2)',
    F,
    1,
    line(1, (b) => (b.evals[1]!.proof = 'A'.repeat(86))),
  ],
  [
    '4.6.4 with another’s proof',
    'E_TOKEN(1)',
    F,
    1,
    line(1, (b) => (b.evals[0]!.proof = b.evals[1]!.proof)),
  ],
  ['4.1 with a proof of c + q', 'E_TOKEN(1)', F, 1, proof((text) => unreduced(text, 0))],
  ['4.1 with a proof of s + q', 'E_TOKEN(1)', F, 1, proof((text) => unreduced(text, 32))],
  ['4.6.3 with issuers in another order', 'E_PHASE', F, 1, line(1, (b) => b.evals.reverse())],
  ['4.6.3 with one issuer’s answer', 'E_SIZE', F, 1, line(1, (b) => b.evals.pop())],
  ['4.6.3 with one answer too many', 'E_SIZE', F, 1, line(1, (b) => b.evals.push(b.evals[0]!))],
  ['4.6.3 with issuer 0', 'E_PHASE', F, 1, line(1, (b) => (b.evals[0]!.i = 0))],
  ['4.1 with an identity blinded', 'E_POINT', F, 1, line(1, (b) => (b.B = IDENTITY))],
  ['4.1 with an identity answered', 'E_POINT', F, 1, line(1, (b) => (b.evals[0]!.E = IDENTITY))],
  ['4.1 with no point', 'E_POINT', F, 1, line(1, (b) => (b.B = toBase64url(ORDER)))],
  ['4.1 with spare bits', 'E_B64', F, 1, line(1, (b) => (b.claim = spareBits(b.claim)))],
  ['4.1 with a claim of 31 bytes', 'E_SIZE', F, 1, line(1, (b) => (b.claim = 'A'.repeat(42)))],
  ['4.1 with a member beside a claim', 'E_JSON', F, 1, (l) => void (l[1]!.b['memberId'] = 'm-1')],
  ['4.1 with a time', 'E_JSON', F, 2, (l) => void (l[2]!.b['at'] = '10:00')],
  ['4.1 with an election and more', 'E_JSON', F, 0, (l) => void (l[0]!.b['n'] = 4)],
  ['4.7.1 with a line less', 'E_REGISTER', 'board', AT2.close, (l) => void l.pop()],
  [
    '4.7.1 with a line of the middle less',
    'E_REGISTER',
    'board',
    AT2.close,
    (l) => void l.splice(2, 1),
  ],
  [
    '4.7.1 with lines exchanged',
    'E_REGISTER',
    'board',
    AT2.close,
    (l) => void ([l[1], l[2]] = [l[2]!, l[1]!]),
  ],
  [
    '4.7.1 with a claim changed',
    'E_REGISTER',
    'board',
    AT2.close,
    (l) => void (l[1]!.b['claim'] = IDENTITY),
  ],
  [
    '4.7.1 with a line added, truly answered',
    'E_REGISTER',
    'board',
    AT2.close,
    (l, round) => void l.push(another(round)),
  ],
  [
    '4.7.1 with a line replaced, truly answered',
    'E_REGISTER',
    'board',
    AT2.close,
    (l, round) => void (l[4] = another(round)),
  ],
];

/** The register's lines as a test edits them. */
export function linesOf(round: Round): EditableEntry[] {
  const lines = round.registerText.trimEnd().split('\n');
  return lines.map((text) => {
    const { t, b } = JSON.parse(text) as EditableEntry;
    return { t, b };
  });
}

/** A chain of these lines: the format is the board's, the tag is not. */
export function registerOf(
  lines: readonly EditableEntry[],
  kind: ChainKind = 'register-entry',
): string {
  let text = '';
  let previous: Uint8Array = new Uint8Array(32);
  for (const [n, { t, b }] of lines.entries()) {
    const line = formatLine(n, t, previous, b);
    previous = entryHash(sodium, kind, previous, line);
    text += `${line}\n`;
  }
  return text;
}

/** Registers that are wrong as files. */
export const REGISTER_FILES: readonly (readonly [
  name: string,
  code: string,
  entry: number,
  make: (round: Round) => string,
])[] = [
  ['4.1 chained as a board', 'E_CHAIN(1)', 1, (round) => registerOf(linesOf(round), 'board-entry')],
  ['4.1 a line cut out of the chain', 'E_CHAIN(2)', 2, (r) => without(r.registerText, 2)],
  ['4.1 without its last line feed', 'E_JSON', 4, (r) => r.registerText.slice(0, -1)],
  ['4.1 with CR LF', 'E_JSON', 0, (r) => r.registerText.replaceAll('\n', '\r\n')],
  ['4.1 with a byte order mark', 'E_JSON', 0, (r) => `\ufeff${r.registerText}`],
  ['4.1 with an empty line', 'E_JSON', 5, (r) => `${r.registerText}\n`],
  ['4.1 the board in its place', 'E_PHASE', 0, boardText],
  ['4.6.3 that of another board', 'E_SIZE', 1, () => OTHER.registerText],
];

function line(n: number, edit: (body: Exchange) => unknown): RegisterRow[4] {
  return (lines) => void edit(lines[n]!.b as unknown as Exchange);
}

function proof(edit: (text: string) => string): RegisterRow[4] {
  return line(1, ({ evals }) => (evals[0]!.proof = edit(evals[0]!.proof)));
}

function answersExchanged({ evals: [one, two] }: Exchange): void {
  [one!.E, two!.E] = [two!.E, one!.E];
  [one!.proof, two!.proof] = [two!.proof, one!.proof];
}

/** Key tagging: a voter is answered under a key that is known again. */
function tagged(body: Exchange): void {
  const k = generateScalar(sodium, random);
  const { E, proof } = evaluateToken(sodium, random, k, multiplyBase(sodium, k), bytesOf(body.B));
  Object.assign(body.evals[0]!, { E: toBase64url(E), proof: toBase64url(proof) });
}

/** An exchange that nobody asked for, answered by all issuers. */
function another(round: Round): EditableEntry {
  const B = multiplyBase(sodium, generateScalar(sodium, random));
  const evals = round.issuers.map(({ k, pk }, place) => {
    const { E, proof } = evaluateToken(sodium, random, k, pk, B);
    return { i: place + 1, E: toBase64url(E), proof: toBase64url(proof) };
  });
  return { t: 'exchange', b: { claim: toBase64url(random(32)), B: toBase64url(B), evals } };
}

function without(text: string, n: number): string {
  return text
    .split('\n')
    .filter((_, place) => place !== n)
    .join('\n');
}

function boardText(round: Round): string {
  return new TextDecoder().decode(round.boardBytes);
}
