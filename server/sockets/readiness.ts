import type { Namespace, Socket } from 'socket.io';
import * as v from 'valibot';
import { parsed } from '#shared/meeting/parse-command.ts';
import type { Refusal } from '#shared/meeting/refusals.ts';
import type { Result } from '#shared/result.ts';
import { ok } from '#shared/result.ts';
import type { DeviceFindings, WalkStep } from '#shared/wire-readiness.ts';
import type { Hall } from '../hall.ts';
import { allowance, asRefusal, serve } from './serve.ts';
import type { Allowance } from './serve.ts';

const milliseconds = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(86_400_000));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000));
const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/u));

const readinessMessage = v.strictObject({
  findings: v.nullable(
    v.strictObject({
      clock: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
      fonts: v.nullable(v.boolean()),
      secure: v.boolean(),
      sample: v.nullable(
        v.strictObject({
          ms: milliseconds,
          failed: v.nullable(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_()-]{1,40}$/u))),
        }),
      ),
    }),
  ),
  walk: v.exactOptional(v.picklist(['start', 'stop'])),
});

const walkStep = v.strictObject({
  code: token,
  page: token,
  now: v.nullable(milliseconds),
  worst: milliseconds,
  sent: count,
  lost: count,
  silence: milliseconds,
});

interface ReadinessMessage {
  readonly findings: DeviceFindings | null;
  readonly walk?: 'start' | 'stop';
}

/** The chair's readiness page: a whole report for every question. */
export function serveReadiness(socket: Socket, { readiness }: Hall, spend: Allowance): void {
  serve(socket, 'readiness', spend, asRefusal, parseMessage, async ({ findings, walk }) => {
    if (walk === 'start') readiness.walk.start();
    if (walk === 'stop') readiness.walk.stop();
    return ok(await readiness.report(findings));
  });
}

/** `/walk`: phones on their way through the hall, with the code of the walk; it knows nothing else. */
export function serveWalk(namespace: Namespace, { readiness }: Hall, now: () => number): void {
  namespace.on('connection', (socket) => {
    serve(socket, 'step', allowance(now, 5, 20), asRefusal, parseStep, (step) =>
      readiness.walk.step(step),
    );
  });
}

function parseMessage(input: unknown): Result<ReadinessMessage, Refusal> {
  return parsed<ReadinessMessage>(readinessMessage, input);
}

function parseStep(input: unknown): Result<WalkStep, Refusal> {
  return parsed<WalkStep>(walkStep, input);
}
