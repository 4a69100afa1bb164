import { setTimeout as sleep } from 'node:timers/promises';
import { defined } from '#shared/assert.ts';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import { generateSeed, sealBallot } from '#shared/protocol/ballot.ts';
import { claimOf } from '#shared/protocol/code.ts';
import type { CastMessage, Evaluation, MarkCode, Receipt } from '#shared/protocol/entries.ts';
import { checkReceipt } from '#shared/protocol/receipt.ts';
import type { SodiumKeyPair } from '#shared/protocol/sodium.ts';
import {
  blindToken,
  checkEvaluation,
  deriveBallotKey,
  finalizeToken,
} from '#shared/protocol/token.ts';
import type { Result } from '#shared/result.ts';
import type { VoterView } from '#shared/meeting/views.ts';
import { NAMESPACES, type BallotEvents, type VoterEvents, type VoterPushes } from '#shared/wire.ts';
import { ANSWER_MS, granted, RefusedError, untilAnswered } from './answers.ts';
import { connectOpen, disconnect } from './connect.ts';
import { Newest } from './newest.ts';
import { random, sodium } from './sodium.ts';

type Election = NonNullable<VoterView['election']>;

/** A voter's device between the exchange of its code and the cast. */
export interface Voter {
  readonly election: Election;
  readonly key: SodiumKeyPair;
  readonly tokens: readonly Uint8Array[];
  /** How many marks the ballot has. */
  readonly lines: number;
}

/** A sealed ballot and the id that its receipt must carry. */
export interface SealedBallot {
  readonly message: CastMessage;
  readonly id: string;
}

const EXCHANGE_MS = 120_000;
const CAST_MS = 300_000;

/**
 * Opens the voter's page with a ballot code: exchanges it at once (P 4.6.5) and checks every
 * issuer's proof. Retries while answers are lost or the desk's word is still on its way.
 */
export async function openBallot(url: string, code: string): Promise<Voter> {
  const socket = connectOpen<VoterPushes, VoterEvents>(url, NAMESPACES.voter);
  try {
    const views = new Newest<VoterView>('voter');
    socket.on('view', (view) => {
      views.push(view);
    });
    const view = await views.until((v) => v.election !== null, 'the election is known');
    const election = defined(view.election);
    const eid = bytes(election.eid);
    const key = deriveBallotKey(sodium, code, eid);
    const { r, B } = blindToken(sodium, code, eid, key.publicKey);
    const message = { claim: toBase64url(claimOf(sodium, code)), B: toBase64url(B) };
    const { evals } = await exchange(() =>
      socket.timeout(ANSWER_MS).emitWithAck('exchange', message),
    );
    const tokens = tokensOf(election, { B, r, vk: key.publicKey }, evals);
    return { election, key, tokens, lines: view.lines.length };
  } finally {
    disconnect(socket);
  }
}

type Exchanged = Result<{ readonly evals: readonly Evaluation[] }, { readonly code: string }>;

async function exchange(send: () => Promise<Exchanged>): Promise<{ evals: readonly Evaluation[] }> {
  const end = performance.now() + EXCHANGE_MS;
  for (;;) {
    const answer = await untilAnswered(send, EXCHANGE_MS);
    if (answer.ok || !isPassing(answer.error.code) || performance.now() > end) {
      return granted('exchange', answer);
    }
    await sleep(300);
  }
}

/** Refusals after which the same message may be accepted (P 4.6.3, design 7). */
function isPassing(code: string): boolean {
  return (
    code === 'E_NOT_ISSUED' ||
    code === 'E_DISK_FULL' ||
    code === 'too-many-requests' ||
    code === 'co-issuer-silent'
  );
}

/** The outputs of all issuers in order; throws when a proof fails: "stop and say so" (P 4.6.4). */
function tokensOf(
  election: Election,
  { B, r, vk }: { readonly B: Uint8Array; readonly r: Uint8Array; readonly vk: Uint8Array },
  evals: readonly Evaluation[],
): Uint8Array[] {
  return election.issuers.map(({ i, pk }, index) => {
    const evaluation = evals[index];
    const E = evaluation?.i === i ? bytes(evaluation.E) : new Uint8Array(0);
    const proof = bytes(evaluation?.proof ?? '');
    if (E.length !== 32 || !checkEvaluation(sodium, bytes(pk), B, E, proof)) {
      throw new RefusedError('check of the token', { code: `E_TOKEN(${i})` });
    }
    return finalizeToken(sodium, bytes(election.eid), vk, r, E);
  });
}

/** Seals the marks, in ballot order, with a fresh seed (P 4.4). */
export function seal(voter: Voter, marks: readonly MarkCode[]): SealedBallot {
  const { election, key, tokens } = voter;
  const { message, id } = sealBallot(sodium, {
    eid: bytes(election.eid),
    Y: bytes(election.Y),
    marks,
    key,
    seed: generateSeed(random),
    tokens,
  });
  return { message, id: toBase64url(id) };
}

/**
 * Casts over a connection of its own and sends the same bytes again until the receipt is there
 * (P 4.4). Throws `RefusedError` on a refusal, and when the receipt is not the server's word on
 * this very ballot.
 */
export async function cast(
  url: string,
  { election }: Voter,
  ballot: SealedBallot,
): Promise<Receipt> {
  const socket = connectOpen<object, BallotEvents>(url, NAMESPACES.ballot);
  try {
    const receipt = granted(
      'cast',
      await castAnswer(() => socket.timeout(ANSWER_MS).emitWithAck('cast', ballot.message)),
    );
    const signed = checkReceipt(sodium, bytes(election.board), bytes(election.sid), receipt);
    if (!signed || receipt.id !== ballot.id) {
      throw new RefusedError('check of the receipt', { code: 'E_SIG' });
    }
    return receipt;
  } finally {
    disconnect(socket);
  }
}

type Cast = Result<Receipt, { readonly code: string }>;

async function castAnswer(send: () => Promise<Cast>): Promise<Cast> {
  const end = performance.now() + CAST_MS;
  for (;;) {
    const answer = await untilAnswered(send, CAST_MS);
    if (answer.ok || !isPassing(answer.error.code) || performance.now() > end) return answer;
    await sleep(300);
  }
}

function bytes(text: string): Uint8Array {
  const decoded = fromBase64url(text);
  return decoded.ok ? decoded.value : new Uint8Array(0);
}
