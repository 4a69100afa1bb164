import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const ROOT = join(import.meta.dirname, '..');
const SOURCES = join(ROOT, 'shared', 'protocol', 'fast', 'assembly');
const COMPILER = join(ROOT, 'node_modules', 'assemblyscript', 'bin', 'asc.js');
const FOLDER = join(ROOT, 'dist', 'verifier');

/** The fast verifier's WebAssembly, made by the build. */
export const VERIFIER_FILE = join(FOLDER, 'fast.wasm');
const STAMP = join(FOLDER, 'fast.json');

/** A stub as runtime: the module never allocates. The same sources give the same bytes. */
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub'];

/**
 * Compiles the fast verifier from its AssemblyScript unless what stands in `dist/` was made from
 * the same sources by the same compiler; true when it did. Throws the compiler's own words.
 */
export async function buildVerifier(): Promise<boolean> {
  const sources = await sourcesDigest();
  if (await isFresh(sources)) return false;
  const wasm = await compileVerifier();
  await mkdir(FOLDER, { recursive: true });
  await replace(VERIFIER_FILE, wasm);
  await replace(STAMP, JSON.stringify({ sources, wasm: sha256(wasm) }));
  return true;
}

/** The module's bytes, compiled anew: four seconds, in a process of its own. */
export async function compileVerifier(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-verifier-'));
  try {
    const file = join(folder, 'fast.wasm');
    await run(process.execPath, [COMPILER, 'index.ts', '--outFile', file, ...OPTIONS], {
      cwd: SOURCES,
    });
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isFresh(sources: string): Promise<boolean> {
  try {
    const stamp = JSON.parse(await readFile(STAMP, 'utf8')) as Record<string, unknown>;
    const wasm = sha256(await readFile(VERIFIER_FILE));
    return stamp['sources'] === sources && stamp['wasm'] === wasm;
  } catch {
    return false;
  }
}

/** Over every source file, the compiler's version and its options. */
async function sourcesDigest(): Promise<string> {
  const about = join(COMPILER, '..', '..', 'package.json');
  const { version } = JSON.parse(await readFile(about, 'utf8')) as { version: string };
  return sha256(JSON.stringify([version, OPTIONS, await readSources()]));
}

/** Name and text of every source file. */
async function readSources(): Promise<string[][]> {
  const names = (await readdir(SOURCES)).filter((name) => name.endsWith('.ts')).sort();
  const texts = names.map(async (name) => [name, await readFile(join(SOURCES, name), 'utf8')]);
  return await Promise.all(texts);
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** In one step: two builds at once do not disturb each other, nor a reader. */
async function replace(file: string, content: string | Uint8Array): Promise<void> {
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, content);
  await rename(fresh, file);
}
