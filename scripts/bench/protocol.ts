import { defined } from '#shared/assert.ts';
import {
  ballotIdOf,
  checkBallotProof,
  checkBallotShape,
  checkBallotSignature,
  sealBallot,
} from '#shared/protocol/ballot.ts';
import { PlainSums, type BallotSums } from '#shared/protocol/ballot-sums.ts';
import { fromBase64url } from '#shared/protocol/bytes.ts';
import type { CastMessage, MarkCode } from '#shared/protocol/entries.ts';
import { proveDleq } from '#shared/protocol/dleq.ts';
import type { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import {
  BASE,
  generateScalar,
  multiply,
  multiplyBase,
  scalarFromNumber,
} from '#shared/protocol/group.ts';
import { countsOf } from '#shared/protocol/logarithm.ts';
import { computeToken } from '#shared/protocol/token.ts';
import type { ProofClaim } from '#shared/protocol/verify.ts';
import type { RandomBytes, Sodium } from '#shared/protocol/sodium.ts';
import { costOf, type Cost } from './cost.ts';

/** Ballots of a batch, as the server's workers take them. */
const BATCH = 32;

/** Where the protocol runs: Node, or a page of a browser. */
export interface Bench {
  readonly sodium: Sodium;
  readonly random: RandomBytes;
  readonly fast: FastGroup;
  /** Processor time in milliseconds; null where nobody tells. */
  readonly processor: (() => number) | null;
}

/** What one ballot of so many lines costs. */
export interface BallotCosts {
  readonly lines: number;
  readonly seal: Cost;
  readonly alone: Cost;
  readonly batched: Cost;
  /** Batched, with everything before the proof: JSON, id, signature, token. */
  readonly cast: Cost;
  readonly slow: Cost;
  /** Into the running sums. */
  readonly add: Cost;
  readonly opening: Cost;
  /** Of the message in JSON, and of its body. */
  readonly bytes: { readonly message: number; readonly body: number };
}

/** What the count of so many ballots of so many lines costs. */
export interface CountCosts {
  readonly ballots: number;
  readonly lines: number;
  /** At the close, with running sums. */
  readonly close: Cost;
  /** All ballots summed at once, in WebAssembly and by libsodium. */
  readonly sum: Cost;
  readonly slowSum: Cost | null;
  readonly logarithms: Cost;
  readonly slowLogarithms: Cost | null;
}

interface Sample {
  readonly issuer: Uint8Array;
  readonly claims: readonly ProofClaim[];
  readonly messages: readonly string[];
}

/** Measures every step of one ballot's way. */
export function measureBallot(bench: Bench, lines: number): BallotCosts {
  const { fast, sodium } = bench;
  const { issuer, claims, messages } = sampleOf(bench, lines, BATCH);
  const first = defined(claims[0]);
  const sums = fast.runningSums(lines);
  const batched = cost(5, BATCH, () => {
    check(fast.fault(sodium, claims));
  });
  const whole = cost(5, BATCH, () => {
    receive(bench, issuer, messages, first);
  });
  const add = cost(5, BATCH, () => {
    for (const { body } of claims) sums.add(body);
  });
  return {
    lines,
    seal: cost(9, 1, sealingOf(bench, lines)),
    alone: cost(20, 1, () => {
      check(fast.fault(sodium, [first]));
    }),
    batched,
    cast: whole,
    slow: cost(3, 1, () => {
      check(plain(sodium, first));
    }),
    add,
    opening: cost(5, 1, openingOf(bench, lines)),
    bytes: { message: defined(messages[0]).length, body: first.body.length },
  };

  function cost(times: number, units: number, work: () => unknown): Cost {
    return costOf(times, work, units, bench.processor);
  }
}

/**
 * Measures what a board of so many ballots costs when it is counted; without `slow` the plain
 * verifier's share, minutes on a slow device, is left out.
 */
export function measureCount(
  bench: Bench,
  ballots: number,
  lines: number,
  slow = true,
): CountCosts {
  const { fast, sodium } = bench;
  const { claims } = sampleOf(bench, lines, BATCH);
  const bodies = Array.from({ length: ballots }, (_, place) => defined(claims[place % BATCH]).body);
  const running = sumAll(fast.runningSums(lines), bodies);
  const points = Array.from({ length: lines }, () => pointOf(bench, ballots));
  return {
    ballots,
    lines,
    close: cost(5, () => running.encoded()),
    sum: cost(1, () => sumAll(fast.runningSums(lines), bodies).encoded()),
    slowSum: slow ? cost(1, () => sumAll(new PlainSums(sodium, lines), bodies).encoded()) : null,
    logarithms: cost(1, () => countsOf(sodium, points, ballots, (all) => fast.stepsOver(all))),
    slowLogarithms: slow ? cost(1, () => countsOf(sodium, points, ballots)) : null,
  };

  function cost(times: number, work: () => unknown): Cost {
    return costOf(times, work, 1, bench.processor);
  }
}

function sampleOf({ sodium, random }: Bench, lines: number, ballots: number): Sample {
  const eid = random(32);
  const issuer = generateScalar(sodium, random);
  const Y = multiplyBase(sodium, generateScalar(sodium, random));
  const sealed = Array.from({ length: ballots }, () => {
    const key = sodium.crypto_sign_seed_keypair(random(32));
    const marks = Array.from(random(lines), (byte) => (byte % 4) as MarkCode);
    const tokens = [computeToken(sodium, issuer, eid, key.publicKey)];
    return sealBallot(sodium, { eid, Y, marks, key, seed: random(32), tokens }).message;
  });
  const claims = sealed.map(({ vk, body }) => ({
    ...{ eid, Y, lines },
    vk: bytesOf(vk),
    body: bytesOf(body),
  }));
  return { issuer, claims, messages: sealed.map((message) => JSON.stringify(message)) };
}

function sealingOf({ sodium, random }: Bench, lines: number): () => void {
  const Y = multiplyBase(sodium, generateScalar(sodium, random));
  const key = sodium.crypto_sign_seed_keypair(random(32));
  const marks = Array.from(random(lines), (byte) => (byte % 4) as MarkCode);
  const fixed = { eid: random(32), Y, marks, key, tokens: [random(64)] };
  return () => {
    sealBallot(sodium, { ...fixed, seed: random(32) });
  };
}

/** Everything the server checks of a batch of casts, from their JSON on. */
function receive(
  { fast, sodium }: Bench,
  issuer: Uint8Array,
  messages: readonly string[],
  { eid, Y, lines }: ProofClaim,
): void {
  const claims = messages.map((text) => {
    const parsed = checkBallotShape(sodium, lines, JSON.parse(text) as CastMessage, 1);
    if (!parsed.ok) throw new Error(parsed.error);
    const { vk, body } = parsed.value;
    const id = ballotIdOf(sodium, eid, vk, body);
    if (!checkBallotSignature(sodium, eid, id, parsed.value)) throw new Error('E_SIG');
    computeToken(sodium, issuer, eid, vk);
    return { eid, Y, lines, vk, body };
  });
  check(fast.fault(sodium, claims));
}

/** One member's part of the opening: x·A of every line, with its proof. */
function openingOf({ sodium, random }: Bench, lines: number): () => void {
  const x = generateScalar(sodium, random);
  const X = multiplyBase(sodium, x);
  const A = Array.from({ length: lines }, () =>
    multiplyBase(sodium, generateScalar(sodium, random)),
  );
  return () => {
    const D = A.map((point) => multiply(sodium, x, point));
    proveDleq(sodium, random, random(32), x, BASE, X, A, D);
  };
}

function sumAll(sums: BallotSums, bodies: readonly Uint8Array[]): BallotSums {
  for (const body of bodies) sums.add(body);
  return sums;
}

/** A line's opened total with marks spread over the ballots, as far from easy ones as any. */
function pointOf({ sodium, random }: Bench, ballots: number): Uint8Array {
  const [high, confidence] = [0.2 + 0.2 * share(random), 0.2 + 0.2 * share(random)];
  const counts = [high, confidence, 1 - high - confidence].map((part) =>
    Math.floor(part * ballots),
  );
  const packed = counts.reduce((sum, count, place) => sum + count * 2 ** (11 * place), 0);
  return multiplyBase(sodium, scalarFromNumber(packed));
}

function share(random: RandomBytes): number {
  return defined(random(1)[0]) / 256;
}

function plain(sodium: Sodium, { eid, Y, lines, vk, body }: ProofClaim): string | null {
  return checkBallotProof(sodium, eid, Y, lines, vk, body);
}

function check(code: string | null): void {
  if (code !== null) throw new Error(code);
}

function bytesOf(text: string): Uint8Array {
  const bytes = fromBase64url(text);
  if (!bytes.ok) throw new Error(bytes.error);
  return bytes.value;
}
