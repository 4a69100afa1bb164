/**
 * A hall in memory for the rehearsal assistant: the product's own rules and cryptography
 * (`meeting.ts`), the product's own views, pairing by code, and devices that each see only their
 * role's view. Nothing is shown before the act that makes it so.
 */
import type { Command } from '#shared/meeting/commands.ts';
import { coIssuerSeats } from '#shared/meeting/co-issuers.ts';
import type { Presence } from '#shared/meeting/hall-view.ts';
import type { ChairView, DeskView, TellerView, VoterView } from '#shared/meeting/views.ts';
import { chairView, deskView, tellerView, voterView } from '#shared/meeting/views-of.ts';
import { toBase64url } from '#shared/protocol/bytes.ts';
import type { Evaluation, Receipt, SignedHead } from '#shared/protocol/entries.ts';
import { signReceipt } from '#shared/protocol/receipt.ts';
import type { SodiumKeyPair } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import { doBoardTask } from '#shared/ui/board-work.ts';
import type { PairingWish } from '../../chair-console/chair/chair-api.ts';
import { Newest } from '../../chair-console/rehearsal/newest.ts';
import type {
  DeskLine,
  Line,
  Memory,
  RehearsalWorld,
  Sent,
  TellerLine,
  VoterLine,
} from '../../chair-console/rehearsal/world.ts';
import { bareFacts } from './bare-facts.ts';
import { chair, server } from './given.ts';
import { boardText, type Meeting } from './meeting.ts';
import { random, sodium } from './sodium.ts';

export const ROUND = 'rehearsals/bch-1';

interface Paired extends PairingWish {
  readonly id: string;
}

/** A line whose views the hall pushes. */
class FakeLine<View, Command> implements Line<View, Command> {
  readonly views = new Newest<View>();
  readonly listeners: (() => void)[] = [];
  readonly #act: (command: Command) => Promise<Sent>;

  constructor(act: (command: Command) => Promise<Sent>) {
    this.#act = act;
  }

  get view(): View | null {
    return this.views.value;
  }

  until(holds: (view: View) => boolean): Promise<View | null> {
    return this.views.until(holds);
  }

  command(command: Command): Promise<Sent> {
    return this.#act(command);
  }

  push(view: View): void {
    this.views.push(view);
    for (const listener of this.listeners) listener();
  }

  close(): void {
    this.views.end();
  }
}

interface Screen<View> {
  push(view: View): void;
}

interface TellerSeat {
  readonly i: number;
  readonly line: Screen<TellerView>;
  readonly grew: ((head: SignedHead | null) => void)[];
}

/** One hall: its meeting, who is paired, and what every device has asked. */
export class RehearsalHall {
  readonly meeting: Meeting;
  readonly devices: Paired[] = [];
  readonly disk = new Map<string, unknown>();
  /** Every command by role, in order. */
  readonly asked: { readonly role: string; readonly type: string }[] = [];
  readonly pairings: PairingWish[] = [];
  /** Told of every new view of the chair. */
  onChair: (view: ChairView) => void = () => undefined;
  readonly #codes = new Map<string, PairingWish>();
  readonly #desks: Screen<DeskView>[] = [];
  readonly #tellers: TellerSeat[] = [];
  readonly #voters: Screen<VoterView>[] = [];
  readonly #lines = new Map<string, { close(): void }>();
  readonly #evaluators: ((requests: readonly { claim: string; B: string }[]) => void)[] = [];
  readonly #evaluated = new Map<string, Map<number, Evaluation>>();
  #pushing = false;
  #page = 0;

  constructor(meeting: Meeting) {
    this.meeting = meeting;
  }

