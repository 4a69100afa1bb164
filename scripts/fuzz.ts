import { loadFast } from './clients/fast.ts';
import { judgeAgain, keep, readKept, writeKept } from './fuzz/kept.ts';
import { parseOptions, USAGE } from './fuzz/options.ts';
import { emptyTally, kindOf, runOne, usualTarget, type Tally } from './fuzz/run.ts';
import { readSeeds } from './fuzz/seeds.ts';

/**
 * `npm run fuzz`: boards, registers, result files and messages changed at random, and the laws of
 * `scripts/fuzz/laws.ts`: nothing throws, nothing hangs, both verifiers say the same, what was
 * parsed prints as it stood, and no other board is valid. Exit code 1 when a law was broken.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (!options.ok) {
    console.error(`${options.error}\n${USAGE}`);
    return 2;
  }
  const fast = await loadFast();
  if (fast === undefined) throw new Error('Bug: the fast verifier is not built');
  const [seeds, kept] = await Promise.all([readSeeds(), readKept()]);
  const found = new Map(kept.map((each) => [kindOf(each.target, each.verdict), each]));
  const tally = emptyTally();
  const { inputs, seed } = options.value;
  for (let n = seed; n < seed + inputs; n++) {
    const target = options.value.target ?? usualTarget(n);
    runOne(tally, target, n, seeds, fast, (input, verdict) => {
      const kind = kindOf(target, verdict);
      if (verdict !== 'thrown' && !found.has(kind)) found.set(kind, keep(input, verdict));
    });
    if (tally.inputs % 20_000 === 0) console.log(`· ${tally.inputs} (${tally.failures.length})`);
  }
  report(tally);
  if (options.value.keep) {
    // Of a register the run may have looked at less than the test will.
    const again = [...found.values()].map((each) => {
      return { ...each, verdict: judgeAgain(each, seeds, fast).verdict };
    });
    await writeKept(again);
  }
  return tally.failures.length === 0 ? 0 : 1;
}

function report(tally: Tally): void {
  for (const [kind, count] of [...tally.verdicts].sort()) console.log(`${kind}  ${count}`);
  for (const [target, count] of tally.byTarget) console.log(`${target}: ${count}`);
  console.log(`${tally.inputs} inputs, slowest ${Math.round(tally.slowestMs)} ms`);
  for (const { target, n, why } of tally.failures.slice(0, 20)) {
    console.error(`SAI: --target ${target} --seed ${n} --inputs 1: ${why}`);
  }
}

process.exit(await main(process.argv.slice(2)));
