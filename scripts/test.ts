import { buildVerifier } from '../server/build-verifier.ts';
import { BESIDE_LINT, LONG_STEPS, STEPS, runStep, type Step } from './testing/steps.ts';
import type { Count } from './testing/reports.ts';

/**
 * `npm test [-- PART…]`: every check and every test, or the parts named, each to its end even
 * when an earlier one failed. The last line is `N passed, N failed`; exit code 1 on any failure.
 */
const words = process.argv.slice(2);
const known: readonly Step[] = [...STEPS, ...LONG_STEPS];
const unknown = words.filter((word) => !isStep(word));
if (unknown.length > 0) {
  console.error(`Không có phần nào tên ${unknown.join(', ')}. Có: ${known.join(', ')}.`);
  process.exit(2);
}

// The tests, and the programs they start, verify with it.
await buildVerifier();

interface Outcome extends Count {
  readonly step: Step;
  readonly seconds: number;
}

const chosen = words.length === 0 ? STEPS : known.filter((name) => words.includes(name));
const outcomes: Outcome[] = [];
for (const lanes of inLanes(chosen)) {
  const done = await Promise.all(lanes.map(inTurn));
  outcomes.push(...done.flat());
}
outcomes.sort((one, other) => known.indexOf(one.step) - known.indexOf(other.step));

console.log('');
for (const { step, passed, failed, seconds } of outcomes) {
  const verdict = failed === 0 ? 'ok' : 'FAILED';
  console.log(
    `${step.padEnd(12)} ${verdict.padEnd(7)} ${passed} passed, ${failed} failed  ${seconds} s`,
  );
}
const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** The linter keeps one core busy, so it runs beside what starts no server; the rest runs alone. */
function inLanes(steps: readonly Step[]): readonly (readonly (readonly Step[])[])[] {
  const lint = steps.filter((step) => step === 'lint');
  const beside = steps.filter((step) => BESIDE_LINT.has(step));
  const alone = steps.filter((step) => step !== 'lint' && !BESIDE_LINT.has(step));
  return [[lint, beside], ...alone.map((step) => [[step]])];
}

async function inTurn(steps: readonly Step[]): Promise<Outcome[]> {
  const done: Outcome[] = [];
  for (const step of steps) {
    console.log(`\n== ${step}`);
    const start = performance.now();
    const count = await runStep(step);
    done.push({ step, ...count, seconds: Math.round((performance.now() - start) / 1000) });
  }
  return done;
}

function isStep(word: string): word is Step {
  return known.some((step) => step === word);
}
