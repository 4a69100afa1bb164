import { fork } from 'node:child_process';
import { defined } from '#shared/assert.ts';
import { TSX } from '../child.ts';
import { ROOT } from '../root.ts';

/** What a process can be asked to do, by name: one message in, one out. */
type Steps<S> = { readonly [K in keyof S]: (input: never) => Promise<unknown> };

interface Order {
  readonly id: number;
  readonly step: string;
  readonly input: unknown;
}

type Report =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failed: string };

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A process that does one step after another, as it is told. */
export interface Stepper<S extends Steps<S>> {
  /** Resolves with the step's outcome; rejects when it fails or the process ends. */
  ask<K extends keyof S & string>(
    step: K,
    input: Parameters<S[K]>[0],
  ): Promise<Awaited<ReturnType<S[K]>>>;
  stop(): void;
}

/**
 * Runs `script`, a module that calls `serveSteps<S>`, in a process of its own; `within` is a command
 * that starts it, such as `ip netns exec NAME`.
 */
export function startStepper<S extends Steps<S>>(
  script: URL,
  within: readonly string[] = [],
): Stepper<S> {
  const [execPath = process.execPath, ...before] = within;
  const node = within.length === 0 ? [] : [process.execPath];
  const execArgv = [...before, ...node, ...TSX];
  const child = fork(script, [], { cwd: ROOT, execPath, execArgv, serialization: 'advanced' });
  const waiting = new Map<number, Waiting>();
  child.on('message', (report: Report) => {
    const asked = defined(waiting.get(report.id));
    waiting.delete(report.id);
    if ('failed' in report) asked.reject(new Error(report.failed));
    else asked.resolve(report.value);
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) {
      reject(new Error(`the generator ended with ${String(code)}`));
    }
  });
  let orders = 0;
  return {
    ask(step, input) {
      const order: Order = { id: ++orders, step, input };
      return new Promise((resolve, reject) => {
        waiting.set(order.id, { resolve: resolve as (value: unknown) => void, reject });
        child.send(order);
      });
    },
    stop() {
      if (child.connected) child.disconnect();
    },
  };
}

/** In such a process: does each step that arrives, reports, and lives until it is stopped. */
export function serveSteps<S extends Steps<S>>(steps: S): void {
  process.once('disconnect', () => process.exit(0));
  process.on('message', ({ id, step, input }: Order) => {
    steps[step as keyof S](input as never).then(
      (value) => process.send?.({ id, value } satisfies Report),
      (error: unknown) => process.send?.({ id, failed: String(error) } satisfies Report),
    );
  });
}
