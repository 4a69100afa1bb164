import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { phaseOf, voidReason } from '#shared/meeting/phase.ts';
import type { ActiveRound } from '#shared/meeting/views-of.ts';
import type { FileLink } from '#shared/meeting/views.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { roundPlanOf } from '#shared/plan/round-plan.ts';
import type { RoundPlan } from '#shared/plan/round-plan.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import type { KeptFile } from '#shared/plan/preparation/book.ts';
import { MEDIA_TYPES, kindOf } from './files-kind.ts';
import type { FileKind } from './files-kind.ts';
import { makeFolder } from './store/folders.ts';
import type { DurableValue } from './store/durable-json.ts';
import { replaceFile } from './store/replace-file.ts';

/** The largest file of a plan, in bytes. */
export const MOST_BYTES = 10 * 1024 * 1024;
/** The phases in which voters may see photos and dossiers. */
const SHOWN: readonly string[] = ['rollCall', 'sealing', 'polling'];

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u));
const STORED = v.strictObject({
  /** By ballot, then by the path the plan has: the copy kept here. */
  ballots: v.record(
    hash,
    v.record(
      v.string(),
      v.strictObject({
        hash,
        bytes: v.number(),
        kind: v.picklist(['jpg', 'png', 'pdf', 'docx']),
      }),
    ),
  ),
});

export type StoredFiles = v.InferOutput<typeof STORED>;
type StoredFile = StoredFiles['ballots'][string][string];

/** Nothing kept yet. */
export const NO_FILES: StoredFiles = { ballots: {} };

/** The stored list of files, or why it is none. */
export function parseStoredFiles(input: unknown): Result<StoredFiles, string> {
  const parsed = v.safeParse(STORED, input);
  return parsed.success ? ok(parsed.output) : err('not the list of files');
}

/** A file of the plan that cannot be shown, and why. */
export interface FileProblem {
  /** As the plan has it. */
  readonly path: string;
  readonly reason: 'missing' | 'too-large' | 'wrong-kind' | 'no-picture' | 'no-room';
}

/** What goes out for one file. */
export interface ServedFile {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly kind: FileKind;
}

/**
 * Photos and dossiers that the plan names (R9): copied into `DATA/files` under their SHA-256, so
 * that the meeting no longer depends on the plan's folder, and listed by ballot, so that a path of
 * one plan never leads to another plan's file. They are no part of the frozen ballot.
 */
export class PlanFiles {
  readonly #folder: string;
  readonly #stored: DurableValue<StoredFiles>;
  /** A secret part of the address for each round, new at every start. */
  readonly #tokens = new Map<string, string>();

  constructor(data: string, stored: DurableValue<StoredFiles>) {
    this.#folder = join(data, 'files');
    this.#stored = stored;
  }

