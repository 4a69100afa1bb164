/** What a co-issuer's worker computes: evaluations with their proofs, and its own outputs (P 4.6.4). */
import { evaluateAll, madeTokens } from '#shared/protocol/co-issuer.ts';
import type { CoIssuerKey, Evaluated } from '#shared/protocol/co-issuer.ts';
import type { RandomBytes, Sodium } from '#shared/protocol/sodium.ts';
import type { TokenBearer } from '#shared/protocol/tally.ts';

export interface EvaluateTask {
  readonly kind: 'evaluate';
  readonly key: CoIssuerKey;
  readonly Bs: readonly string[];
}

export interface MadeTask {
  readonly kind: 'made';
  readonly k: Uint8Array;
  readonly eid: Uint8Array;
  /** The issuer's number. */
  readonly i: number;
  readonly ballots: readonly TokenBearer[];
}

export type IssuerTask = EvaluateTask | MadeTask;

/** What comes back under the same `id`. */
export type IssuerDone =
  | { readonly kind: 'evaluate'; readonly evaluated: readonly Evaluated[] }
  | { readonly kind: 'made'; readonly made: readonly boolean[] };

/** The two computations of a co-issuer's device, wherever they are done. */
export interface IssuerWork {
  evaluate(key: CoIssuerKey, Bs: readonly string[]): Promise<readonly Evaluated[]>;
  made(
    k: Uint8Array,
    eid: Uint8Array,
    i: number,
    ballots: readonly TokenBearer[],
  ): Promise<readonly boolean[]>;
}

/** Does one task here and now. */
export function doIssuerTask(sodium: Sodium, random: RandomBytes, task: IssuerTask): IssuerDone {
  if (task.kind === 'evaluate') {
    return { kind: 'evaluate', evaluated: evaluateAll(sodium, random, task.key, task.Bs) };
  }
  const { k, eid, i, ballots } = task;
  return { kind: 'made', made: madeTokens(sodium, k, eid, i, ballots) };
}

/** The same without a worker. */
export function workInPlace(sodium: Sodium, random: RandomBytes): IssuerWork {
  return {
    evaluate: (key, Bs) => Promise.resolve(evaluateAll(sodium, random, key, Bs)),
    made: (k, eid, i, ballots) => Promise.resolve(madeTokens(sodium, k, eid, i, ballots)),
  };
}
