import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { TSX } from '../../scripts/child.ts';
import { ROOT } from '../../scripts/root.ts';

/** What a script printed and how it ended. */
export interface ScriptRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `scripts/<name>` in a process of its own, as npm does. */
export function runScript(name: string, ...args: readonly string[]): Promise<ScriptRun> {
  const child = spawn(process.execPath, [...TSX, join('scripts', name), ...args], { cwd: ROOT });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}
