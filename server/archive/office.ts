import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { phaseOf, voidReason } from '#shared/meeting/phase.ts';
import { refusal } from '#shared/meeting/refusals.ts';
import { err, ok } from '#shared/result.ts';
import type { RoundPlan } from '#shared/plan/round-plan.ts';
import type { Answer, PaperBytes } from '#shared/wire.ts';
import { LARGEST_IMPORT } from '#shared/wire-archive.ts';
import type { ArchiveView, ImportedVenue, MadeArchive } from '#shared/wire-archive.ts';
import { handleFault } from '../faults.ts';
import { eraseBelow, eraseFile } from '../seal/erase.ts';
import { SHORTEST_PASSPHRASE } from '../seal/passphrase.ts';
import type { MeetingRoom } from '../round/meeting-room.ts';
import { freeBytes, WARNING_BYTES } from '../store/disk.ts';
import { makeFolder } from '../store/folders.ts';
import { GATHERING } from './gathering.ts';
import { gatheringFile, isImportId } from './imports.ts';
import { noteArchive, notedArchive } from './made-archives.ts';
import type { ArchiveTask, ArchiveWord } from './task.ts';

/** Where sealed archives lie in the data folder, and where other venues' records do. */
export const ARCHIVES = 'archives';
export const IMPORTS = 'imports';

/** Questions about imports that may wait for one another. */
const MOST_WAITING = 8;
/** How many parts go between two looks at the free space: 4 MB. */
const PARTS_A_LOOK = 100;

/** What the archive's office needs of the hall. */
export interface ArchiveDependencies {
  readonly data: string;
  readonly now: () => Date;
  readonly room: () => MeetingRoom | null;
  /** The plan's files by the path the plan has: where each is kept here. */
  readonly planFiles: (plan: RoundPlan) => ReadonlyMap<string, string>;
  /** The offline verifier's page. */
  readonly verifier: string;
  readonly changed: () => void;
}

