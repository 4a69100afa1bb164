/** Stages 6 to 10: the close, the paper count, the tally, the openings, the result (P 4.7, 4.11). */
import { defined } from '#shared/assert.ts';
import { checkOpeningProof, checkSignature } from './board-checks.ts';
import { equalBytes, toBase64url } from './bytes.ts';
import type { CloseBody, ElectronicLine, PaperBody, ResultBody } from './entries.ts';
import { RADIX } from './ballot.ts';
import { multiplyBase, scalarFromNumber } from './group.ts';
import { combinedPoints } from './lagrange.ts';
import { openersOf, resultBody } from './opening.ts';
import { checkPaperCount, samePaper } from './paper-count.ts';
import type { ProtocolCode } from './protocol-code.ts';
import { mayOpen, namesTally } from './quorum.ts';
import { idsDigest, tallyBody } from './tally.ts';
import { boardFault, entriesOf } from './verification.ts';
import type { Fault, StageSteps, Verification } from './verification.ts';

/** Stage 6: `close` and the numbers. */
// eslint-disable-next-line require-yield -- a stage, too short to pause
export function* checkClose(verification: Verification): StageSteps {
  const [placed] = entriesOf(verification, 'close');
  const { n, entry } = defined(placed, 'close');
  const code =
    closeCode(verification, entry.b) ??
    registerCode(verification, entry.b) ??
    countsCode(verification, entry.b);
  return code === null ? null : boardFault(n, code);
}

/** Stage 7: the paper count. */
// eslint-disable-next-line require-yield -- a stage, too short to pause
export function* checkPapers(verification: Verification): StageSteps {
  const { sodium, state } = verification;
  const [first] = state.papers;
  for (const { n, entry } of entriesOf(verification, 'paper')) {
    const code = checkSignature(sodium, state, entry) ?? paperCode(defined(first), entry.b);
    if (code !== null) return boardFault(n, code);
  }
  return null;
}

/** Stage 8: `tally` is what the counted ballots add up to, and enough of them. */
// eslint-disable-next-line require-yield -- a stage, too short to pause
export function* checkTally(verification: Verification): StageSteps {
  const { state, excluded, sums } = verification;
  const [placed] = entriesOf(verification, 'tally');
  const { n, entry } = defined(placed, 'tally');
  const N = state.ballotCount - excluded.length;
  const right = JSON.stringify(tallyBody(N, excluded, sums.encoded())) === JSON.stringify(entry.b);
  if (!right) return boardFault(n, 'E_TALLY');
  return N >= defined(state.setup).minBallots ? null : boardFault(n, 'E_MIN_BALLOTS');
}

/** Stage 9: agreements and openings in board order. */
export function* checkOpenings(verification: Verification): StageSteps {
  const { sodium } = verification;
  const agreed = new Set<number>();
  let quorumLowered = false;
  for (const { n, entry } of entriesOf(verification, 'agree', 'quorum', 'opening')) {
    const state = { ...verification.state, agreed, quorumLowered };
    let code: ProtocolCode | null = null;
    if (entry.t === 'quorum') quorumLowered = true;
    else code = checkSignature(sodium, state, entry);
    if (entry.t === 'agree') {
      code ??= namesTally(state, entry.b.th) ? null : 'E_AGREE_OTHER';
      agreed.add(entry.b.i);
    }
    if (entry.t === 'opening') {
      code ??= mayOpen(state, entry.b.i) ? null : 'E_QUORUM';
      code ??= checkOpeningProof(sodium, state, entry.b);
    }
    if (code !== null) return boardFault(n, code);
    yield;
  }
  return null;
}

/** Stage 10: `result` is what the openings and the paper count give. */
// eslint-disable-next-line require-yield -- a stage, too short to pause
export function* checkResult(verification: Verification): StageSteps {
  const [placed] = entriesOf(verification, 'result');
  const { n, entry } = defined(placed, 'result');
  return resultFault(verification, n, entry.b);
}

function closeCode(
  { sodium, state }: Verification,
  { count, ids }: CloseBody,
): ProtocolCode | null {
  const right = count === state.ballotCount && ids === toBase64url(idsDigest(sodium, state));
  return right ? null : 'E_CLOSE';
}

function registerCode({ register }: Verification, close: CloseBody): ProtocolCode | null {
  if (register === null) return null;
  const { count, head } = close.register;
  return count === register.count && head === toBase64url(register.head) ? null : 'E_REGISTER';
}

/** count ≤ register.count ≤ issued ≤ rollSize and N + paper ≤ issued (P 4.7.1). */
function countsCode({ state, excluded }: Verification, close: CloseBody): ProtocolCode | null {
  const N = state.ballotCount - excluded.length;
  const paper = state.papers[0]?.count ?? 0;
  const fits =
    close.count <= close.register.count &&
    close.register.count <= close.issued &&
    close.issued <= defined(state.setup).rollSize &&
    N + paper <= close.issued;
  return fits ? null : 'E_COUNTS';
}

function paperCode(first: PaperBody, paper: PaperBody): ProtocolCode | null {
  return samePaper(first, paper) ? checkPaperCount(paper) : 'E_PAPER';
}

function resultFault(verification: Verification, n: number, result: ResultBody): Fault | null {
  const { sodium, state } = verification;
  const from = openersOf(state);
  const enough = from.length === defined(state.setup).t;
  if (!enough || JSON.stringify(result.from) !== JSON.stringify(from)) {
    return boardFault(n, 'E_RESULT');
  }
  const points = combinedPoints(sodium, state, from);
  const { N } = defined(state.tally);
  const wrong = result.electronic.findIndex((line, l) => {
    return !isTotal(verification, line, defined(points[l]), N);
  });
  if (wrong >= 0) return boardFault(n, `E_TOTAL(${wrong})`);
  const right = resultBody(from, result.electronic, state.papers[0]?.lines ?? []);
  return JSON.stringify(right) === JSON.stringify(result) ? null : boardFault(n, 'E_RESULT');
}

/** The range first: only then is the packed number exact. */
function isTotal(
  { sodium }: Verification,
  { high, confidence, low, blank }: ElectronicLine,
  point: Uint8Array,
  N: number,
): boolean {
  const marked = high + confidence + low;
  if (marked > N || blank !== N - marked) return false;
  const packed = scalarFromNumber(high + RADIX * confidence + RADIX ** 2 * low);
  return equalBytes(multiplyBase(sodium, packed), point);
}
