import { defined } from '#shared/assert.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import { generateSeed, sealBallot } from '#shared/protocol/ballot.ts';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import type { CastMessage, Evaluation, MarkCode } from '#shared/protocol/entries.ts';
import { checkReceipt } from '#shared/protocol/receipt.ts';
import type { RandomBytes, SodiumKeyPair } from '#shared/protocol/sodium.ts';
import {
  blindToken,
  checkEvaluation,
  deriveBallotKey,
  finalizeToken,
} from '#shared/protocol/token.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { claimText } from '../desk/ballot-codes.ts';
import type { RehearsalWorld, Sent, VoterLine } from './world.ts';

type Election = NonNullable<VoterView['election']>;

/** Refusals after which the same message may be accepted a moment later (P 4.6.3). */
const PASSING = [
  'no-answer',
  'too-many-requests',
  'E_NOT_ISSUED',
  'E_DISK_FULL',
  'E_PHASE',
  'co-issuer-silent',
];
const PAUSE_MS = 300;
const MOST_TRIES = 20;

/**
 * One more voter with a code: exchanges it (P 4.6), marks at random, seals with a fresh seed and
 * casts until the server's receipt on this very ballot is here (P 4.4).
 */
export async function castAtRandom(world: RehearsalWorld, code: string): Promise<Sent> {
  const line = world.voter();
  try {
    const view = await line.until(({ election }) => election !== null);
    if (view === null) return err({ code: 'no-answer' });
    const election = defined(view.election);
    const key = deriveBallotKey(world.sodium, code, bytes(election.eid));
    const tokens = await exchanged(world, line, { code, election, key });
    if (!tokens.ok) return tokens;
    const marks = view.lines.map(() => generateMark(world.random));
    const { message, id } = sealBallot(world.sodium, {
      eid: bytes(election.eid),
      Y: bytes(election.Y),
      marks,
      key,
      seed: generateSeed(world.random),
      tokens: tokens.value,
    });
    return await cast(world, line, election, message, toBase64url(id));
  } finally {
    line.close();
  }
}

interface Holder {
  readonly code: string;
  readonly election: Election;
  readonly key: SodiumKeyPair;
}

async function exchanged(
  world: RehearsalWorld,
  line: VoterLine,
  { code, election, key }: Holder,
): Promise<Result<Uint8Array[], { readonly code: string }>> {
  const { sodium } = world;
  const eid = bytes(election.eid);
  const { r, B } = blindToken(sodium, code, eid, key.publicKey);
  const message = { claim: claimText(sodium, code), B: toBase64url(B) };
  const answer = await patiently(world, () => line.exchange(message));
  if (!answer.ok) return answer;
  const tokens: Uint8Array[] = [];
  for (const { i, pk } of election.issuers) {
    const E = evaluationOf(answer.value.evals, i);
    if (E === null || !checkEvaluation(sodium, bytes(pk), B, E.point, E.proof)) {
      return err({ code: `E_TOKEN(${i})` });
    }
    tokens.push(finalizeToken(sodium, eid, key.publicKey, r, E.point));
  }
  return ok(tokens);
}

function evaluationOf(
  evals: readonly Evaluation[],
  i: number,
): { readonly point: Uint8Array; readonly proof: Uint8Array } | null {
  const found = evals.find((each) => each.i === i);
  const point = fromBase64url(found?.E, 32);
  const proof = fromBase64url(found?.proof, 64);
  return point.ok && proof.ok ? { point: point.value, proof: proof.value } : null;
}

async function cast(
  world: RehearsalWorld,
  line: VoterLine,
  { board, sid }: Election,
  message: CastMessage,
  id: string,
): Promise<Sent> {
  const answer = await patiently(world, () => line.cast(message));
  if (!answer.ok) return answer;
  const signed = checkReceipt(world.sodium, bytes(board), bytes(sid), answer.value);
  return signed && answer.value.id === id ? ok(null) : err({ code: 'bad-receipt' });
}

async function patiently<T>(
  { wait }: RehearsalWorld,
  send: () => Promise<Result<T, { readonly code: string }>>,
): Promise<Result<T, { readonly code: string }>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send();
    if (answer.ok || tries === MOST_TRIES || !PASSING.includes(answer.error.code)) return answer;
    await wait(PAUSE_MS);
  }
}

/** A level, each equally likely; never a blank line, so that the result is worth reading. */
function generateMark(random: RandomBytes): MarkCode {
  for (;;) {
    const drawn = (random(1)[0] ?? 0) & 3;
    if (drawn > 0) return drawn as MarkCode;
  }
}

/** Bytes that the server's view carries; anything else is a broken server. */
function bytes(text: string): Uint8Array {
  const decoded = fromBase64url(text);
  if (!decoded.ok) throw new Error('Not base64url');
  return decoded.value;
}
