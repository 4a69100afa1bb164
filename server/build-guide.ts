import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = join(ROOT, 'docs', 'huong-dan');
/** The drill stands beside the guide in `docs/` and within it on the server. */
const DRILL = join(ROOT, 'docs', 'drill-vi.md');
const PICTURES = join(ROOT, 'docs', 'pictures', 'screens');
const FONTS = join(ROOT, 'node_modules', '@fontsource', 'be-vietnam-pro', 'files');
const FONT_FILES = ['vietnamese-400', 'latin-400', 'vietnamese-700', 'latin-700'] as const;

/** A page of the guide: its name on the server, and its Markdown. */
export interface GuideSource {
  /** Without the ending: `chu-tri`; the table of contents is `index`. */
  readonly name: string;
  readonly markdown: string;
}

/** Every page of the guide (docs/huong-dan), the table of contents among them, and the drill. */
export async function readGuide(): Promise<GuideSource[]> {
  const names = (await readdir(SOURCES)).filter((name) => name.endsWith('.md')).sort();
  const files = [...names.map((name) => join(SOURCES, name)), DRILL];
  return Promise.all(
    files.map(async (file) => ({
      name: basename(file, '.md').replace(/^README$/u, 'index'),
      markdown: await readFile(file, 'utf8'),
    })),
  );
}

/** Builds the guide into `dist/guide/`: plain pages with one stylesheet, for reading and printing. */
export async function buildGuide(out = join(ROOT, 'dist', 'guide')): Promise<void> {
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, 'pictures'), { recursive: true });
  const pages = await readGuide();
  for (const page of pages) await writeFile(join(out, `${page.name}.html`), await html(page));
  const shown = new Set(pages.flatMap(({ markdown }) => picturesOf(markdown)));
  for (const file of shown) {
    // A tree without its pictures still serves the words; the tests miss them.
    if (existsSync(join(PICTURES, file)))
      await copyFile(join(PICTURES, file), join(out, 'pictures', file));
  }
  for (const font of FONT_FILES) {
    const file = `be-vietnam-pro-${font}-normal.woff2`;
    await copyFile(join(FONTS, file), join(out, file));
  }
  await copyFile(join(import.meta.dirname, 'guide.css'), join(out, 'guide.css'));
}

/** The file names of the pictures that a page shows. */
export function picturesOf(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(\.\.\/pictures\/screens\/([^)]+)\)/gu)].map(
    ([, file]) => file ?? '',
  );
}

async function html({ name, markdown }: GuideSource): Promise<string> {
  // Loaded only when needed: a built tree starts without it.
  const { marked } = await import('marked');
  const body = await marked.parse(onServer(markdown), { async: true });
  const title = /^# (.+)$/mu.exec(markdown)?.[1] ?? 'Hòm Phiếu';
  const contents =
    name === 'index' ? '' : '<nav><a href="index.html">Mục lục hướng dẫn</a></nav>\n';
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>${title} · Hòm Phiếu</title>
<link rel="icon" href="data:," />
<link rel="stylesheet" href="guide.css" />
</head>
<body>
${contents}<main>
${body}</main>
</body>
</html>
`;
}

/** Links as they lie in `docs/`, made to those of the served folder. */
function onServer(markdown: string): string {
  return markdown
    .replaceAll('](../pictures/screens/', '](pictures/')
    .replace(/\]\((?:\.\.\/)?([\w-]+)\.md\)/gu, (_, page: string) =>
      page === 'README' ? '](index.html)' : `](${page}.html)`,
    );
}
