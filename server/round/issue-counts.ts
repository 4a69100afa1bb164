import { rename, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import type { IssueWay } from '#shared/meeting/commands.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { localTime } from '#shared/papers/local-time.ts';
import { handleFault } from '../faults.ts';
import { durableJsonFile, openDurable } from '../store/durable-json.ts';
import type { DurableValue } from '../store/durable-json.ts';
import { isCode } from '../store/error-code.ts';

const FILE = v.strictObject({
  format: v.literal('hom-phieu/issues/1'),
  counts: v.array(
    v.strictObject({
      desk: v.string(),
      quarter: v.string(),
      way: v.picklist(['screen', 'slip', 'kiosk', 'paper']),
      count: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    }),
  ),
});

/** Ballots issued at one desk, in one way, in the quarter of an hour that began at `quarter`. */
export type IssueCount = v.InferOutput<typeof FILE>['counts'][number];
type IssuesFile = v.InferOutput<typeof FILE>;

const NAME = 'issues.json';
const EMPTY: IssuesFile = { format: 'hom-phieu/issues/1', counts: [] };
/** Seldom, so that the second copy finds the round's folder at rest between two writes. */
const PAUSE_MS = 2_000;

/** The stored counts, or why the file is none. */
export function parseIssues(input: unknown): Result<IssuesFile, string> {
  const parsed = v.safeParse(FILE, input);
  return parsed.success ? ok(parsed.output) : err('not the counts of issued ballots');
}

/**
 * How many ballots each desk issued in which quarter of an hour, kept apart from the log, whose
 * issues carry no time (design 7). Written after the log and a little later, so that no issue waits
 * for it: what a crash or a full disk loses here, the papers show without desk and quarter.
 */
export class IssueCounts {
  readonly #folder: string;
  readonly #file: DurableValue<IssuesFile>;
  #waiting: IssueCount[] = [];
  #timer: NodeJS.Timeout | null = null;

  private constructor(folder: string, file: DurableValue<IssuesFile>) {
    this.#folder = folder;
    this.#file = file;
  }

  /** Opens the counts in a round's folder. Damaged ones are put aside: no round waits for them. */
  static async open(folder: string): Promise<IssueCounts> {
    const path = join(folder, NAME);
    const file = await openDurable<IssuesFile>(path, EMPTY, parseIssues);
    if (file.ok) return new IssueCounts(folder, file.value);
    for (const name of [path, `${path}.bak`]) await putAside(name);
    const fresh = await openDurable<IssuesFile>(path, EMPTY, parseIssues);
    if (!fresh.ok) throw new Error(fresh.error);
    return new IssueCounts(folder, fresh.value);
  }

  /** The counts of a round's folder as they are on disk, for reading alone; none where they are damaged. */
  static async read(folder: string): Promise<readonly IssueCount[]> {
    const file = durableJsonFile(join(folder, NAME), parseIssues);
    return (await file.read().catch(() => null))?.counts ?? [];
  }

  /** Counts one ballot that the log has. */
  add(desk: string, way: IssueWay, at: Date): void {
    this.#waiting.push({ desk, way, quarter: quarterOf(at), count: 1 });
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.save().catch(handleFault);
    }, PAUSE_MS).unref();
  }

  /** Writes what is waiting; on a full disk it waits on. */
  async save(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const taken = this.#waiting;
    if (taken.length === 0) return;
    this.#waiting = [];
    try {
      await this.#file.update(({ format, counts }) => ({
        format,
        counts: taken.reduce(withOne, counts),
      }));
    } catch (error) {
      if (!isCode(error, 'ENOSPC', 'EDQUOT')) throw error;
      this.#waiting = [...taken, ...this.#waiting];
    }
  }

  /** Writes what is waiting and sets the files' times to `at`: they would say when the last ballot was issued. */
  async level(at: Date): Promise<void> {
    await this.save();
    for (const name of [NAME, `${NAME}.bak`]) {
      const path = join(this.#folder, name);
      const isThere = await stat(path).catch(() => null);
      if (isThere !== null) await utimes(path, at, at);
    }
  }
}

/** Kept as it is, as evidence of what happened to it. */
async function putAside(path: string): Promise<void> {
  await rename(path, `${path}.damaged`).catch((error: unknown) => {
    if (!isCode(error, 'ENOENT')) throw error;
  });
}

function withOne(counts: IssueCount[], one: IssueCount): IssueCount[] {
  const { desk, quarter, way } = one;
  const at = counts.findIndex((c) => c.desk === desk && c.quarter === quarter && c.way === way);
  return at < 0
    ? [...counts, one]
    : counts.map((each, i) => (i === at ? { ...each, count: each.count + one.count } : each));
}

/** The start of the quarter on the hall's clocks, as the papers tell every time. */
function quarterOf(at: Date): string {
  const { date, hour, minute } = localTime(at.toISOString());
  return `${date}T${two(hour)}:${two(Math.floor(minute / 15) * 15)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
