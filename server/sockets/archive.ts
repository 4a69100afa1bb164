import type { Socket } from 'socket.io';
import * as v from 'valibot';
import { parsed } from '#shared/meeting/parse-command.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import { fromBase64url } from '#shared/protocol/bytes.ts';
import { err } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import { IMPORT_PART_BYTES } from '#shared/wire-archive.ts';
import type { Hall } from '../hall.ts';
import { allowance, asRefusal, serve } from './serve.ts';

/** An archive of 20 MB comes in 400 parts. */
const PER_SECOND = 200;
const BURST = 400;

const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
const text = v.pipe(v.string(), v.maxLength(Math.ceil((IMPORT_PART_BYTES * 4) / 3)));
const part = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What the chair's page asks about archives (`shared/wire-archive.ts`), each behind its parser. */
export function serveArchive(socket: Socket, { archive }: Hall, now: () => number): void {
  const spend = allowance(now, PER_SECOND, BURST);
  function on<M, T>(
    event: string,
    shape: v.GenericSchema<unknown, M>,
    handle: (message: M) => Promise<Answer<T>> | Answer<T>,
  ): void {
    serve(socket, event, spend, asRefusal, (input) => parsed<M>(shape, input), handle);
  }
  on('archive-make', v.strictObject({ passphrase }), (message) => archive.make(message.passphrase));
  on('archive-file', v.null(), () => archive.file());
  on('imports-list', v.null(), () => archive.imports());
  on('import-part', v.strictObject({ part, text }), (message) => {
    const bytes = fromBase64url(message.text);
    return bytes.ok
      ? archive.part(message.part, bytes.value)
      : err(refusal('malformed', { path: 'text' }));
  });
  on('import-open', v.strictObject({ passphrase }), (message) => archive.take(message.passphrase));
  on('import-remove', v.strictObject({ id: v.pipe(v.string(), v.maxLength(40)) }), (message) =>
    archive.remove(message.id),
  );
}
