import { Manager, type ManagerOptions } from 'socket.io-client';

/**
 * How every page reaches the laptop (reliability.md 2): WebSocket first; attempts jittered, so that
 * a hall does not come back in one instant, and never more than 4 s apart.
 */
const OPTIONS = {
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 2500,
  randomizationFactor: 0.6,
  // Two round trips of 4 s each fit in, and no packet lost on the way keeps an attempt for long.
  timeout: 10_000,
};

/**
 * Silence beyond the server's ping interval after which the line is dead: a little more than a ping
 * and its pong take at 2 s each way, as the next ping leaves only after the pong.
 */
const SPARE_MS = 4200;
/** How often the server pings, until its handshake says so (server/app.ts). */
const PING_MS = 2000;
/** After sleep: silence beyond the ping interval that a good line never shows. */
const AWAKE_SPARE_MS = 1000;

/** A timer this late tells that this device was busy or asleep. */
const LATE_MS = 500;

type Engine = Manager['engine'];

/** The engine as far as socket.io keeps it to itself. */
interface Inside {
  emit(event: 'error', error: Error): void;
  _onClose(reason: string): void;
}

/**
 * A connection that notices by itself when it is dead. A socket whose network went away stays open
 * for minutes (half-open): here a silence of about six seconds ends it and a new one is made. On a
 * slow line it waits longer, by the time that connecting took.
 */
export class LiveManager extends Manager {
  #engine: Engine | null = null;
  /** Of the clock that goes on while a device sleeps. */
  #heard = 0;
  #ping = PING_MS;
  #slow = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `options` are for programs without a page: their headers, shorter times. */
  constructor(url: string, options: Partial<ManagerOptions> = {}) {
    // Connecting within the constructor would run `open` before this object is whole.
    super(url, { ...OPTIONS, ...options, autoConnect: false });
  }

  override open(done?: (error?: Error) => void): this {
    super.open(done);
    if (this.engine !== this.#engine) this.#follow(this.engine);
    return this;
  }

  /** The page was asleep, or the network is back: a line that is silent is ended at once. */
  wake(): void {
    this.#endAfter(AWAKE_SPARE_MS);
  }

  /** Ends the line, as if it had been cut; another one is made soon. */
  end(): void {
    // The engine's own `close` would first send what waits: on a dead line, never.
    if (this.#engine?.readyState === 'open') inside(this.#engine)._onClose('ping timeout');
  }

  #follow(engine: Engine): void {
    this.#engine = engine;
    const begun = Date.now();
    let opened = false;
    engine.on('handshake', ({ pingInterval }) => {
      this.#ping = pingInterval;
    });
    // Not any packet: the server pings only who answers, so this tells of both ways.
    engine.on('ping', () => {
      this.#heard = Date.now();
    });
    engine.once('open', () => {
      opened = true;
      this.#heard = Date.now();
      this.#slow = this.#heard - begun;
      this.#watch();
    });
    engine.once('close', () => {
      if (engine === this.#engine) clearTimeout(this.#timer);
      // socket.io waits for its time-out when a server dies between the upgrade and its first word.
      if (!opened) inside(engine).emit('error', new Error('closed before it was open'));
    });
  }

  /** Looks again when the line would be dead. */
  #watch(): void {
    const most = this.#ping + SPARE_MS + this.#slow;
    this.#look(most - this.#silence());
  }

  #look(left: number): void {
    const due = performance.now() + left;
    this.#timer = setTimeout(
      () => {
        // Busy or asleep itself: what has arrived meanwhile is read before it is judged.
        if (performance.now() - due > LATE_MS) this.#look(AWAKE_SPARE_MS);
        else if (!this.#endAfter(SPARE_MS + this.#slow)) this.#watch();
      },
      Math.max(1, left),
    );
  }

  /** Milliseconds since the last ping; a clock that was set back begins anew. */
  #silence(): number {
    this.#heard = Math.min(this.#heard, Date.now());
    return Date.now() - this.#heard;
  }

  /** True when there is no line any more. */
  #endAfter(spare: number): boolean {
    if (this.#engine?.readyState !== 'open') return true;
    if (this.#silence() < this.#ping + spare) return false;
    this.end();
    return true;
  }
}

function inside(engine: Engine): Inside {
  return engine as unknown as Inside;
}
