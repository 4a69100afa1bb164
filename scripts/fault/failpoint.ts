/**
 * Loaded before the server by `victim.ts`, and only for the fault runner: counts the calls by which
 * the server writes, syncs, renames and acknowledges, and kills the process at the ordered one.
 * The product does not know of it.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename, dirname } from 'node:path';
import { Socket } from 'socket.io';
import { FAULT_ORDERS, type Edge, type Orders, type Target } from './points.ts';

type Call = (...given: never[]) => unknown;

async function arm(orders: Orders): Promise<void> {
  const steps = new Steps(orders);
  const paths = watchOpen();
  const handle = await fs.open(orders.trace, 'a');
  watchHandles(Object.getPrototypeOf(handle) as object, paths, steps);
  await handle.close();
  watchNames(steps);
  syncBuiltinESMExports();
  watchAnswers(steps);
}

/** Counts the steps reached and dies at the ordered one. */
class Steps {
  readonly #orders: Orders;
  readonly #counts = new Map<string, number>();
  #own = 0;

  constructor(orders: Orders) {
    this.#orders = orders;
    const before = readFileSync(orders.trace, 'utf8').split('\n').slice(0, -1);
    for (const step of before) this.#count(step);
  }

  /** The step is reached: at which of its edges the server dies; it dies here when `before`. */
  reach(step: string): Target | null {
    appendFileSync(this.#orders.trace, `${step}\n`);
    const nth = this.#count(step);
    this.#own += 1;
    const { targets, any } = this.#orders;
    const named = targets.find((each) => each.step === step && each.nth === nth);
    const target =
      named ?? (any?.nth === this.#own ? { step, nth, edge: edgeFor(any.edge, step) } : null);
    if (target?.edge === 'before') this.die(target);
    return target;
  }

  die(target: Target): void {
    appendFileSync(this.#orders.hit, JSON.stringify(target));
    process.kill(process.pid, 'SIGKILL');
    // The signal may take an instant; nothing more happens in it.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }

  #count(step: string): number {
    const count = (this.#counts.get(step) ?? 0) + 1;
    this.#counts.set(step, count);
    return count;
  }
}

/** Only a write can be torn. */
function edgeFor(edge: Edge, step: string): Edge {
  return edge === 'torn' && !step.startsWith('write ') ? 'after' : edge;
}

/** Remembers the path of every file opened. */
function watchOpen(): WeakMap<object, string> {
  const paths = new WeakMap<object, string>();
  const open = fs.open.bind(fs);
  fs.open = async (path, ...rest): Promise<FileHandle> => {
    const handle = await open(path, ...rest);
    paths.set(handle, String(path));
    return handle;
  };
  return paths;
}

function watchHandles(prototype: object, paths: WeakMap<object, string>, steps: Steps): void {
  const methods = prototype as Record<string, Call>;
  const written = new WeakMap<object, string>();
  for (const [method, verb] of [
    ['write', 'write'],
    ['writeFile', 'write'],
    ['datasync', 'sync'],
    ['sync', 'sync'],
    ['truncate', 'truncate'],
  ] as const) {
    const original = methods[method];
    if (original === undefined) continue;
    methods[method] = async function (this: object, ...given: unknown[]) {
      const path = paths.get(this);
      if (path === undefined) return original.apply(this, given as never[]);
      if (verb === 'write') written.set(this, typesIn(given[0]));
      const what = written.get(this) ?? '';
      const target = steps.reach(`${verb} ${nameOf(path)}${what}`);
      if (target?.edge === 'torn') {
        await tear(original, this, given);
        steps.die(target);
      }
      const done = await original.apply(this, given as never[]);
      if (target !== null) steps.die(target);
      return done;
    };
  }
}

/** Half of the bytes reach the file. */
async function tear(original: Call, handle: object, given: readonly unknown[]): Promise<void> {
  const bytes = given[0] as Uint8Array;
  const half = bytes.length >> 1;
  const cut = given.length === 1 ? [bytes.subarray(0, half)] : [bytes, 0, half, given[3]];
  await original.apply(handle, cut as never[]);
}

/** The types of the entries in a group of journal lines, each once. */
function typesIn(bytes: unknown): string {
  const text = bytes instanceof Uint8Array ? Buffer.from(bytes).toString('utf8') : '';
  const types = [...text.matchAll(/^\{"n":\d+,"t":"([\w-]+)"/gm)].map(([, type]) => type);
  return types.length === 0 ? '' : ` [${[...new Set(types)].sort().join(' ')}]`;
}

/** A name that is the same in every meeting. */
function nameOf(path: string): string {
  const name = basename(path);
  const temporary = /^\.(.+)~[\w-]+\.tmp$/.exec(name)?.[1];
  if (temporary !== undefined) return `${temporary} (new)`;
  if (/\.json(l)?(\.bak|\.torn-\d+)?$/.test(name)) return name.replace(/-\d+(?=\.|$)/, '-k');
  if (name === 'server.lock' || name === 'ballast.bin') return name;
  const parent = basename(dirname(path));
  return parent === 'rounds' || parent === 'rehearsals' ? 'round folder' : 'folder';
}

function watchNames(steps: Steps): void {
  const calls = fs as unknown as Record<string, Call>;
  for (const method of ['rename', 'rm', 'writeFile', 'utimes', 'mkdir']) {
    const original = calls[method];
    if (original === undefined) continue;
    calls[method] = async (...given: unknown[]) => {
      const at = String(given[method === 'rename' ? 1 : 0]);
      const target = steps.reach(`${method} ${nameOf(at)}`);
      const done = await original.apply(fs, given as never[]);
      if (target !== null) steps.die(target);
      return done;
    };
  }
}

interface Inside {
  onevent(packet: { data?: unknown[] }): void;
  ack(id: number): (...answer: unknown[]) => void;
  readonly nsp: { readonly name: string };
}

/** An acknowledgement: before it is handed to the socket, and once it has left. */
function watchAnswers(steps: Steps): void {
  const inside = Socket.prototype as unknown as Inside;
  const names = new WeakMap<object, string>();
  // Called below with the socket they belong to.
  const onevent = Reflect.get(inside, 'onevent');
  const ack = Reflect.get(inside, 'ack');
  inside.onevent = function (this: Inside, packet) {
    names.set(this, messageName(packet.data));
    onevent.call(this, packet);
  };
  inside.ack = function (this: Inside, id) {
    const reply = ack.call(this, id);
    const step = `ack ${this.nsp.name.slice(1)} ${names.get(this) ?? ''}`;
    return (...answer) => {
      if ((answer[0] as { ok?: boolean }).ok !== true || /challenge|board|register$/.test(step)) {
        reply(...answer);
        return;
      }
      const target = steps.reach(step);
      reply(...answer);
      if (target !== null) {
        setImmediate(() => {
          steps.die(target);
        });
      }
    };
  };
}

/** `issue`, `post opening`, `hall start-round`, `cast`. */
function messageName(data: unknown[] = []): string {
  const [event, message] = data as [string, { type?: string; entry?: { t: string } } | undefined];
  const type = message?.type ?? '';
  const name = event === 'command' ? type : `${event} ${type}`.trim();
  return message?.entry === undefined ? name : `${name} ${message.entry.t}`;
}

const file = process.env[FAULT_ORDERS];
if (file !== undefined) await arm(JSON.parse(readFileSync(file, 'utf8')) as Orders);
