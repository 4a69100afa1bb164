/** The server's workers: batches, running sums and totals, the same as the plain functions give. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkBallotProof, sealBody } from '#shared/protocol/ballot.ts';
import { multiplyBase } from '#shared/protocol/group.ts';
import { combineOpenings, recomputeTally } from '#shared/protocol/opening.ts';
import type { ProofClaim } from '#shared/protocol/verify.ts';
import type { MeetingResult } from '#shared/result/result.ts';
import { buildVerifier } from '../../../server/build-verifier.ts';
import { ProofPool } from '../../../server/proofs/pool.ts';
import { Round } from '../../support/protocol-round.ts';
import { random, sodium } from '../../support/sodium.ts';

let pool: ProofPool;
beforeAll(async () => {
  await buildVerifier();
  pool = new ProofPool(2);
});
afterAll(() => pool.close());

function claim(eid: Uint8Array, Y: Uint8Array): ProofClaim {
  const vk = random(32);
  const body = sealBody(sodium, { eid, Y, marks: [1, 2], vk, seed: random(32) });
  return { eid, Y, lines: 2, vk, body };
}

function polled(options: { readonly bad: readonly number[] }): Round {
  const marks = [[1], [2], [3], [0], [1]] as const;
  const round = new Round(sodium, {
    n: 3,
    t: 2,
    marks,
    badTokens: options.bad,
    minBallots: 1,
  });
  round.ceremony();
  return round;
}

describe('ballots that wait', () => {
  test('P 4.5: eighty at once, some forged: each has the plain verifier’s verdict', async () => {
    const Y = multiplyBase(sodium, sodium.crypto_core_ristretto255_scalar_reduce(random(64)));
    const eid = random(32);
    const claims = Array.from({ length: 80 }, () => claim(eid, Y));
    for (const place of [0, 31, 32, 79]) claims[place]!.body.fill(255, 32, 64);
    for (const place of [7, 70]) claims[place] = { ...claims[place]!, vk: random(32) };
    const codes = await Promise.all(claims.map((each) => pool.ballot(each)));
    const right = claims.map(({ lines, vk, body }) =>
      checkBallotProof(sodium, eid, Y, lines, vk, body),
    );
    expect(codes).toEqual(right);
    expect(codes.filter((code) => code !== null)).toHaveLength(6);
  });
});

describe('the totals', () => {
  test('P 4.7.3: the tally is that of `recomputeTally`, whether the ballots were followed or not', async () => {
    for (const follows of [true, false]) {
      const round = polled({ bad: [1, 3] });
      if (follows) pool.stored(round.board);
      round.poll();
      if (follows) pool.stored(round.board);
      const right = recomputeTally(sodium, round.board);
      expect(right).toMatchObject({ ok: true, value: { N: 3 } });
      expect(await pool.tally(round.board)).toEqual(right);
      expect(await pool.tally(round.board), 'asked again').toEqual(right);
    }
  });

  test('P 4.7.3: sums follow ballot by ballot, and another board begins anew', async () => {
    const [one, other] = [polled({ bad: [] }), polled({ bad: [] })];
    one.cast([1]);
    pool.stored(one.board);
    one.cast([2]);
    pool.stored(one.board);
    other.poll();
    expect(await pool.tally(other.board)).toEqual(recomputeTally(sodium, other.board));
    one.poll();
    expect(await pool.tally(one.board)).toEqual(recomputeTally(sodium, one.board));
  });

  test('P 4.7.3, 4.7.6: before their time they are refused as the plain functions refuse them', async () => {
    const round = polled({ bad: [] });
    expect(await pool.tally(round.board)).toEqual(recomputeTally(sodium, round.board));
    expect(await pool.result(round.board)).toEqual(combineOpenings(sodium, round.board));
  });

  test('P 4.7.6: the result is that of `combineOpenings`', async () => {
    const round = polled({ bad: [2] });
    round.poll();
    round.tally();
    for (const place of [0, 1, 2]) round.agree(place);
    for (const place of [2, 0]) round.open(place);
    const right = combineOpenings(sodium, round.board);
    expect(right.ok).toBe(true);
    expect(await pool.result(round.board)).toEqual(right);
  });
});

describe('the server’s own recount', () => {
  const sample = `${import.meta.dirname}/../../vectors/sample-board`;
  const given = JSON.parse(readFileSync(`${sample}/result.json`, 'utf8')) as MeetingResult;
  const { profile, figures } = given;
  const files = { board: `${sample}/board.jsonl`, register: `${sample}/register.jsonl` };

  test('design 7, Announcing: reads the files on the disk, and finds one byte changed there', async () => {
    const right = { kind: 'recount', digest: given.recounts[0]?.digest, code: null };
    expect(await pool.recount({ ...files, profile, figures })).toEqual(right);
    const folder = mkdtempSync(join(tmpdir(), 'hom-phieu-recount-'));
    try {
      const bytes = readFileSync(files.board);
      bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
      const board = join(folder, 'board.jsonl');
      writeFileSync(board, bytes);
      const wrong = await pool.recount({ ...files, board, profile, figures });
      expect(wrong).toMatchObject({ digest: null, code: expect.stringMatching(/^E_/) as string });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
