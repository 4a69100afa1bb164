import type { Server as HttpServer } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import type { Server, Socket } from 'socket.io';
import { mayBeParsed } from './message-size.ts';
import { allowance } from './sockets/serve.ts';
import type { Allowance } from './sockets/serve.ts';

/**
 * What one address, and all of them, may take of this laptop. A hall of 2,000 phones behind one
 * router is one address: it opens some six connections a phone while the page loads and two later,
 * and comes back within seconds after the router was off. All limits stand well above that; they
 * keep one machine from taking what every other needs (reliability S15, F22).
 */
export interface GateLimits {
  /** TCP connections at once, of all and of one address. */
  readonly connections: number;
  readonly perAddress: number;
  /** Socket.IO sessions at once, of all and of one address. */
  readonly sessions: number;
  readonly sessionsPerAddress: number;
  /** New connections and HTTP requests of one address: a second, and at once. */
  readonly newPerSecond: number;
  readonly newBurst: number;
  /** Messages of one session, of whatever kind: more cuts it. */
  readonly packetsPerSecond: number;
  readonly packetBurst: number;
  /** Messages, and their bytes, that wait for one session which does not read: more cuts it. */
  readonly unread: number;
  readonly unreadBytes: number;
  /** Wrong pairing codes of one address: a minute, and at once. */
  readonly guessesPerMinute: number;
  readonly guessBurst: number;
}

export const GATE_LIMITS: GateLimits = {
  connections: 16_000,
  perAddress: 14_000,
  sessions: 12_000,
  sessionsPerAddress: 10_000,
  newPerSecond: 3_000,
  newBurst: 60_000,
  packetsPerSecond: 200,
  packetBurst: 1_000,
  unread: 300,
  unreadBytes: 48_000_000,
  guessesPerMinute: 20,
  guessBurst: 20,
};

/** Handles that files, workers and the copy need, whatever the hall does. */
const KEPT_HANDLES = 512;

/** The same, within the files and connections that the system lets this process open; null: many. */
export function limitsFor(handles: number | null): GateLimits {
  const { connections, perAddress, sessions, sessionsPerAddress } = GATE_LIMITS;
  const most = Math.min(connections, Math.max(256, (handles ?? Infinity) - KEPT_HANDLES));
  const part = most / connections;
  return {
    ...GATE_LIMITS,
    connections: most,
    perAddress: Math.floor(perAddress * part),
    sessions: Math.floor(sessions * part),
    sessionsPerAddress: Math.floor(sessionsPerAddress * part),
  };
}

/** How many files and connections this process may have open; null where the system does not say. */
export function openHandles(): number | null {
  const report = process.report.getReport() as {
    userLimits?: { open_files?: { soft?: unknown } };
  };
  const soft = report.userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : null;
}

/** The buckets of one address, while it is in use. */
interface Guest {
  connections: number;
  sessions: number;
  readonly spendNew: Allowance;
  readonly spendGuess: Allowance;
  /** Until when no pairing code of this address is looked at. */
  lockedUntil: number;
  /** Runs while the address is not in use. */
  forgetting: NodeJS.Timeout | null;
}

const LOCK_MS = 60_000;

/** By then every bucket is full again and no lock holds, so that forgetting changes nothing. */
const FORGET_MS = 61_000;

/** Addresses that left are forgotten, once there are so many. */
const MOST_GUESTS = 5_000;

/**
 * Who may come in, by address and by number. Addresses live in memory alone, and nothing here is
 * logged or stands beside a ballot.
 */
export class Gate {
  readonly #limits: GateLimits;
  readonly #now: () => number;
  readonly #guests = new Map<string, Guest>();
  #connections = 0;
  #sessions = 0;

  constructor(now: () => number, limits: GateLimits = GATE_LIMITS) {
    this.#now = now;
    this.#limits = limits;
  }

  /** Closes at once what comes too often or is too much. */
  watchConnections(server: HttpServer): void {
    server.on('connection', (socket: NetSocket) => {
      const { remoteAddress } = socket;
      const guest = this.#guest(remoteAddress);
      const { connections, perAddress } = this.#limits;
      const isFull = this.#connections >= connections || guest.connections >= perAddress;
      if (isFull || !guest.spendNew()) {
        socket.destroy();
        return;
      }
      this.#connections += 1;
      guest.connections += 1;
      socket.once('close', () => {
        this.#connections -= 1;
        guest.connections -= 1;
        this.#forgetLater(remoteAddress, guest);
      });
    });
  }

