import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './root.ts';

/** JavaScript entry points of the tools, started by Node itself so that Windows needs no shell. */
const TOOLS = {
  tsc: 'node_modules/typescript/bin/tsc',
  svelteCheck: 'node_modules/svelte-check/bin/svelte-check',
  eslint: 'node_modules/eslint/bin/eslint.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
  tsx: 'node_modules/tsx/dist/cli.mjs',
  vite: 'node_modules/vite/bin/vite.js',
} as const;

export type Tool = keyof typeof TOOLS;

/** A tool at work in the project's folder, on this terminal. */
export interface RunningTool {
  /** Its exit code; 1 when a signal ended it. */
  readonly exit: Promise<number>;
  stop(): void;
}

/** Starts a tool with `env` added to this process's environment. */
export function startTool(
  tool: Tool,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): RunningTool {
  const child = spawn(process.execPath, [join(ROOT, TOOLS[tool]), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  const exit = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
  return {
    exit,
    stop() {
      child.kill();
    },
  };
}

/** Runs a tool to its end; its exit code. */
export function runTool(
  tool: Tool,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return startTool(tool, args, env).exit;
}
