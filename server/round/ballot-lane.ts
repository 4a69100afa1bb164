import { randomInt } from 'node:crypto';
import { admitCast, freeExchanges } from '#shared/meeting/casting.ts';
import type { AdmittedCast } from '#shared/meeting/casting.ts';
import type { BallotPosition } from '#shared/protocol/ballot-box.ts';
import { defined } from '#shared/assert.ts';
import { fromBase64url, toBase64url } from '#shared/protocol/bytes.ts';
import type { BoardEntry, CastMessage } from '#shared/protocol/entries.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { handleFault } from '../faults.ts';
import type { ProofPool } from '../proofs/pool.ts';
import type { DiskGuard } from './disk-guard.ts';
import type { RoundFiles } from './round-files.ts';

/** A ballot that stands on the board. */
export interface StoredCast {
  readonly id: Uint8Array;
  readonly position: BallotPosition;
}

/** What the lane needs of the outside. */
export interface LaneDependencies {
  readonly sodium: Sodium;
  readonly proofs: ProofPool;
  readonly disk: DiskGuard;
}

type CastAnswer = Result<StoredCast, string>;

interface Proved {
  readonly cast: AdmittedCast;
  readonly answer: (answer: CastAnswer) => void;
}

/**
 * The ballots' own path: admitted, proved in a worker, appended in shuffled batches that share one
 * sync, then answered. The close waits for all that was admitted before it (`drain`).
 */
export class BallotLane {
  readonly #deps: LaneDependencies;
  readonly #files: RoundFiles;
  readonly #turn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly #changed: () => void;
  /** Casts under way by id: the same ballot sent again waits for the first. */
  readonly #underWay = new Map<string, Promise<CastAnswer>>();
  readonly #proving = new Set<Promise<unknown>>();
  #proved: Proved[] = [];
  #flushAsked = false;
  #closed = false;

  constructor(
    deps: LaneDependencies,
    files: RoundFiles,
    turn: <T>(work: () => Promise<T>) => Promise<T>,
    changed: () => void,
  ) {
    this.#deps = deps;
    this.#files = files;
    this.#turn = turn;
    this.#changed = changed;
  }

  /** Where the ballot stands once it is on disk, or the code against it (P 4.8, order of checks). */
  async cast(message: CastMessage, issuerKey: Uint8Array | null): Promise<CastAnswer> {
    const { sodium } = this.#deps;
    const admitted = admitCast(sodium, this.#files.round, issuerKey, message);
    if (!admitted.ok) return admitted;
    if (admitted.value.kind === 'stored') {
      const { id, position } = admitted.value;
      return ok({ id, position });
    }
    const { cast } = admitted.value;
    const id = toBase64url(cast.id);
    const running = this.#underWay.get(id);
    if (running !== undefined) return running;
    if (this.#deps.disk.full) return err('E_DISK_FULL');
    const done = this.#proveAndStore(cast).finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, done);
    return done;
  }

  /** Inside a turn: waits for every proof under way and appends what was found good. */
  async drain(): Promise<void> {
    while (this.#proving.size > 0) await Promise.allSettled(this.#proving);
    await this.#flush();
  }

  /** Inside a turn: stores what is under way; whatever comes later is answered `stopping`. */
  async close(): Promise<void> {
    await this.drain();
    this.#closed = true;
  }

  #proveAndStore(cast: AdmittedCast): Promise<CastAnswer> {
    return new Promise((resolve, reject) => {
      const proving = this.#prove(cast).then((code) => {
        if (code !== null) {
          resolve(err(code));
          return;
        }
        this.#proved.push({ cast, answer: resolve });
        this.#askFlush();
      });
      this.#proving.add(proving);
      proving.catch(reject).finally(() => this.#proving.delete(proving));
    });
  }

  #prove({ ballot }: AdmittedCast): Promise<string | null> {
    const { setup, open, eid } = this.#files.round.board;
    const Y = fromBase64url(defined(open).Y, 32);
    if (!Y.ok) throw new Error('Bug: the board holds a key that is none');
    return this.#deps.proofs.ballot({
      eid: defined(eid),
      Y: Y.value,
      lines: defined(setup).lines.length,
      vk: ballot.vk,
      body: ballot.body,
    });
  }

  #askFlush(): void {
    if (this.#flushAsked) return;
    this.#flushAsked = true;
    this.#turn(() => this.#flush()).catch(handleFault);
  }

  /** One batch: shuffled, so that the order of arrival within it is not the order on the board. */
  async #flush(): Promise<void> {
    this.#flushAsked = false;
    const batch = shuffled(this.#proved.splice(0));
    const accepted = batch.filter((proved) => this.#takeFirstOfKey(proved, batch));
    const fresh = accepted.splice(0, Math.max(0, freeExchanges(this.#files.round)));
    for (const { answer } of accepted) answer(err('E_NOT_ISSUED'));
    if (fresh.length === 0) return;
    const entries = fresh.map(({ cast }): BoardEntry => ({ t: 'ballot', b: cast.body }));
    const stored = await this.#files.appendBoard(entries);
    if (stored.ok) this.#deps.proofs.stored(this.#files.round.board);
    for (const { cast, answer } of fresh) {
      const position = this.#files.round.board.positionOf(toBase64url(cast.id));
      if (!stored.ok) answer(err('E_DISK_FULL'));
      else answer(ok({ id: cast.id, position: defined(position, 'stored ballot') }));
    }
    this.#changed();
  }

  /** Answers a ballot whose key was used meanwhile, on the board or earlier in the batch. */
  #takeFirstOfKey({ cast, answer }: Proved, batch: readonly Proved[]): boolean {
    const { board } = this.#files.round;
    if (this.#closed) {
      answer(err('stopping'));
      return false;
    }
    const first = batch.find((other) => other.cast.body.vk === cast.body.vk);
    if (!board.polling) answer(err('E_PHASE'));
    else if (board.has(cast.body.vk) || first?.cast !== cast) answer(err('E_VK_USED'));
    else return true;
    return false;
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  const list = [...items];
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [list[last], list[other]] = [defined(list[other]), defined(list[last])];
  }
  return list;
}