  /** True when this address may ask for one more page or file. */
  mayAsk(address: string | undefined): boolean {
    return this.#guest(address).spendNew();
  }

  /** True when this address may open one more session. */
  mayOpen(address: string | undefined): boolean {
    const { sessions, sessionsPerAddress } = this.#limits;
    return this.#sessions < sessions && this.#guest(address).sessions < sessionsPerAddress;
  }

  /** True unless this address has given too many wrong pairing codes just now. */
  mayGuess(address: string | undefined): boolean {
    return this.#guest(address).lockedUntil <= this.#now();
  }

  /** A wrong pairing code: after too many, the right one is not looked at either, for a minute. */
  guessedWrong(address: string | undefined): void {
    const guest = this.#guest(address);
    if (!guest.spendGuess()) guest.lockedUntil = this.#now() + LOCK_MS;
  }

  /** Counts sessions, and cuts those that flood or do not read. */
  watchSessions({ engine }: Server): void {
    engine.on('connection', (session: Session) => {
      const { remoteAddress } = session;
      const guest = this.#guest(remoteAddress);
      this.#sessions += 1;
      guest.sessions += 1;
      session.once('close', () => {
        this.#sessions -= 1;
        guest.sessions -= 1;
        this.#forgetLater(remoteAddress, guest);
      });
      this.#watchPace(session);
    });
  }

  #watchPace(session: Session): void {
    const { packetsPerSecond, packetBurst, unread, unreadBytes } = this.#limits;
    const spend = allowance(this.#now, packetsPerSecond, packetBurst);
    let waiting = 0;
    let bytes = 0;
    // Here, because what is cut now is never parsed.
    session.on('packet', ({ type, data }: Packet) => {
      if (!spend() || (type === 'message' && !mayBeParsed(data))) session.close(true);
    });
    session.on('packetCreate', ({ data }: Packet) => {
      waiting += 1;
      bytes += data?.length ?? 0;
      if (waiting > unread || bytes > unreadBytes) session.close(true);
    });
    // All that waits goes at once, but only when what went before was taken.
    session.on('flush', () => {
      waiting = 0;
      bytes = 0;
    });
  }

  #guest(address: string | undefined): Guest {
    const key = householdOf(address);
    const known = this.#guests.get(key);
    if (known !== undefined) return known;
    this.#forgetSome();
    const { newPerSecond, newBurst, guessesPerMinute, guessBurst } = this.#limits;
    const guest: Guest = {
      connections: 0,
      sessions: 0,
      spendNew: allowance(this.#now, newPerSecond, newBurst),
      spendGuess: allowance(this.#now, guessesPerMinute / 60, guessBurst),
      lockedUntil: 0,
      forgetting: null,
    };
    this.#guests.set(key, guest);
    return guest;
  }

  /** No list of who was here, in the order of their coming, outlasts their going (design 7, S10). */
  #forgetLater(address: string | undefined, guest: Guest): void {
    const key = householdOf(address);
    if (guest.forgetting !== null) clearTimeout(guest.forgetting);
    guest.forgetting = setTimeout(() => {
      const isGone = guest.connections === 0 && guest.sessions === 0;
      if (isGone && this.#guests.get(key) === guest) this.#guests.delete(key);
    }, FORGET_MS).unref();
  }

  #forgetSome(): void {
    if (this.#guests.size < MOST_GUESTS) return;
    const now = this.#now();
    for (const [key, { connections, sessions, lockedUntil }] of this.#guests) {
      if (connections === 0 && sessions === 0 && lockedUntil <= now) this.#guests.delete(key);
    }
  }
}

type Session = Socket['conn'];

interface Packet {
  readonly type: string;
  readonly data?: string | Buffer;
}

/** One IPv4 address; of IPv6 the network of one device, which gives itself as many as it likes. */
export function householdOf(address: string | undefined): string {
  const bare = (address ?? '').replace(/^::ffff:/iu, '');
  if (!bare.includes(':')) return bare;
  const [head = '', tail] = bare.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return groups.slice(0, 4).join(':');
}
