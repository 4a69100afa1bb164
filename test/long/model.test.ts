/** The model of `test/integration/model.test.ts` for long: another seed each time, printed. */
import { describe, expect, test } from 'vitest';
import { PHASES } from '#shared/meeting/state.ts';
import { runModel } from '../support/model/run.ts';

const MINUTES = 20;
const seed = Number(process.env['HOM_PHIEU_SEED'] ?? Date.now() % 2_147_483_647);

describe('a meeting under any words, for long (reliability F23)', () => {
  test(
    `rules and server answer alike, no law is broken (HOM_PHIEU_SEED=${seed})`,
    async () => {
      const { phases, restarts } = await runModel({
        seed,
        runs: 300,
        steps: 80,
        within: MINUTES * 60_000,
      });
      expect(PHASES.filter((phase) => !phases.has(phase))).toEqual([]);
      expect(restarts).toBeGreaterThan(10);
    },
    (MINUTES + 5) * 60_000,
  );
});
