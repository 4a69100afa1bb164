import type { Namespace } from 'socket.io';
import * as v from 'valibot';
import { parsed } from '#shared/meeting/parse-command.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import { err, ok } from '#shared/result.ts';
import { NAMESPACES } from '#shared/wire.ts';
import type { Gate } from '../gate.ts';
import type { Hall } from '../hall.ts';
import { describe } from '../pairing.ts';
import { allowance, asRefusal, serve } from './serve.ts';

const b64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{0,100}$/u));
const nothing = v.undefined();

/** A `pair` as it may come in. */
export const pairMessage = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(30)),
  device: b64,
  label: v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(60))),
});

/** What a device signs to show that it is itself. */
export const deviceProof = v.strictObject({ device: b64, nonce: b64, sig: b64 });

/** `/door`: pairing and nonces; open to everyone, knows nothing of the meeting (design 3). */
export function serveDoor(namespace: Namespace, hall: Hall, gate: Gate, now: () => number): void {
  namespace.on('connection', (socket) => {
    const spend = allowance(now);
    // Guessing a 50-bit code at this pace, and at that of an address, takes longer than any meeting.
    const spendPair = allowance(now, 1, 8);
    const { address } = socket.handshake;
    serve(
      socket,
      'challenge',
      spend,
      asRefusal,
      (input) => parsed(nothing, input),
      () => ok({ nonce: hall.pairings.challenge() }),
    );
    serve(
      socket,
      'pair',
      spendPair,
      asRefusal,
      (input) => parsed(pairMessage, input),
      async (message) => {
        if (!gate.mayGuess(address)) return err(refusal('too-many-requests'));
        const paired = await hall.pairings.pair(message.code, message.device, message.label);
        if (paired.ok) hall.changed();
        else if (paired.error.code === 'pairing-code') {
          gate.guessedWrong(address);
          hall.guesses.note();
        }
        return paired;
      },
    );
    serve(
      socket,
      'whoami',
      spend,
      asRefusal,
      (input) => parsed(deviceProof, input),
      (proof) => {
        const device = hall.pairings.prove(NAMESPACES.door, proof);
        return device === null ? err(refusal('not-paired')) : ok(describe(device));
      },
    );
  });
}
