/** Which of the three files an auditor has given, told by what is in it. */
import { formatProblem } from '#shared/plan/problem.ts';
import { err, ok } from '#shared/result.ts';
import type { Result } from '#shared/result.ts';
import { parseResult } from '#shared/result/result.ts';

/** The three files of a round that can be verified. */
export const KINDS = ['board', 'register', 'result'] as const;
export type FileKind = (typeof KINDS)[number];

/** A file as it was given. */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file in its place; of a result, its JSON as it stands. */
export interface ChosenFile extends GivenFile {
  readonly kind: FileKind;
  readonly json?: unknown;
}

/** Why a file cannot be used (exit 2 of the command, P 4.11); `text` says more. */
export interface Unusable {
  readonly why: 'empty' | 'unknown' | 'notResult';
  readonly name: string;
  readonly text: string;
}

const FIRST_BYTES = 400;

/**
 * What the file is: by its first line, else by its name, so that a damaged board is still verified
 * as one and its first fault named.
 */
export function kindOf({ name, bytes }: GivenFile): FileKind | null {
  const start = new TextDecoder().decode(bytes.subarray(0, FIRST_BYTES));
  if (start.startsWith('{"n":0,"t":"setup"')) return 'board';
  if (start.startsWith('{"n":0,"t":"register"')) return 'register';
  if (start.includes('"hom-phieu/result/')) return 'result';
  if (/register|so-phat-phieu/iu.test(name)) return 'register';
  if (/board|bang-cong-khai|hom-phieu/iu.test(name) && !/\.json$/iu.test(name)) return 'board';
  if (/result|ket-qua/iu.test(name)) return 'result';
  return null;
}

/** The file in the place `kind`, or why it cannot be used there. */
export function choose(given: GivenFile, kind: FileKind | null): Result<ChosenFile, Unusable> {
  const { name, bytes } = given;
  // An empty register is a register that is wrong.
  if (bytes.length === 0 && kind !== 'register') return err({ why: 'empty', name, text: '' });
  if (kind === null) return err({ why: 'unknown', name, text: '' });
  if (kind !== 'result') return ok({ kind, name, bytes });
  const json = parseJson(bytes);
  const result = parseResult(json);
  if (result.ok) return ok({ kind, name, bytes, json });
  const [problem] = result.error;
  const text = json === undefined || problem === undefined ? '' : formatProblem(problem);
  return err({ why: 'notResult', name, text });
}

/** UTF-8 without BOM, as the file's form has it (SPEC V15). */
function parseJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
