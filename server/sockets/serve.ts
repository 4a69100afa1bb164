import type { Socket } from 'socket.io';
import { refusal } from '#shared/meeting/refusals.ts';
import type { Refusal } from '#shared/meeting/refusals.ts';
import { err } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { handleFault } from '../faults.ts';

const MOST_PER_SECOND = 20;
const BURST = 60;

/** Spends one of a socket's messages; false when there are too many. */
export type Allowance = () => boolean;

/** A bucket of messages that refills with time: a hall behind one router never trips it, a flood does. */
export function allowance(
  now: () => number,
  perSecond = MOST_PER_SECOND,
  burst = BURST,
): Allowance {
  let left = burst;
  let last = now();
  return () => {
    const at = now();
    left = Math.min(burst, left + (Math.max(0, at - last) / 1000) * perSecond);
    last = at;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}

/** How a namespace answers what has not the wire's form, or comes too often. */
export interface Refuse<E> {
  readonly malformed: (refusal: Refusal) => E;
  readonly tooMany: E;
}

export const asRefusal: Refuse<Refusal> = {
  malformed: (each) => each,
  tooMany: refusal('too-many-requests'),
};

export const asCode: Refuse<{ readonly code: string }> = {
  malformed: () => ({ code: 'E_JSON' }),
  tooMany: { code: 'too-many-requests' },
};

/**
 * Answers one kind of message: parsed, handled, acknowledged. Types on the server side of a socket
 * are wishes, so a client that gives no acknowledgement is disconnected, and a handler that fails
 * answers nothing: the device tries again.
 */
export function serve<M, T, E>(
  socket: Socket,
  event: string,
  spend: Allowance,
  refuse: Refuse<E>,
  parse: (input: unknown) => Result<M, Refusal>,
  handle: (message: M) => Promise<Result<T, E>> | Result<T, E>,
): void {
  socket.on(event, (input: unknown, acknowledge: unknown) => {
    const reply = typeof input === 'function' ? input : acknowledge;
    if (typeof reply !== 'function') {
      socket.disconnect(true);
      return;
    }
    const answer = reply as (answer: Result<T, E>) => void;
    if (!spend()) {
      answer(err(refuse.tooMany));
      return;
    }
    const message = parse(typeof input === 'function' ? undefined : input);
    if (!message.ok) {
      answer(err(refuse.malformed(message.error)));
      return;
    }
    Promise.resolve()
      .then(() => handle(message.value))
      .then(answer)
      .catch(handleFault);
  });
}
