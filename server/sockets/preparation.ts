import type { Socket } from 'socket.io';
import * as v from 'valibot';
import { parsed } from '#shared/meeting/parse-command.ts';
import {
  dossierShape,
  questionIdShape,
  questionShape,
  stepDoneShape,
  stepKeyShape,
  subjectIdShape,
} from '#shared/plan/preparation/book-shape.ts';
import type { KeptFile } from '#shared/plan/preparation/book.ts';
import type { Answer } from '#shared/wire.ts';
import { FILE_PART_LENGTH, LARGEST_FILE } from '#shared/wire-preparation.ts';
import { FileParts } from '../file-parts.ts';
import type { Hall } from '../hall.ts';
import { allowance, asRefusal, serve } from './serve.ts';

/** A file of 10 MB comes in some 300 parts. */
const PER_SECOND = 200;
const BURST = 700;
const MOST_PARTS = Math.ceil((LARGEST_FILE * 4) / 3 / FILE_PART_LENGTH) + 1;

const plan = v.pipe(v.string(), v.maxLength(5_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const partMessage = v.strictObject({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
  part: count,
  parts: v.pipe(count, v.minValue(1), v.maxValue(MOST_PARTS)),
  text: v.pipe(v.string(), v.maxLength(FILE_PART_LENGTH), v.regex(/^[A-Za-z0-9+/]*={0,2}$/u)),
});

/** What the chair's page asks about a plan's preparation (`shared/wire-preparation.ts`). */
export function servePreparation(socket: Socket, hall: Hall, now: () => number): void {
  const { preparation } = hall;
  const spend = allowance(now, PER_SECOND, BURST);
  const parts = new FileParts();
  function on<M, T>(
    event: string,
    shape: v.GenericSchema<unknown, M>,
    handle: (message: M) => Promise<Answer<T>> | Answer<T>,
  ): void {
    serve(socket, event, spend, asRefusal, (input) => parsed<M>(shape, input), handle);
  }
  on('preparation-read', v.strictObject({ of: v.picklist(['plan', 'round']) }), ({ of }) => ({
    ok: true as const,
    value: preparation.view(of),
  }));
  on(
    'step-mark',
    v.strictObject({ plan, step: stepKeyShape, done: v.nullable(stepDoneShape) }),
    (message) => hall.unlessFull(() => preparation.mark(message.plan, message.step, message.done)),
  );
  on('question-put', v.strictObject({ plan, question: questionShape }), (message) =>
    hall.unlessFull(() => preparation.putQuestion(message.plan, message.question)),
  );
  on('question-remove', v.strictObject({ plan, id: questionIdShape }), (message) =>
    hall.unlessFull(() => preparation.removeQuestion(message.plan, message.id)),
  );
  on('file-part', partMessage, async (message): Promise<Answer<KeptFile | null>> => {
    const whole = parts.add(message);
    if (!whole.ok || whole.value === null) return whole as Answer<null>;
    return hall.storeFile(message.name, whole.value);
  });
  on(
    'dossier-set',
    v.strictObject({ plan, subject: subjectIdShape, files: dossierShape }),
    (message) =>
      hall.unlessFull(() => preparation.setDossier(message.plan, message.subject, message.files)),
  );
  on('book-take', v.strictObject({ plan, from: plan }), (message) =>
    hall.unlessFull(() => preparation.take(message.plan, message.from)),
  );
}