  /**
   * Keeps a copy of every file of the plan that lies beside it in `folder`. What cannot be read is
   * returned, and a copy of before stays: the meeting goes on with or without it.
   */
  async keep(plan: Plan, folder: string): Promise<readonly FileProblem[]> {
    const photos = new Set(plan.subjects.flatMap(({ photo }) => photo ?? []));
    const paths = new Set(named(plan));
    const kept = new Map<string, StoredFile>();
    const problems: FileProblem[] = [];
    for (const path of paths) {
      const taken = await this.#take(join(folder, path), photos.has(path));
      if (taken.ok) kept.set(path, taken.value);
      else problems.push({ path, reason: taken.error });
    }
    if (paths.size > 0) await this.#list(plan, kept);
    return problems.filter(({ path, reason }) => reason !== 'missing' || !this.#has(plan, path));
  }

  /** Keeps a file that was sent up, under its content: what it is, not what it is called, is looked at. */
  async store(name: string, bytes: Uint8Array): Promise<Result<KeptFile, FileProblem['reason']>> {
    const stored = await this.#put(bytes);
    if (!stored.ok) return stored;
    const { hash: own, kind, bytes: size } = stored.value;
    return ok({ name, file: `${SENT_UP}${own}.${kind}`, bytes: size });
  }

  /** True when the file that was sent up lies here, whole. */
  async isKept({ file, bytes }: KeptFile): Promise<boolean> {
    const found = await stat(join(this.#folder, contentOf(file))).catch(() => null);
    return found?.isFile() === true && found.size === bytes;
  }

  /** Lists what this round names of the files sent up, so that its voters may see them. */
  async adopt(plan: RoundPlan): Promise<void> {
    const sent = pathsOf(plan).filter((path) => path.startsWith(SENT_UP));
    if (sent.length === 0) return;
    const own: Record<string, StoredFile> = {};
    for (const path of sent) {
      const bytes = await readFile(join(this.#folder, contentOf(path))).catch(() => null);
      const kind = bytes === null ? null : kindOf(bytes);
      if (bytes === null || kind === null) continue;
      own[path] = { hash: contentOf(path), bytes: bytes.length, kind };
    }
    const key = ballotKey(plan);
    await this.#stored.update(({ ballots }) => ({
      ballots: { ...ballots, [key]: { ...ballots[key], ...own } },
    }));
  }

  /** Removes what neither a ballot nor one of `named` needs any more; at the start, before any use. */
  async sweep(named: readonly string[]): Promise<void> {
    const listed = Object.values(this.#stored.value.ballots).flatMap((files) =>
      Object.values(files).map(({ hash: own }) => own),
    );
    const needed = new Set([...named.map(contentOf), ...listed]);
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (!needed.has(name)) await rm(join(this.#folder, name), { force: true });
    }
  }

  /** How many files this plan names, and how many of them are not kept here. */
  count(plan: Plan): { readonly named: number; readonly missing: number } {
    const paths = [...new Set(named(plan))];
    return { named: paths.length, missing: paths.filter((path) => !this.#has(plan, path)).length };
  }

  /** The files kept for this ballot, by the path its plan has: where each lies here. */
  kept(plan: RoundPlan): ReadonlyMap<string, string> {
    const files = Object.entries(this.#stored.value.ballots[ballotKey(plan)] ?? {});
    return new Map(files.map(([path, { hash: name }]) => [path, join(this.#folder, name)]));
  }

  /** Where the voters of this round find the file that its plan names; null when they may not, or it is not here. */
  link(active: ActiveRound | null, path: string): FileLink | null {
    const file = this.#shownIn(active)?.[path];
    if (active === null || file === undefined) return null;
    const type = file.kind === 'jpg' || file.kind === 'png' ? 'image' : file.kind;
    return { url: `/files/${this.#token(active.id)}/${file.hash}`, bytes: file.bytes, type };
  }

  /** The file at an address that `link` gave; null for any other, and outside the phases. */
  find(active: ActiveRound | null, token: string, name: string): ServedFile | null {
    if (active === null || token !== this.#tokens.get(active.id)) return null;
    const files = Object.values(this.#shownIn(active) ?? {});
    // Only names of the list reach the disk.
    const file = files.find(({ hash: own }) => own === name);
    if (file === undefined) return null;
    const { kind, bytes } = file;
    return { path: join(this.#folder, file.hash), mediaType: MEDIA_TYPES[kind], bytes, kind };
  }

  #shownIn(active: ActiveRound | null): Readonly<Record<string, StoredFile>> | undefined {
    if (active === null || voidReason(active.round) !== null) return undefined;
    if (!SHOWN.includes(phaseOf(active.round)) || active.round.log.closed !== null)
      return undefined;
    return this.#stored.value.ballots[ballotKey(active.round.log.plan)];
  }

  #token(round: string): string {
    const known = this.#tokens.get(round) ?? randomBytes(24).toString('base64url');
    this.#tokens.set(round, known);
    return known;
  }

  #has(plan: Plan, path: string): boolean {
    const keys = plan.venues.map(({ id }) => ballotKey(roundPlanOf(plan, id)));
    return keys.some((key) => this.#stored.value.ballots[key]?.[path] !== undefined);
  }

  async #take(path: string, isPhoto: boolean): Promise<Result<StoredFile, FileProblem['reason']>> {
    const found = await stat(path).catch(() => null);
    if (found?.isFile() !== true) return err('missing');
    if (found.size > MOST_BYTES) return err('too-large');
    const bytes = await readFile(path).catch(() => null);
    if (bytes === null) return err('missing');
    const kind = kindOf(bytes);
    if (isPhoto && kind !== null && kind !== 'jpg' && kind !== 'png') return err('no-picture');
    return this.#put(bytes);
  }

  async #put(bytes: Uint8Array): Promise<Result<StoredFile, FileProblem['reason']>> {
    if (bytes.length > MOST_BYTES) return err('too-large');
    const kind = kindOf(bytes);
    if (kind === null) return err('wrong-kind');
    const name = createHash('sha256').update(bytes).digest('hex');
    await makeFolder(this.#folder);
    const copy = join(this.#folder, name);
    const known = await stat(copy).catch(() => null);
    try {
      if (known?.size !== bytes.length) await replaceFile(copy, bytes);
    } catch {
      return err('no-room');
    }
    return ok({ hash: name, bytes: bytes.length, kind });
  }

  async #list(plan: Plan, kept: ReadonlyMap<string, StoredFile>): Promise<void> {
    const rounds = plan.venues.map(({ id }) => roundPlanOf(plan, id));
    await this.#stored.update(({ ballots }) => {
      const listed = { ...ballots };
      for (const round of rounds) {
        const key = ballotKey(round);
        const own = pathsOf(round).flatMap((path) => {
          const file = kept.get(path);
          return file === undefined ? [] : [[path, file] as const];
        });
        listed[key] = { ...listed[key], ...Object.fromEntries(own) };
      }
      return { ballots: listed };
    });
  }
}

/** A terminal's line for each problem: what is wrong with which file, and what to do. */
export function problemLine({ path, reason }: FileProblem): string {
  const what = {
    missing: 'không có tệp này. Hãy đặt tệp cạnh kế hoạch, đúng tên đã ghi',
    'too-large': 'lớn hơn 10 MB. Hãy giảm dung lượng tệp',
    'wrong-kind': 'không phải PDF, PNG, JPG hay DOCX (không macro). Hãy lưu lại thành PDF',
    'no-room': 'không ghi được bản giữ trong thư mục dữ liệu. Hãy giải phóng chỗ trên đĩa',
    'no-picture': 'ảnh phải là PNG hoặc JPG. Hãy lưu lại ảnh',
  }[reason];
  return `«${path}»: ${what}, rồi khởi động lại. Hội nghị vẫn tiến hành được khi chưa có tệp.`;
}

function named({ subjects }: Plan): string[] {
  return subjects.flatMap(({ photo, dossier }) => [
    ...(photo === undefined ? [] : [photo]),
    ...(dossier?.map(({ file }) => file) ?? []),
  ]);
}

function pathsOf({ lines }: RoundPlan): string[] {
  return lines.flatMap(({ photo, dossier }) => [
    ...(photo === undefined ? [] : [photo]),
    ...(dossier?.map(({ file }) => file) ?? []),
  ]);
}

/** Where a plan names a file by its content. */
const SENT_UP = 'kho/';

/** `kho/<SHA-256>.<kind>` as it is called here. */
function contentOf(path: string): string {
  return path.slice(SENT_UP.length).split('.')[0] ?? '';
}

/**
 * One ballot of one plan: the same after a restart, another for any other plan. Files sent up name
 * their content themselves: one more of them makes no other ballot.
 */
function ballotKey({ title, number, date, issuingBody, venue, lines }: RoundPlan): string {
  const people = lines.map(({ id, name, post, photo, dossier }) => [
    [id, name, post, photo ?? null],
    (dossier ?? [])
      .filter(({ file }) => !file.startsWith(SENT_UP))
      .map((item) => [item.name, item.file]),
  ]);
  const text = JSON.stringify([title, number, date, issuingBody, venue.id, people]);
  return createHash('sha256').update(text).digest('hex');
}
