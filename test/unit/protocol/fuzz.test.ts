/** A short run of `npm run fuzz`, the inputs that longer runs kept, and rules broken to see it bite. */
import { describe, expect, test } from 'vitest';
import { concat, utf8 } from '#shared/protocol/bytes.ts';
import { TARGETS } from '../../../scripts/fuzz/inputs.ts';
import type { Target } from '../../../scripts/fuzz/inputs.ts';
import { judgeAgain, readKept } from '../../../scripts/fuzz/kept.ts';
import { judgeBoard, judgeRegister } from '../../../scripts/fuzz/laws.ts';
import { patched, patchOf } from '../../../scripts/fuzz/patch.ts';
import { emptyTally, runOne } from '../../../scripts/fuzz/run.ts';
import { readSeeds } from '../../../scripts/fuzz/seeds.ts';
import { fast, wasm } from '../../support/fast.ts';
import { FastGroup } from '#shared/protocol/fast/fast-group.ts';
import { random } from '../../support/sodium.ts';

const seeds = await readSeeds();
const kept = await readKept();

/** Inputs of each target here; `npm run fuzz` makes as many as it is asked for. */
const SHORT: Readonly<Record<Target, number>> = {
  ...{ board: 250, forged: 40, register: 150, result: 100, wire: 400 },
};

describe('[P 4.11] files at random', () => {
  test('the seeds are valid boards with their registers', () => {
    for (const seed of seeds) {
      expect(judgeBoard(seed, seed.board, fast), seed.name).toEqual({
        verdict: 'valid',
        broken: null,
      });
      expect(judgeRegister(seed, seed.register, fast, true).verdict).toBe('valid');
    }
    expect(seeds).toHaveLength(3);
  });

  test.each(TARGETS)(
    'no law is broken by a %s',
    (target) => {
      const tally = emptyTally();
      for (let n = 1; n <= SHORT[target]; n++) {
        runOne(tally, target, n, seeds, fast, () => undefined);
      }
      expect(tally.failures.map(({ n, why }) => `${n}: ${why}`)).toEqual([]);
      expect(tally.inputs).toBe(SHORT[target]);
      expect(tally.verdicts.size).toBeGreaterThan(1);
    },
    60_000,
  );

  test('what longer runs kept is judged as it was then, every code of the verifier among it', () => {
    const codes = new Set<string>();
    for (const each of kept) {
      expect(judgeAgain(each, seeds, fast)).toEqual({ verdict: each.verdict, broken: null });
      codes.add(/E_[A-Z_0-9]+/u.exec(each.verdict)?.[0] ?? each.verdict);
    }
    const expected = ['E_CHAIN', 'E_SIG', 'E_TALLY', 'E_OPENING', 'E_AGREE_OTHER', 'E_REGISTER'];
    expect([...codes]).toEqual(expect.arrayContaining(expected));
  }, 60_000);
});

describe('the laws bite', () => {
  const [seed] = seeds;
  const { board, register } = seed!;

  test('a fast verifier that says yes to everything is found out', () => {
    const blind = new FastGroup({ ...wasm, isIdentity: () => 1, memory: wasm.memory }, random);
    const forgery = kept.find(({ verdict }) => verdict.startsWith('board E_PROOF'));
    expect(forgery, 'a kept ballot with a false proof').toBeDefined();
    expect(judgeAgain(forgery!, seeds, blind).broken).toContain('the fast verifier says');
  });

  test('a valid board that is not the seed’s is found out', () => {
    const other = seeds[1]!;
    expect(judgeBoard(seed!, other.board, fast).broken).toBe('another board is valid');
  });

  test('what a file is not cannot be read back', () => {
    const crlf = utf8(new TextDecoder().decode(board).replaceAll('\n', '\r\n'));
    expect(judgeBoard(seed!, crlf, fast)).toEqual({ verdict: 'board E_JSON 0', broken: null });
    expect(judgeRegister(seed!, register.slice(0, -1), fast, true).verdict).toMatch(/E_JSON/u);
  });

  test('a patch makes of the seed what it was made from', () => {
    const changed = concat(board.subarray(0, 100), utf8('Phiếu'), board.subarray(140));
    expect(patched(board, patchOf(board, changed))).toEqual(changed);
    expect(patched(board, patchOf(board, board))).toEqual(board);
  });
});
