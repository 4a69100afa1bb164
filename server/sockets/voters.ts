import type { Namespace, Socket } from 'socket.io';
import * as v from 'valibot';
import { parsed } from '#shared/meeting/parse-command.ts';
import type { CastMessage } from '#shared/protocol/entries.ts';
import { err, ok } from '#shared/result.ts';
import type { Hall } from '../hall.ts';
import { allowance, asCode, serve } from './serve.ts';

const b64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{0,46000}$/u));
const hash = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/u));

/** A voter's `exchange` as it may come in. */
export const exchangeMessage = v.strictObject({ claim: hash, B: hash });

/** A voter's `find` as it may come in. */
export const findMessage = v.strictObject({ id: hash });

/** A `cast` as it may come in: sizes and alphabets; the protocol checks the rest. */
export const castMessage: v.GenericSchema<unknown, CastMessage> = v.strictObject({
  eid: b64,
  vk: b64,
  token: v.pipe(v.array(b64), v.maxLength(20)),
  body: b64,
  sig: b64,
});

/** The two messages of a voter's page; a kiosk tablet speaks them too. Nothing is logged here. */
export function serveVoter(socket: Socket, hall: Hall, now: () => number): void {
  const spend = allowance(now);
  serve(
    socket,
    'exchange',
    spend,
    asCode,
    (input) => parsed(exchangeMessage, input),
    (message) => {
      const { room } = hall;
      return room === null ? err({ code: 'E_PHASE' }) : room.exchange(message);
    },
  );
  serve(
    socket,
    'find',
    spend,
    asCode,
    (input) => parsed(findMessage, input),
    ({ id }) => ok(hall.rounds.findBallot(id)),
  );
}

/** `/ballot`: one cast per connection, without any session (P 4.6.5). */
export function serveBallots(namespace: Namespace, hall: Hall, now: () => number): void {
  namespace.on('connection', (socket) => {
    const spend = allowance(now, 1, 10);
    serve(
      socket,
      'cast',
      spend,
      asCode,
      (input) => parsed(castMessage, input),
      (message) => {
        // Never E_PHASE here: a device erases its ballot on that word, which only the round may say.
        const room = hall.rounds.ofElection(message.eid);
        return room === null ? err({ code: 'E_EID' }) : room.cast(message);
      },
    );
  });
}
