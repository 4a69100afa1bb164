import { join } from 'node:path';
import { counted } from '#shared/papers/counted.ts';
import { resultCsv } from '#shared/papers/csv.ts';
import type { PaperFacts } from '#shared/papers/facts.ts';
import { availablePapers } from '#shared/papers/list.ts';
import type { Paper } from '#shared/papers/model.ts';
import type { ReadinessCheck } from '#shared/papers/readiness.ts';
import { recordsMark } from '#shared/papers/records-mark.ts';
import type { PaperSettings } from '#shared/papers/settings.ts';
import type { PaperChoice } from '#shared/papers/wishes.ts';
import type { Sodium } from '#shared/protocol/sodium.ts';
import { ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { resultText } from '#shared/result/result.ts';
import { makeFolder } from '../store/folders.ts';
import { replaceFile } from '../store/replace-file.ts';
import { renderDocx } from './docx.ts';
import { paperFacts } from './facts.ts';
import type { FolderFault } from './facts.ts';
import { MANIFEST, manifestText } from './manifest.ts';
import { otherVenues } from './other-venues.ts';
import { renderPdf } from './pdf.ts';
import { resultXlsx } from './xlsx.ts';

/** What papers are made of and how: the records' folder, the office's settings, the machine's checks. */
export interface PaperSource {
  readonly folder: string;
  readonly settings: PaperSettings;
  /** What the server found of its machine, for the readiness report; none where no server runs. */
  readonly checks: readonly ReadinessCheck[];
}

/** A finished file: a name that every system takes, and what is in it. */
export interface PaperFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Told after each file, with how many there will be. */
export type Progress = (done: number, total: number, name: string) => void;

/** Names of the result as data. */
export const DATA_NAMES = {
  json: 'ket-qua.json',
  csv: 'ket-qua.csv',
  xlsx: 'ket-qua.xlsx',
} as const;
type DataFormat = keyof typeof DATA_NAMES;

const DATA_FORMATS = Object.keys(DATA_NAMES) as DataFormat[];

/**
 * Makes every paper that the records allow, each as DOCX and PDF, and the result as JSON, CSV and
 * XLSX, into `out`. Nothing is written before all are made; the same records, settings and checks
 * give the same bytes. The names of the files, in the order of the list; rejects when the disk does.
 */
export async function makePapers(
  sodium: Sodium,
  source: PaperSource,
  out: string,
  progress: Progress,
): Promise<Result<readonly string[], FolderFault>> {
  const facts = await paperFacts(sodium, source.folder);
  if (!facts.ok) return facts;
  const steps = [
    ...(await allPapers(sodium, source, facts.value)).flatMap((paper) =>
      renderings(paper, datedAt(facts.value)),
    ),
    ...dataSteps(facts.value),
  ];
  const files: PaperFile[] = [];
  for (const step of steps) {
    const file = await step();
    files.push(file);
    progress(files.length, steps.length, file.name);
  }
  await makeFolder(out);
  for (const { name, bytes } of files) await replaceFile(join(out, name), bytes);
  const names = files.map(({ name }) => name);
  const { settings, checks } = source;
  await replaceFile(
    join(out, MANIFEST),
    Buffer.from(manifestText({ settings, checks, files: names, mark: recordsMark(facts.value) })),
  );
  return ok(names);
}

/** One file, made afresh from the records; `null` where it cannot be made (yet). */
export async function makeOne(
  sodium: Sodium,
  source: PaperSource,
  choice: PaperChoice,
): Promise<Result<PaperFile | null, FolderFault>> {
  const facts = await paperFacts(sodium, source.folder);
  if (!facts.ok) return facts;
  if (choice.id === 'result') {
    const step = isVoid(facts.value) ? undefined : dataStep(facts.value, choice.format);
    return ok(step === undefined ? null : await step());
  }
  const { id, copy, format } = choice;
  const others = id === 'twoVenues' ? await otherVenues(sodium, source.folder, facts.value) : [];
  const found = availablePapers(facts.value, source.settings, others, source.checks).find(
    (each) => each.id === id && each.copy === copy,
  );
  const paper = found?.make();
  return ok(paper === undefined ? null : await rendering(paper, format, datedAt(facts.value))());
}

type Step = () => Promise<PaperFile>;

async function allPapers(
  sodium: Sodium,
  { folder, settings, checks }: PaperSource,
  facts: PaperFacts,
): Promise<readonly Paper[]> {
  const others = await otherVenues(sodium, folder, facts);
  return availablePapers(facts, settings, others, checks).map(({ make }) => make());
}

function renderings(paper: Paper, made: Date): Step[] {
  return [rendering(paper, 'docx', made), rendering(paper, 'pdf', made)];
}

function rendering(paper: Paper, format: 'docx' | 'pdf', made: Date): Step {
  const render = format === 'docx' ? renderDocx : renderPdf;
  return async () => ({ name: `${paper.fileName}.${format}`, bytes: await render(paper, made) });
}

/**
 * The date that the files' properties state: of the last correction, of the count or, before it, of
 * the round. Taken from the records, so that a paper made again is the same file.
 */
function datedAt({ plan, corrections, times }: PaperFacts): Date {
  return new Date(corrections.at(-1)?.at ?? times.counted ?? times.created ?? plan.venue.votingDay);
}

function dataSteps(facts: PaperFacts): Step[] {
  if (isVoid(facts)) return [];
  return DATA_FORMATS.flatMap((format) => dataStep(facts, format) ?? []);
}

/** A void round has no result to hand on, whatever was counted before. */
function isVoid({ voided }: PaperFacts): boolean {
  return voided !== null;
}

function dataStep(facts: PaperFacts, format: DataFormat): Step | undefined {
  const all = counted(facts);
  if (all === null) return undefined;
  const name = DATA_NAMES[format];
  switch (format) {
    case 'json':
      return () => Promise.resolve({ name, bytes: Buffer.from(resultText(all.result)) });
    case 'csv':
      return () => Promise.resolve({ name, bytes: Buffer.from(resultCsv(all)) });
    case 'xlsx':
      return async () => ({ name, bytes: await resultXlsx(all) });
  }
}
