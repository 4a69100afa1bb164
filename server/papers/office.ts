import { join } from 'node:path';
import { refusal } from '#shared/meeting/refusals.ts';
import type { PapersView } from '#shared/meeting/views.ts';
import { factsOf } from '#shared/papers/facts-of.ts';
import { papersOf } from '#shared/papers/list.ts';
import type { ListedPaper } from '#shared/papers/listed.ts';
import type { Paper } from '#shared/papers/model.ts';
import { counted } from '#shared/papers/counted.ts';
import { readingText } from '#shared/papers/reading-text.ts';
import { recordsMark } from '#shared/papers/records-mark.ts';
import type { ReadinessCheck } from '#shared/papers/readiness.ts';
import { readinessChecks } from '#shared/papers/readiness-checks.ts';
import type { PaperSettings } from '#shared/papers/settings.ts';
import type { PaperChoice, PapersCommand } from '#shared/papers/wishes.ts';
import type { PaperFacts } from '#shared/papers/facts.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { err, ok } from '#shared/result.ts';
import type { Answer, PaperBytes } from '#shared/wire.ts';
import { handleFault } from '../faults.ts';
import type { MeetingRoom } from '../round/meeting-room.ts';
import type { PaperSource } from './make.ts';
import { readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { runTask } from './run-task.ts';
import type { RunningTask } from './run-task.ts';
import type { LastWord, PaperTask } from './task.ts';

/** What the papers need of the hall. */
export interface OfficeDependencies {
  readonly sodium: Sodium;
  readonly room: () => MeetingRoom | null;
  readonly settings: () => PaperSettings;
  readonly keepSettings: (settings: PaperSettings) => Promise<void>;
  /** What was found of the machines, for the readiness report. */
  readonly checks: () => Promise<readonly ReadinessCheck[]>;
  /** Another venue of the plan has a result: the two-venue sheet can be made (R48). */
  readonly hasOtherVenue: () => boolean;
  readonly changed: () => void;
}

/** Where the papers of a round lie in its folder. */
export const PAPERS = 'papers';

/**
 * Papers made at once: each takes a thread and its fonts, on a machine that has ballots to check.
 * Whoever asks for more is told to wait.
 */
const MOST_AT_ONCE = 2;

/** Makes the active round's papers, for the chair and the head of the committee. */
export class PaperOffice {
  readonly #deps: OfficeDependencies;
  readonly #running = new Set<RunningTask>();
  /** Single papers and packets that are being made for whoever asked. */
  #files = 0;
  #making: { readonly round: string; readonly done: number; readonly total: number } | null = null;
  #failed: { readonly round: string; readonly why: PapersView['failed'] } | null = null;
  /** What of each round was made in this server's life or, once asked, lies in its folder. */
  readonly #made = new Map<string, Manifest>();
  readonly #asked = new Set<string>();
  #listed: {
    readonly key: string;
    readonly list: PapersView['list'];
    readonly mark: string;
  } | null = null;

  constructor(deps: OfficeDependencies) {
    this.#deps = deps;
  }

  /** What the chair sees of the papers; null without a round. */
  get view(): PapersView | null {
    const room = this.#deps.room();
    if (room === null) return null;
    this.#lookAt(room);
    const { round, done, total } = this.#making ?? { round: null, done: 0, total: 0 };
    const made = this.#made.get(room.id);
    return {
      settings: this.#deps.settings(),
      list: this.#looked(room).list,
      making: round === room.id ? { done, total } : null,
      made: made?.files.length ?? 0,
      older: made !== undefined && this.#isOlder(made, room),
      failed: this.#failed?.round === room.id ? this.#failed.why : null,
    };
  }

  /** What the chair asks; a make that has begun tells the rest in the view. */
  async command(command: PapersCommand): Promise<Answer<null>> {
    if (command.type === 'set-settings') {
      await this.#deps.keepSettings(command.settings);
      this.#deps.changed();
      return ok(null);
    }
    const room = this.#deps.room();
    if (room === null) return err(refusal('no-round'));
    if (this.#making !== null) return err(refusal('papers-busy'));
    this.#make(room).catch(handleFault);
    return ok(null);
  }

  /** One paper, made afresh from the records. */
  one(choice: PaperChoice): Promise<Answer<PaperBytes>> {
    return this.#file(async (room) => {
      // Only this paper waits for what is looked at now.
      const checks = choice.id === 'readiness' ? await this.#checks() : [];
      return { kind: 'one', source: this.#source(room, checks), choice };
    });
  }

  /** All that was made last, as one ZIP. */
  zip(): Promise<Answer<PaperBytes>> {
    return this.#file(({ id, folder }) => {
      const name = `van-ban-${id.split('/').at(-1) ?? ''}.zip`;
      return { kind: 'zip', out: join(folder, PAPERS), name };
    });
  }

  /** Every paper, and why one cannot be made yet. */
  list(): Answer<PapersView['list']> {
    const room = this.#deps.room();
    return room === null ? err(refusal('no-round')) : ok(this.#looked(room).list);
  }

  /** The text read out in the hall, for a screen; refused before the count. */
  reading(): Answer<Paper> {
    const room = this.#deps.room();
    if (room === null) return err(refusal('no-round'));
    const facts = counted(this.#facts(room));
    if (facts?.voided !== null) return err(refusal('paper-not-ready'));
    return ok(readingText(facts, this.#deps.settings()));
  }

  /** Ends what is under way: papers are made again at any time. */
  async close(): Promise<void> {
    await Promise.all([...this.#running].map((task) => task.stop()));
  }

  async #make(room: MeetingRoom): Promise<void> {
    this.#failed = null;
    this.#progress(room, 0, 0);
    const out = join(room.folder, PAPERS);
    const source = this.#source(room, await this.#checks());
    const task: PaperTask = { kind: 'make', source, out };
    const word = await this.#run(task, (done, total) => {
      this.#progress(room, done, total);
    });
    const manifest = word.kind === 'made' ? await readManifest(out) : null;
    this.#making = null;
    if (manifest !== null) this.#made.set(room.id, manifest);
    else this.#failed = { round: room.id, why: failureOf(word) };
    this.#deps.changed();
  }

  #progress({ id }: MeetingRoom, done: number, total: number): void {
    this.#making = { round: id, done, total };
    this.#deps.changed();
  }

  async #file(
    taskFor: (room: MeetingRoom) => PaperTask | Promise<PaperTask>,
  ): Promise<Answer<PaperBytes>> {
    const room = this.#deps.room();
    if (room === null) return err(refusal('no-round'));
    if (this.#files >= MOST_AT_ONCE) return err(refusal('papers-busy'));
    this.#files += 1;
    try {
      const word = await this.#run(await taskFor(room), () => undefined);
      if (word.kind !== 'file') return err(refusal(failureOf(word)));
      return word.file === null ? err(refusal('paper-not-ready')) : ok(word.file);
    } finally {
      this.#files -= 1;
    }
  }

  async #run(task: PaperTask, progress: (done: number, total: number) => void): Promise<LastWord> {
    const running = runTask(task, progress);
    this.#running.add(running);
    const word = await running.done;
    this.#running.delete(running);
    return word;
  }

  /** What the active round's records say of its readiness; nothing without a round. */
  roundChecks(): readonly ReadinessCheck[] {
    const room = this.#deps.room();
    return room === null ? [] : readinessChecks(this.#facts(room));
  }

  #source({ folder }: MeetingRoom, checks: readonly ReadinessCheck[]): PaperSource {
    return { folder, settings: this.#deps.settings(), checks };
  }

  async #checks(): Promise<ReadinessCheck[]> {
    const found = await this.#deps.checks();
    return found.map(({ what, state, value, advice }) => ({ what, state, value, advice }));
  }

  /** Asked at every change of the hall: worked out once for each state of the records. */
  #looked(room: MeetingRoom): { readonly list: PapersView['list']; readonly mark: string } {
    const { log, board } = room.round;
    const hasOther = this.#deps.hasOtherVenue();
    const key = `${room.id} ${log.feed.length} ${board.n} ${String(hasOther)}`;
    if (this.#listed?.key !== key) {
      const facts = this.#facts(room);
      const papers = papersOf(facts, this.#deps.settings(), [], []);
      const list = papers.map((each) => shown(each, hasOther));
      this.#listed = { key, list, mark: recordsMark(facts) };
    }
    return this.#listed;
  }

  /** The records have gone on since they were made, or they would be written otherwise now. */
  #isOlder({ mark, settings }: Manifest, room: MeetingRoom): boolean {
    const now = paperSettingsText(this.#deps.settings());
    return mark !== this.#looked(room).mark || paperSettingsText(settings) !== now;
  }

  #facts(room: MeetingRoom): PaperFacts {
    const id = room.id.split('/').at(-1) ?? '';
    return factsOf(this.#deps.sodium, { id, round: room.round, issues: [], stored: null });
  }

  /** Papers made before a restart are found again, a moment after they are first asked for. */
  #lookAt({ id, folder }: MeetingRoom): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    readManifest(join(folder, PAPERS))
      .then((manifest) => {
        if (manifest === null || this.#made.has(id)) return;
        this.#made.set(id, manifest);
        this.#deps.changed();
      })
      .catch(handleFault);
  }
}

function shown({ id, copy, needs }: ListedPaper, hasOther: boolean): ListedPaper {
  return { id, copy, needs: needs === 'otherVenue' && hasOther ? null : needs };
}

/** The settings that a paper depends on, in one order of their names. */
function paperSettingsText({ hallOrder: _, ...papers }: PaperSettings): string {
  return JSON.stringify(Object.entries(papers).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Why no papers came of it, as a refusal; what a person must look into is printed at the server. */
function failureOf(word: LastWord): 'disk-full' | 'papers-failed' {
  if (word.kind !== 'failed') return 'papers-failed';
  if (['ENOSPC', 'EDQUOT'].includes(word.code)) return 'disk-full';
  process.stderr.write(`Không lập được văn bản: ${word.trace}\n`);
  return 'papers-failed';
}
