import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { isCode } from './error-code.ts';

/**
 * A process, named so that a later one with the same number is told apart where the system allows:
 * `boot` and `start` (Linux) are the boot's id and the process's start in ticks of that boot, null
 * elsewhere; `uptime` is the machine's age in seconds when this was taken.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly boot: string | null;
  readonly start: string | null;
  readonly uptime: number;
}

/** This process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  const { pid } = process;
  return { pid, boot: await bootId(), start: await startOf(pid), uptime: uptime() };
}

/**
 * Whether that process still runs on this machine. In doubt the answer is yes. No wall clock is
 * asked (S17): a machine younger than it was has been started again.
 */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  const boot = await bootId();
  if (boot !== null && identity.boot !== null && boot !== identity.boot) return false;
  if (uptime() < identity.uptime - 1) return false;
  if (!exists(identity.pid)) return false;
  const start = await startOf(identity.pid);
  return start === null || identity.start === null || start === identity.start;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isCode(error, 'ESRCH');
  }
}

async function bootId(): Promise<string | null> {
  const text = await readProc('/proc/sys/kernel/random/boot_id');
  return text === null ? null : text.trim();
}

/** Field 22 of `/proc/<pid>/stat`; the name before it may hold spaces and brackets. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readProc(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function readProc(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}
