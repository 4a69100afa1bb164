import { defined } from '#shared/assert.ts';
import type { EngineReply, OfflineTask } from './task.ts';

/** The element of the page that holds the engine's text. */
export const ENGINE_ID = 'engine';

/** A task under way. */
export interface Running {
  /** Ends it without an answer. */
  stop(): void;
}

/**
 * Runs one task in a worker of its own, or on the page where no worker starts; `answer` gets its
 * progress and its end.
 */
export function runTask(task: OfflineTask, answer: (reply: EngineReply) => void): Running {
  let stopped = false;
  let worker: Worker | null = startWorker();
  let spoke = false;

  function hear(reply: EngineReply): void {
    spoke = true;
    if (!stopped) answer(reply);
    if (reply.kind !== 'progress') worker?.terminate();
  }

  function onPage(): void {
    worker?.terminate();
    worker = null;
    if (!stopped) void pageEngine()(task, hear);
  }

  if (worker === null) onPage();
  else {
    worker.addEventListener('message', ({ data }: MessageEvent<EngineReply>) => {
      hear(data);
    });
    // A browser that forbids it says so only now, before the first word.
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      if (spoke) hear({ kind: 'failed', message: event.message });
      else onPage();
    });
    worker.postMessage(task);
  }
  return {
    stop() {
      stopped = true;
      worker?.terminate();
    },
  };
}

function startWorker(): Worker | null {
  try {
    const url = URL.createObjectURL(new Blob([engineText()], { type: 'text/javascript' }));
    const worker = new Worker(url);
    setTimeout(() => {
      URL.revokeObjectURL(url);
    }, 10_000);
    return worker;
  } catch {
    return null;
  }
}

function engineText(): string {
  return defined(document.getElementById(ENGINE_ID)?.textContent, 'the engine’s text');
}

/** Runs the engine's text on the page itself, once: the policy names its hash. */
function pageEngine(): NonNullable<typeof globalThis.homPhieuEngine> {
  if (globalThis.homPhieuEngine === undefined) {
    const script = document.createElement('script');
    script.textContent = engineText();
    document.head.append(script);
  }
  return defined(globalThis.homPhieuEngine, 'the engine');
}
