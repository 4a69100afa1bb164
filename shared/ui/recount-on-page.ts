import { loadFastGroup } from './fast-group.ts';
import { recountSteps } from './recount.ts';
import type { RecountInput, RecountOutcome } from './recount.ts';
import { loadSodium } from './sodium.ts';

/** Between two breaths of the page, in milliseconds. */
const SLICE_MS = 40;

/** The recount on the page itself, in slices, for a browser whose worker does not start. */
export async function recountOnPage(
  input: RecountInput,
  onProgress: (done: number, total: number) => void,
): Promise<RecountOutcome> {
  const steps = recountSteps(await loadSodium(), input, await loadFastGroup());
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    onProgress(step.value.done, step.value.total);
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  }
}
