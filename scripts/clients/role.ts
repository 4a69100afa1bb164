import type { Refusal } from '#shared/meeting/refusals.ts';
import type { RecordPushes, TellerPushes } from '#shared/wire.ts';
import { NAMESPACES, type Answer } from '#shared/wire.ts';
import { ANSWER_MS, paced } from './answers.ts';
import { connectDevice, disconnect, type ClientSocket, type Device } from './connect.ts';
import { Newest } from './newest.ts';

interface Pushes<View> extends RecordPushes {
  view: (view: View) => void;
  evaluate: TellerPushes['evaluate'];
}

/** What the paired roles may send; each role's client offers its own and types it. */
type RequestName = 'command' | 'hall' | 'offer' | 'board' | 'register' | 'evaluations';
type Request = (message: unknown, reply: (answer: Answer<never>) => void) => void;

/** A paired device at work: its newest view, and commands with their answers. */
export class RoleClient<View, Command> {
  readonly device: Device;
  protected readonly socket: ClientSocket<Pushes<View>, Record<RequestName, Request>>;
  readonly #views: Newest<View>;

  constructor(device: Device) {
    const { role, label } = device.pairing;
    this.device = device;
    this.#views = new Newest(label === '' ? role : `${role} ${label}`);
    this.socket = connectDevice(device, NAMESPACES[role]);
    this.socket.on('view', (view: View) => {
      this.#views.push(view);
    });
  }

  /** The newest view; null before the first. */
  get view(): View | null {
    return this.#views.value;
  }

  /** The first view, now or later, for which `holds`; throws after `limit` ms, naming `what`. */
  until(holds: (view: View) => boolean, what: string, limit?: number): Promise<View> {
    return this.#views.until(holds, what, limit);
  }

  /** Sends a command once; its answer. Throws when none comes. */
  command(command: Command): Promise<Answer<null>> {
    return this.ask('command', command);
  }

  /** Sends a message once; its answer, of the type that `wire.ts` gives this event. */
  protected ask<T>(event: RequestName, message: unknown): Promise<Answer<T>> {
    return paced<T, Refusal>(() => this.socket.timeout(ANSWER_MS).emitWithAck(event, message));
  }

  /** Leaves the hall. */
  close(): void {
    disconnect(this.socket);
  }
}
