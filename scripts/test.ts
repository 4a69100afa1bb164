import { buildVerifier } from '../server/build-verifier.ts';
import { CHECKS, LONG_STEPS, STEPS, runStep, type Step } from './testing/steps.ts';
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
for (const together of inGroups(chosen)) {
  console.log(`\n== ${together.join(', ')}`);
  outcomes.push(...(await Promise.all(together.map(measured))));
}

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

/** Steps that use one core each and start no server stand together; every other stands alone. */
function inGroups(steps: readonly Step[]): readonly (readonly Step[])[] {
  const checks = steps.filter((step) => CHECKS.has(step));
  const rest = steps.filter((step) => !CHECKS.has(step)).map((step) => [step]);
  return checks.length === 0 ? rest : [checks, ...rest];
}

async function measured(step: Step): Promise<Outcome> {
  const start = performance.now();
  const count = await runStep(step);
  return { step, ...count, seconds: Math.round((performance.now() - start) / 1000) };
}

function isStep(word: string): word is Step {
  return known.some((step) => step === word);
}
