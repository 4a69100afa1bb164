import type { Socket } from 'socket.io';
import * as v from 'valibot';
import { parsed } from '#shared/meeting/parse-command.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer } from '#shared/wire.ts';
import { LARGEST_DRAFT, PART_LENGTH } from '#shared/wire-drafts.ts';
import type { DraftEntry } from '#shared/wire-drafts.ts';
import { DraftParts } from '../drafts/parts.ts';
import type { Hall } from '../hall.ts';
import { allowance, asRefusal, serve } from './serve.ts';

/** A draft of 5 MB comes in 250 parts. */
const PER_SECOND = 60;
const BURST = 300;

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/u));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const partMessage = v.strictObject({
  id,
  base: count,
  part: count,
  parts: v.pipe(count, v.minValue(1), v.maxValue(LARGEST_DRAFT / PART_LENGTH)),
  text: v.pipe(v.string(), v.maxLength(PART_LENGTH)),
});
const idMessage = v.strictObject({ id });
const useMessage = v.strictObject({
  id,
  revision: count,
  reason: v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))),
});

/** What the chair's page asks about drafts (`shared/wire-drafts.ts`), each behind its parser. */
export function serveDrafts(socket: Socket, hall: Hall, now: () => number): void {
  const { drafts } = hall;
  const spend = allowance(now, PER_SECOND, BURST);
  const parts = new DraftParts();
  function on<M, T>(
    event: string,
    shape: v.GenericSchema<unknown, M>,
    handle: (message: M) => Promise<Answer<T>> | Answer<T>,
  ): void {
    serve(socket, event, spend, asRefusal, (input) => parsed<M>(shape, input), handle);
  }
  on('drafts-list', v.null(), () => ok({ drafts: drafts.list(), settings: hall.paperSettings }));
  on('draft-open', idMessage, (message) => drafts.open(message.id));
  on('draft-put', partMessage, async (message): Promise<Answer<DraftEntry | null>> => {
    const whole = parts.add(message);
    if (!whole.ok || whole.value === null) return whole as Answer<null>;
    return hall.saveDraft(message.id, message.base, whole.value);
  });
  on('draft-delete', idMessage, (message) => hall.unlessFull(() => drafts.remove(message.id)));
  on('draft-use', useMessage, (message) => hall.useDraft(message));
  on('plan-read', v.null(), () => ok(hall.plans.text));
  on('ballot-source', v.null(), () => {
    const log = hall.room?.round.log;
    if (log === undefined) return err(refusal('no-round'));
    return ok({ plan: log.plan, rehearsal: log.rehearsal });
  });
}
