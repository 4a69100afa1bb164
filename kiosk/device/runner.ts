import type { CastMessage, Evaluation, MarkCode, Receipt } from '#shared/protocol/entries.ts';
import type { RandomBytes, Sodium } from '#shared/protocol/sodium.ts';
import type { Result } from '#shared/result.ts';
import type { Change } from './change.ts';
import { step } from './machine.ts';
import type { BallotRecord } from './record.ts';
import {
  ballotKeyOf,
  exchangeMessage,
  finishExchange,
  isReceiptFor,
  sealMarks,
} from './sealing.ts';
import {
  newDevice,
  type DeviceEvent,
  type DeviceKind,
  type DeviceState,
  type Effect,
} from './state.ts';

/** The world outside the device's rules. */
export interface Ports {
  sodium(): Promise<Sodium>;
  readonly random: RandomBytes;
  load(): Promise<BallotRecord | null>;
  /** Applies `evolveRecord` in one transaction and resolves, once stored, with what stands. */
  store(change: Change): Promise<BallotRecord | null>;
  exchange(message: {
    readonly claim: string;
    readonly B: string;
  }): Promise<Result<{ readonly evals: readonly Evaluation[] }, { readonly code: string }>>;
  /** Sends on a connection of its own; `no-answer` when none came. */
  cast(message: CastMessage): Promise<Result<Receipt, { readonly code: string }>>;
  wait(ms: number): Promise<void>;
  /** A number from 0 to 1, for delays only. */
  chance(): number;
}

const FIRST_SEND_MAX_MS = 2000;
const LATE_MS = 3000;

/** Runs the machine: takes events, carries out its effects, and tells of each new state. */
export class Device {
  #state: DeviceState;
  #writes: Promise<unknown> = Promise.resolve();
  readonly #ports: Ports;
  readonly #changed: (state: DeviceState) => void;

  constructor(kind: DeviceKind, ports: Ports, changed: (state: DeviceState) => void) {
    this.#state = newDevice(kind);
    this.#ports = ports;
    this.#changed = changed;
  }

  get state(): DeviceState {
    return this.#state;
  }

  /** Reads what an earlier page of this device left. */
  async start(): Promise<void> {
    this.tell({ type: 'loaded', record: await this.#ports.load() });
  }

  /** A canonical code that was scanned or typed. `brought`: by a voter, at a kiosk. */
  async offer(code: string, brought?: true): Promise<void> {
    const { record } = this.#state;
    const again =
      record?.stage === 'received' &&
      ballotKeyOf(await this.#ports.sodium(), code, record.eid) === record.vk;
    this.tell({ type: 'code', code, again, ...(brought === true ? { brought } : {}) });
  }

  /** Another tab changed the record. */
  async look(): Promise<void> {
    this.tell({ type: 'seen', record: await this.#ports.load() });
  }

  tell(event: DeviceEvent): void {
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    this.#changed(state);
    for (const effect of effects) void this.#run(effect);
  }

  async #run(effect: Effect): Promise<void> {
    switch (effect.type) {
      case 'store':
        await this.#store(effect.change);
        return;
      case 'exchange':
        await this.#exchange(effect);
        return;
      case 'commit':
        await this.#commit(effect);
        return;
      case 'seal':
        await this.#seal(effect);
        return;
      case 'send':
        await this.#send(effect);
        return;
      case 'wait':
        // Spread, so that a hall does not come back in one instant.
        await this.#ports.wait(effect.ms * (0.75 + this.#ports.chance() / 2));
        this.tell({ type: 'wake', job: effect.job });
    }
  }

  /** One write after the other, in the order of the events. */
  async #store(change: Change): Promise<void> {
    const write = this.#writes.then(() => this.#ports.store(change));
    this.#writes = write.catch(() => undefined);
    try {
      this.tell({ type: 'stored', record: await write });
    } catch {
      this.tell({ type: 'store-failed' });
    }
  }

  async #exchange({ code, election }: Extract<Effect, { type: 'exchange' }>): Promise<void> {
    try {
      const sodium = await this.#ports.sodium();
      const answer = await this.#ports.exchange(exchangeMessage(sodium, code, election));
      const tokens = answer.ok
        ? finishExchange(sodium, code, election, answer.value.evals)
        : answer;
      this.tell(
        tokens.ok
          ? { type: 'exchanged', code, election, tokens: tokens.value }
          : { type: 'exchange-refused', code, reason: tokens.error.code },
      );
    } catch {
      this.tell({ type: 'exchange-refused', code, reason: 'no-answer' });
    }
  }

  async #commit({ code, marks }: Extract<Effect, { type: 'commit' }>): Promise<void> {
    const sealed = await this.#sealMarks(code, marks);
    if (sealed === null) this.tell({ type: 'commit-failed' });
    else this.tell({ type: 'committed', commitment: { code, marks, ...sealed } });
  }

  async #seal({ code, marks }: Extract<Effect, { type: 'seal' }>): Promise<void> {
    const sealed = await this.#sealMarks(code, marks);
    if (sealed === null) this.tell({ type: 'seal-failed' });
    else this.tell({ type: 'sealed', code, id: sealed.id, message: sealed.message });
  }

  /** Null when it cannot be done here. */
  async #sealMarks(
    code: string,
    marks: readonly MarkCode[],
  ): Promise<ReturnType<typeof sealMarks> | null> {
    try {
      const sodium = await this.#ports.sodium();
      await this.#writes;
      const record = await this.#ports.load();
      if (record?.stage === 'marking' && record.code === code)
        return sealMarks(sodium, this.#ports.random, record, marks);
      // Another tab was first: its record stands.
      this.tell({ type: 'seen', record });
    } catch {
      // The voter is asked again.
    }
    return null;
  }

  async #send({ record, first }: Extract<Effect, { type: 'send' }>): Promise<void> {
    const { id } = record;
    if (first) {
      await this.#ports.wait(this.#ports.chance() * FIRST_SEND_MAX_MS);
      void this.#ports.wait(LATE_MS).then(() => {
        this.tell({ type: 'late', id });
      });
    }
    try {
      const answer = await this.#ports.cast(record.message);
      if (!answer.ok) this.tell({ type: 'cast-refused', id, reason: answer.error.code });
      else if (isReceiptFor(await this.#ports.sodium(), record, answer.value))
        this.tell({ type: 'receipt', receipt: answer.value });
      else this.tell({ type: 'cast-refused', id, reason: 'bad-receipt' });
    } catch {
      this.tell({ type: 'cast-refused', id, reason: 'no-answer' });
    }
  }
}