  get view(): ChairView {
    const active = { id: ROUND, round: this.meeting.round };
    return chairView(sodium, { ...bareFacts, active, presence: this.#presence() });
  }

  /** Pairs a device that this page does not play. */
  pairReal(wish: PairingWish): void {
    this.devices.push({ ...wish, id: `real-${wish.label}` });
    this.push();
  }

  /** A command as the server takes it. */
  submit(command: Command): Sent {
    this.asked.push({ role: command.role, type: command.command.type });
    const answer = this.meeting.submit(command);
    this.#recountIfOwed();
    this.push();
    return answer;
  }

  /** Every screen gets its whole view, a moment later and all at once (design 2). */
  push(): void {
    if (this.#pushing) return;
    this.#pushing = true;
    setTimeout(() => {
      this.#pushing = false;
      this.onChair(this.view);
      const active = { id: ROUND, round: this.meeting.round };
      const presence = this.#presence();
      for (const line of this.#desks) line.push(deskView(active, 'Bàn', presence, []));
      for (const { i, line, grew } of this.#tellers) {
        line.push(tellerView(sodium, active, i, presence));
        for (const listener of grew) listener(null);
      }
      for (const line of this.#voters) line.push(voterView(active));
    }, 0);
  }

  /** The page is opened (again): whatever an earlier page had under way ends in the middle. */
  world(): RehearsalWorld {
    this.#page += 1;
    const page = this.#page;
    this.#desks.length = 0;
    this.#tellers.length = 0;
    this.#voters.length = 0;
    return {
      sodium,
      random,
      memory: this.#memory(page),
      chair: {
        command: (command) => this.#ifOpen(page, () => this.submit(chair(command))),
        hall: (command) => {
          if (command.type === 'revoke-device')
            return this.#ifOpen(page, () => this.revoke(command.device));
          if (command.type !== 'create-pairing') return Promise.resolve(ok(null));
          const { role, label, teller } = command;
          const wish = teller === undefined ? { role, label } : { role, label, teller };
          const code = `code-${this.#codes.size}`;
          this.pairings.push(wish);
          this.#codes.set(code, wish);
          return Promise.resolve(ok({ code, urls: [], lastsSeconds: 600 }));
        },
      },
      worker: {
        check: (task) => {
          const done = doBoardTask(sodium, task, () => undefined);
          return Promise.resolve(done.kind === 'checked' ? done.code : null);
        },
        recount: (task) => {
          const done = doBoardTask(sodium, task, () => undefined);
          if (done.kind !== 'recounted') throw new Error('not a recount');
          return Promise.resolve(done.outcome);
        },
      },
      redeem: (code, key) => {
        const wish = this.#codes.get(code);
        if (wish === undefined) return Promise.resolve(err({ code: 'pairing-code' }));
        this.#codes.delete(code);
        this.devices.push({ ...wish, id: toBase64url(key.publicKey) });
        this.push();
        return Promise.resolve(ok(null));
      },
      desk: (key) => this.#desk(key, page),
      teller: (key) => this.#teller(key, page),
      voter: () => this.#voter(),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))),
    };
  }

  /** The chair ends a device's role. */
  revoke(device: string): Sent {
    const at = this.devices.findIndex(({ id }) => id === device);
    if (at === -1) return err({ code: 'no-such-device' });
    this.devices.splice(at, 1);
    this.#lines.get(device)?.close();
    this.push();
    return ok(null);
  }

  #desk(key: SodiumKeyPair, page: number): DeskLine {
    const { id } = this.#paired(key);
    const line = new FakeLine<DeskView, Extract<Command, { role: 'desk' }>['command']>((command) =>
      this.#ifOpen(page, () => this.submit({ role: 'desk', desk: 'Bàn', command })),
    );
    this.#lines.set(id, line);
    this.#desks.push(line);
    this.push();
    return line;
  }

  #teller(key: SodiumKeyPair, page: number): TellerLine {
    const { id, teller: i = 0 } = this.#paired(key);
    const base = new FakeLine<TellerView, Extract<Command, { role: 'teller' }>['command']>(
      (command) =>
        this.#ifOpen(page, () => this.submit({ role: 'teller', i, device: id, command })),
    );
    const seat: TellerSeat = { i, line: base, grew: [] };
    this.#tellers.push(seat);
    this.push();
    return {
      get view() {
        return base.view;
      },
      until: (holds) => base.until(holds),
      command: (command) => base.command(command),
      close: () => {
        base.close();
      },
      evaluations: (answers) => {
        const seat = coIssuerSeats(this.meeting.round.board).find((each) => each.teller === i);
        for (const answer of answers) {
          if (seat === undefined || 'refused' in answer) continue;
          const { claim, E, proof } = answer;
          const known = this.#evaluated.get(claim) ?? new Map<number, Evaluation>();
          this.#evaluated.set(claim, known.set(seat.i, { i: seat.i, E, proof }));
        }
        return Promise.resolve();
      },
      onEvaluate: (listener) => {
        this.#evaluators.push(listener);
      },
      onView: (listener) => {
        base.listeners.push(listener);
      },
      onGrew: (listener) => {
        seat.grew.push(listener);
      },
      board: (from) =>
        Promise.resolve({ lines: linesFrom(boardText(this.meeting.acts), from), head: null }),
      register: (from) => Promise.resolve(linesFrom(this.meeting.registerText(), from)),
    };
  }

  #voter(): VoterLine {
    const line = new FakeLine<VoterView, never>(() => Promise.resolve(err({ code: 'malformed' })));
    this.#voters.push(line);
    this.push();
    return {
      until: (holds) => line.until(holds),
      exchange: ({ claim, B }) => {
        const answer = this.meeting.exchange(claim, B, this.#evaluated.get(claim));
        if (!answer.ok) {
          for (const ask of this.#evaluators) ask([{ claim, B }]);
          return Promise.resolve(err({ code: answer.error }));
        }
        const known = this.meeting.round.register.byClaim.get(claim);
        return Promise.resolve(ok({ evals: known?.evals ?? [] }));
      },
      cast: (message) => {
        const answer = this.meeting.cast(message);
        this.push();
        if (!answer.ok) return Promise.resolve(err({ code: answer.error }));
        return Promise.resolve(ok(this.#receipt(answer.value.n)));
      },
      close: () => {
        line.close();
      },
    };
  }

  /** The server's signed word on the ballot that was just stored as entry `n`. */
  #receipt(n: number): Receipt {
    const { sid, head, ballots } = this.meeting.round.board;
    const { id } = ballots.all.at(-1)!;
    const sig = signReceipt(sodium, this.meeting.keys.board.privateKey, sid!, id, n, head);
    return { id: toBase64url(id), n, head: toBase64url(head), sig: toBase64url(sig) };
  }

  #paired({ publicKey }: SodiumKeyPair): Paired {
    const found = this.devices.find(({ id }) => id === toBase64url(publicKey));
    if (found === undefined) throw new Error('a device came in without being paired');
    return found;
  }

  /** The server's own recount, as soon as the board is finished. */
  #recountIfOwed(): void {
    const { board, log } = this.meeting.round;
    if (board.finished && log.recounts.length === 0) {
      this.meeting.done(server(this.meeting.recount()));
    }
  }

  /** Nothing happens any more, and nothing is answered, in a page that was left. */
  #ifOpen<T>(page: number, act: () => T): Promise<T> {
    return page === this.#page ? Promise.resolve(act()) : new Promise(() => undefined);
  }

  #memory(page: number): Memory {
    return {
      get: (key) => this.#ifOpen(page, () => structuredClone(this.disk.get(key))),
      set: (key, value) =>
        this.#ifOpen(page, () => {
          this.disk.set(key, structuredClone(value));
        }),
      delete: (key) =>
        this.#ifOpen(page, () => {
          this.disk.delete(key);
        }),
    };
  }

  #presence(): Presence {
    const tellers = this.devices.flatMap(({ teller }) => (teller === undefined ? [] : [teller]));
    return {
      devices: this.devices.map(({ id, role, label }) => ({ id, role, label, online: true })),
      tellers: new Map(tellers.map((i) => [i, { paired: true, online: true }])),
      addresses: ['http://192.168.1.10:8080'],
    };
  }
}

function linesFrom(text: string, from: number): string[] {
  return text.split('\n').slice(0, -1).slice(from);
}
