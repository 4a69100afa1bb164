import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ROOT } from './root.ts';

/** What a child says to the process that started it. */
type Word<Report> =
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'failed'; readonly message: string; readonly stack: string };

/** A part of a rehearsal at work in a process of its own. */
export interface Child<Report> {
  /** Its report, when its work is done; rejects with its error. */
  readonly report: Promise<Report>;
  stop(): void;
}

/** Node's options that let it run TypeScript. */
export const TSX = ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];

/** Runs `script`, a module that calls `work`, in its own process, with `job` as its input. */
export function startChild<Report>(script: URL, job: object): Child<Report> {
  const child = fork(script, [], { cwd: ROOT, execArgv: TSX, serialization: 'advanced' });
  const report = reportOf<Report>(child, script);
  child.send(job);
  return {
    report,
    stop() {
      if (child.connected) child.disconnect();
    },
  };
}

function reportOf<Report>(child: ChildProcess, script: URL): Promise<Report> {
  const report = new Promise<Report>((resolve, reject) => {
    child.once('message', (word: Word<Report>) => {
      if (word.type === 'report') resolve(word.report);
      else reject(Object.assign(new Error(word.message), { stack: word.stack }));
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`${script.pathname.split('/').at(-1) ?? ''} ended with ${String(code)}`));
    });
  });
  // Nobody may be waiting yet when a child fails; whoever waits later still learns of it.
  report.catch(() => undefined);
  return report;
}

/** In a child: does the work of the one job that arrives, reports, and lives until it is stopped. */
export function work(task: (job: never) => Promise<unknown>): void {
  process.once('disconnect', () => process.exit(0));
  process.once('message', (job) => {
    task(job as never).then(
      (report) => {
        say({ type: 'report', report });
      },
      (error: unknown) => {
        const { message, stack } = error instanceof Error ? error : new Error(String(error));
        say({ type: 'failed', message, stack: stack ?? message });
      },
    );
  });
}

function say(word: Word<unknown>): void {
  process.send?.(word);
}
