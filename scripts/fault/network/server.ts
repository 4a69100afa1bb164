import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Ledger } from '../ledger.ts';
import { VENUE } from '../plan.ts';
import { problemsOf, readRecords, type Records } from '../records.ts';
import { Victim } from '../server.ts';
import type { Box } from './screens.ts';

const START_MS = 60_000;
const DOWN_MS = 1500;

/** The real server on one folder and port, its deaths, and what is on its disk. */
export class NetServer implements Box {
  readonly problems: string[] = [];
  /** When it began to serve this time; null while it does not. */
  servingSince: number | null = null;
  deaths = 0;
  readonly #victim: Victim;
  readonly #ledger: Ledger;
  #records: Records | null = null;

  private constructor(victim: Victim, ledger: Ledger) {
    this.#victim = victim;
    this.#ledger = ledger;
  }

  static async in(folder: string, ledger: Ledger): Promise<NetServer> {
    return new NetServer(await Victim.in(folder), ledger);
  }

  get url(): string {
    return this.#victim.url;
  }

  get data(): string {
    return this.#victim.data;
  }

  /** Starts it; the chair's one-time code. */
  async start(): Promise<string> {
    const { link } = await this.#victim.start({ targets: [], any: null });
    const printed = await Promise.race([link, sleep(START_MS, null, { ref: false })]);
    if (printed === null) throw new Error('the server did not start');
    this.servingSince = performance.now();
    return new URL(printed).hash.replace(/^#pair=/, '');
  }

  /** Pulls its plug, looks at what it left, and starts it again. */
  async restart(): Promise<void> {
    this.deaths += 1;
    this.servingSince = null;
    this.#victim.signal('SIGKILL');
    await sleep(DOWN_MS);
    await this.#inspect();
    await this.start();
  }

  /** Stops it as the chair would; the records that are left. */
  async stop(): Promise<Records | null> {
    this.servingSince = null;
    await this.#victim.stop();
    await this.#inspect();
    if ([...this.#ledger.secrets].some((secret) => this.#victim.printed.includes(secret)))
      this.problems.push('I8: a ballot code was printed');
    return this.#records;
  }

  async #inspect(): Promise<void> {
    const records = await readRecords(this.data);
    if (records === null) return;
    if (typeof records === 'string') this.problems.push(records);
    else {
      const found = await problemsOf(this.data, records, this.#records, this.#ledger);
      this.problems.push(...found);
      this.#records = records;
    }
  }

  /** Read from the disk in this very moment. */
  has(vk: string): boolean {
    const board = join(this.data, 'rounds', `${VENUE}-1`, 'board.jsonl');
    return readFileSync(board, 'utf8').includes(vk);
  }
}
