import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const root = `${import.meta.dirname}/..`;

/** Tests that hold a device to its time (reliability 4). */
const ALONE = ['fault', 'network', 'model', 'clock'].map(
  (name) => `test/integration/${name}.test.ts`,
);

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          environment: 'node',
          // No test is about speed: a slow machine is no fault.
          testTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
      {
        root,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          exclude: ALONE,
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Most of these wait for processes and clocks: three at a time, whatever the machine.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      // Whole halls of devices: one file at a time, and nothing beside it.
      {
        root,
        test: {
          name: 'alone',
          include: ALONE,
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
      // Minutes each: `npm test -- long`, never part of the default run.
      {
        root,
        test: { name: 'long', include: ['test/long/**/*.test.ts'], environment: 'node' },
      },
      {
        root,
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'ui',
          include: ['test/ui/**/*.test.ts'],
          environment: 'happy-dom',
          testTimeout: 60_000,
        },
      },
    ],
  },
});
