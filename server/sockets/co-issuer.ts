import type { Socket } from 'socket.io';
import * as v from 'valibot';
import { parsed } from '#shared/meeting/parse-command.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import { err } from '#shared/result.ts';
import type { CoIssuerAnswer } from '#shared/wire.ts';
import type { Hall } from '../hall.ts';
import type { PairedDevice } from '../pairing.ts';
import { allowance, asRefusal, serve } from './serve.ts';

const point = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/u));
const proof = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/u));

/** A co-issuer's `evaluations` as they may come in. */
export const answersMessage: v.GenericSchema<unknown, { answers: CoIssuerAnswer[] }> =
  v.strictObject({
    answers: v.pipe(
      v.array(
        v.union([
          v.strictObject({ claim: point, E: point, proof }),
          v.strictObject({ claim: point, refused: v.literal(true) }),
        ]),
      ),
      v.maxLength(100),
    ),
  });

/** Answers come as fast as codes are scanned, many in one message: the server asked for them. */
const ANSWERS_PER_SECOND = 100;
const ANSWERS_BURST = 300;

/** A teller's page as co-issuer: requests go down as `evaluate`, answers come up (P 4.6.3). */
export function serveCoIssuer(
  socket: Socket,
  hall: Hall,
  { teller }: PairedDevice,
  now: () => number,
): void {
  serve(
    socket,
    'evaluations',
    allowance(now, ANSWERS_PER_SECOND, ANSWERS_BURST),
    asRefusal,
    (input) => parsed(answersMessage, input),
    ({ answers }) => {
      const { room } = hall;
      if (room === null || teller?.round !== room.id) return err(refusal('not-a-teller'));
      return room.evaluated(teller.i, answers);
    },
  );
  if (teller === null) return;
  const gone = hall.coIssuers.connect(teller.round, teller.i, (requests) => {
    socket.emit('evaluate', { requests });
  });
  socket.on('disconnect', gone);
}