/** Seals the active round's archive and takes in other venues' archives, each in a thread of its own. */
export class ArchiveOffice {
  readonly #deps: ArchiveDependencies;
  readonly #running = new Set<Worker>();
  readonly #made = new Map<string, MadeArchive>();
  #making: string | null = null;
  #failed: { readonly round: string; readonly why: ArchiveView['failed'] } | null = null;
  #imports = 0;
  #coming: { part: number; bytes: number } = { part: 0, bytes: 0 };
  /** Archives of other laptops are dealt with one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(deps: ArchiveDependencies) {
    this.#deps = deps;
  }

  /** Looks once at what other laptops left here. */
  async open(): Promise<void> {
    // What was coming when the server stopped is never gone on with.
    if (this.#coming.bytes === 0) await rm(join(this.#into, GATHERING), { force: true });
    this.#imports = (await readdir(this.#into).catch(() => [])).filter(isImportId).length;
  }

  /** Remembers what was made of these rounds before this start. */
  async remember(rounds: readonly string[]): Promise<void> {
    for (const id of rounds) {
      const made = await notedArchive(join(this.#deps.data, ...id.split('/')));
      if (made !== null) this.#made.set(id, made);
    }
  }

  /** Another laptop's venue was taken in. */
  get hasImports(): boolean {
    return this.#imports > 0;
  }

  /** What the chair sees; null before there is anything to archive. */
  get view(): ArchiveView | null {
    const room = this.#deps.room();
    if (room === null || !isOver(room)) return null;
    return {
      making: this.#making === room.id,
      made: this.#made.get(room.id) ?? null,
      failed: this.#failed?.round === room.id ? this.#failed.why : null,
    };
  }

  make(passphrase: string): Answer<null> {
    const room = this.#deps.room();
    if (room === null) return err(refusal('no-round'));
    if (!isOver(room)) return err(refusal('wrong-phase'));
    if (this.#making !== null) return err(refusal('papers-busy'));
    if (passphrase.normalize('NFC').length < SHORTEST_PASSPHRASE) {
      return err(refusal('passphrase-short', { least: SHORTEST_PASSPHRASE }));
    }
    this.#making = room.id;
    this.#failed = null;
    this.#deps.changed();
    this.#make(room, passphrase).catch(handleFault);
    return ok(null);
  }

  /** The sealed file that was made last for the active round. */
  async file(): Promise<Answer<PaperBytes>> {
    const room = this.#deps.room();
    const made = room === null ? undefined : this.#made.get(room.id);
    if (made === undefined) return err(refusal('paper-not-ready'));
    const bytes = await readFile(join(this.#deps.data, ARCHIVES, made.name)).catch(() => null);
    return bytes === null ? err(refusal('paper-not-ready')) : ok({ name: made.name, bytes });
  }

  imports(): Promise<Answer<readonly ImportedVenue[]>> {
    return this.#inTurn(async () => {
      const word = await this.#run({ kind: 'list', into: this.#into });
      return word.kind === 'listed' ? ok(word.venues) : err(refusal('archive-failed'));
    });
  }

  /** One part of an archive on its way; part 0 begins anew. Not while the polls are open. */
  part(part: number, bytes: Uint8Array): Promise<Answer<null>> {
    return this.#inTurn(() => this.#part(part, bytes));
  }

  /**
   * Opens and checks what was gathered; a wrong passphrase may be followed by the right one. Not
   * while the polls are open: it takes a processor and a gigabyte of memory, and it can wait.
   */
  take(passphrase: string): Promise<Answer<ImportedVenue>> {
    return this.#inTurn(() => this.#take(passphrase));
  }

  /** One after the other: two writers of one file, or ten passphrases at once, are never meant. */
  async #inTurn<T>(work: () => Promise<Answer<T>>): Promise<Answer<T>> {
    if (this.#waiting >= MOST_WAITING) return err(refusal('too-many-requests'));
    this.#waiting += 1;
    const done = this.#turn.then(work).finally(() => {
      this.#waiting -= 1;
    });
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #part(part: number, bytes: Uint8Array): Promise<Answer<null>> {
    if (this.#isPolling) return err(refusal('wrong-phase'));
    if (part === 0) this.#coming = { part: 0, bytes: 0 };
    if (part !== this.#coming.part || this.#coming.bytes + bytes.length > LARGEST_IMPORT) {
      return err(refusal('import-broken'));
    }
    // A round's own records come first: they need what room there is.
    if (part % PARTS_A_LOOK === 0 && (await freeBytes(this.#deps.data)) < WARNING_BYTES) {
      return err(refusal('disk-full'));
    }
    const file = await open(await gatheringFile(this.#into), part === 0 ? 'w' : 'a', 0o600);
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
    this.#coming = { part: part + 1, bytes: this.#coming.bytes + bytes.length };
    return ok(null);
  }

  async #take(passphrase: string): Promise<Answer<ImportedVenue>> {
    if (this.#isPolling) return err(refusal('wrong-phase'));
    if (this.#coming.bytes === 0) return err(refusal('import-broken'));
    const sealed = await gatheringFile(this.#into);
    const word = await this.#run({ kind: 'import', sealed, into: this.#into, passphrase });
    if (word.kind === 'refused') {
      const { why, file } = word;
      return err(refusal(why, { file: file === '' ? '–' : file }));
    }
    if (word.kind !== 'imported') return err(refusal('archive-failed'));
    await eraseFile(sealed);
    this.#coming = { part: 0, bytes: 0 };
    await this.open();
    this.#deps.changed();
    return ok(word.venue);
  }

  async remove(id: string): Promise<Answer<null>> {
    if (!isImportId(id)) return err(refusal('malformed', { path: 'id' }));
    return this.#inTurn(() => this.#remove(id));
  }

  async #remove(id: string): Promise<Answer<null>> {
    await eraseBelow(this.#into, (name) => name === id);
    await this.open();
    this.#deps.changed();
    return ok(null);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#running].map((worker) => worker.terminate()));
  }

  get #isPolling(): boolean {
    const room = this.#deps.room();
    return room !== null && voidReason(room.round) === null && phaseOf(room.round) === 'polling';
  }

  get #into(): string {
    return join(this.#deps.data, IMPORTS);
  }

  async #make(room: MeetingRoom, passphrase: string): Promise<void> {
    const folder = join(this.#deps.data, ARCHIVES);
    await makeFolder(folder);
    const { log } = room.round;
    const round = `${log.plan.venue.id}-${log.attempt}`;
    const word = await this.#run({
      kind: 'make',
      folder: room.folder,
      extras: this.#extras(log.plan),
      facts: {
        round,
        rehearsal: log.rehearsal,
        title: log.plan.title,
        venue: log.plan.venue.name,
        software: log.software,
        madeAt: this.#deps.now().toISOString(),
      },
      out: join(folder, `luu-tru-${log.rehearsal ? 'dien-tap-' : ''}${round}.homphieu`),
      passphrase,
    });
    this.#making = null;
    if (word.kind === 'made') this.#made.set(room.id, word.made);
    else this.#failed = { round: room.id, why: failureOf(word) };
    this.#deps.changed();
    // Last: the chair may take the archive though the disk has no room for the note.
    if (word.kind === 'made') await noteArchive(room.folder, word.made);
  }

  /** The plan's files and the verifier's page, which reads the board a year later. */
  #extras(plan: RoundPlan): (readonly [string, string])[] {
    const files = [...this.#deps.planFiles(plan)].map(
      ([path, kept]) => [`ho-so/${path}`, kept] as const,
    );
    return [...files, ['verify.html', this.#deps.verifier]];
  }

  #run(task: ArchiveTask): Promise<ArchiveWord> {
    const worker = new Worker(new URL('./worker-entry.js', import.meta.url), { workerData: task });
    this.#running.add(worker);
    return new Promise((resolve) => {
      worker.once('message', (word: ArchiveWord) => {
        resolve(word);
      });
      worker.once('error', ({ stack, message }) => {
        resolve({ kind: 'failed', code: '', trace: stack ?? message });
      });
      worker.once('exit', () => {
        this.#running.delete(worker);
        resolve({ kind: 'failed', code: '', trace: 'the archive’s thread ended without a word' });
      });
    });
  }
}

/** A round that was announced, or that was declared void. */
function isOver({ round }: MeetingRoom): boolean {
  return voidReason(round) !== null || ['announced', 'archived'].includes(phaseOf(round));
}

/** Why no archive came of it; what a person must look into is printed at the server. */
function failureOf(word: ArchiveWord): 'disk-full' | 'archive-failed' {
  if (word.kind !== 'failed') return 'archive-failed';
  if (['ENOSPC', 'EDQUOT'].includes(word.code)) return 'disk-full';
  process.stderr.write(`Không lập được gói lưu trữ: ${word.trace}\n`);
  return 'archive-failed';
}
