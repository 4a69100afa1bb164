import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InlineConfig, Rolldown } from 'vite';
import { defined } from '#shared/assert.ts';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = join(ROOT, 'chair-console', 'offline');

/** The offline verifier's page, made by the build: one file that needs nothing else. */
export const OFFLINE_FILE = join(ROOT, 'dist', 'offline', 'verify.html');

/**
 * Builds `verify.html`: the page and, as text beside it, the engine with libsodium and the fast
 * verifier inside. Its policy allows the two texts by their hashes, and no connection at all. The
 * fast verifier must have been built. The same sources give the same bytes.
 */
export async function buildOffline(out = OFFLINE_FILE): Promise<void> {
  const page = await bundle('main.ts');
  const engine = await bundle('engine.ts');
  const template = await readFile(join(SOURCES, 'index.html'), 'utf8');
  await mkdir(join(out, '..'), { recursive: true });
  await writeFile(out, assembled(template, page, engine.script));
}

interface Bundle {
  readonly script: string;
  readonly style: string;
}

async function bundle(entry: string): Promise<Bundle> {
  // Loaded only when needed: a built tree starts without the bundler.
  const { build } = await import('vite');
  const built = (await build(await configOf(entry))) as Rolldown.RolldownOutput[];
  const { output } = defined(built[0], 'one bundle');
  const scripts = output.filter((file) => file.type === 'chunk');
  const styles = output.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
  if (scripts.length !== 1 || output.length !== 1 + styles.length) {
    throw new Error(`Bug: ${entry} is not one file: ${output.map((file) => file.fileName).join()}`);
  }
  const style = styles.map((file) => (file.type === 'asset' ? String(file.source) : '')).join('');
  return { script: defined(scripts[0]).code.trim(), style: style.trim() };
}

async function configOf(entry: string): Promise<InlineConfig> {
  const { svelte } = await import('@sveltejs/vite-plugin-svelte');
  return {
    configFile: false,
    root: SOURCES,
    logLevel: 'warn',
    plugins: [svelte({ configFile: false })],
    // libsodium asks where its file lies, and needs no answer: its WebAssembly is within.
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.url': '""' },
    build: {
      write: false,
      minify: true,
      cssMinify: true,
      target: 'es2022',
      // Everything in the file itself: fonts, and the verifier's WebAssembly.
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      lib: {
        entry: join(SOURCES, entry),
        formats: ['iife'],
        name: 'homPhieu',
        cssFileName: 'page',
      },
    },
  };
}

function assembled(template: string, page: Bundle, engine: string): string {
  const parts: Readonly<Record<string, string>> = {
    STYLE: page.style,
    ENGINE: asScript(engine),
    PAGE: asScript(page.script),
  };
  const policy = [
    "default-src 'none'",
    // The engine is named too: without a worker the page runs it itself.
    `script-src ${hashOf(parts['PAGE'])} ${hashOf(parts['ENGINE'])} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `style-src ${hashOf(parts['STYLE'])}`,
    'font-src data:',
    'img-src data:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // Without the space around a mark: the hash is over all that stands in the element.
  return template.replace(/\s*%([A-Z]+)%\s*/gu, (_, name: string) =>
    defined(name === 'POLICY' ? policy : parts[name], name),
  );
}

/** The text so that no piece of it ends or shields the element it stands in. */
function asScript(text: string): string {
  return text.replace(/<(?=\/script|!--)/giu, '\\x3C');
}

function hashOf(text: string | undefined): string {
  return `'sha256-${createHash('sha256').update(defined(text)).digest('base64')}'`;
}
