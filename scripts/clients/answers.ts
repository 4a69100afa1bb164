import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '#shared/result.ts';

/** How long a client waits for one answer before it gives up or sends again. */
export const ANSWER_MS = 20_000;

/** A refusal's name and figures, as they came over the wire. */
export interface WireRefusal {
  readonly code: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** A message that a client needed to succeed was refused. */
export class RefusedError extends Error {
  readonly refusal: WireRefusal;

  constructor(what: string, refusal: WireRefusal) {
    const detail = refusal.detail === undefined ? '' : ` ${JSON.stringify(refusal.detail)}`;
    super(`${what}: ${refusal.code}${detail}`);
    this.name = 'RefusedError';
    this.refusal = refusal;
  }
}

/** The answer's value; throws `RefusedError` naming `what` was asked when it is a refusal. */
export function granted<T>(what: string, answer: Result<T, WireRefusal>): T {
  if (!answer.ok) throw new RefusedError(what, answer.error);
  return answer.value;
}

const TOO_MANY_RETRIES = 100;

/** Sends, and sends again after a pause while the server says that this device is too fast. */
export async function paced<T, E extends WireRefusal>(
  send: () => Promise<Result<T, E>>,
): Promise<Result<T, E>> {
  for (let tries = 1; ; tries++) {
    const answer = await send();
    if (answer.ok || answer.error.code !== 'too-many-requests') return answer;
    if (tries === TOO_MANY_RETRIES) return answer;
    await sleep(250);
  }
}

/**
 * Sends until an answer comes: only for messages that the server answers the same way twice.
 * Throws after `limit` milliseconds without any answer.
 */
export async function untilAnswered<T>(send: () => Promise<T>, limit: number): Promise<T> {
  const end = performance.now() + limit;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (performance.now() > end) throw error;
      await sleep(200);
    }
  }
}
