import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Picture } from './camera.ts';

/** Writes `index.html` beside the pictures: all of them on one page, by role. */
export async function writeSheet(out: string, pictures: readonly Picture[]): Promise<void> {
  const roles = [...new Set(pictures.map(({ name }) => roleOf(name)))];
  const sections = roles.map((role) => {
    const own = pictures.filter(({ name }) => roleOf(name) === role);
    return `<h2>${role} (${own.length})</h2>\n<div>\n${own.map(figure).join('\n')}\n</div>`;
  });
  await writeFile(join(out, 'index.html'), page(sections.join('\n')));
}

function roleOf(name: string): string {
  return name.split('-')[0] ?? name;
}

function figure({ name, size, file }: Picture): string {
  const caption = `<figcaption>${name} · ${size}</figcaption>`;
  return `<figure><a href="${file}"><img src="${file}" alt="${name}, ${size}" loading="lazy" /></a>${caption}</figure>`;
}

function page(body: string): string {
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8" />
<title>Hòm Phiếu: mọi màn hình</title>
<style>
  body { margin: 24px; font-family: sans-serif; background: #ddd; }
  div { display: flex; flex-wrap: wrap; gap: 16px; align-items: flex-start; }
  figure { margin: 0; }
  img { display: block; max-width: 420px; max-height: 520px; border: 1px solid #777; }
  figcaption { font-size: 13px; }
</style>
<h1>Hòm Phiếu: mọi màn hình (npm run pictures)</h1>
${body}
</html>
`;
}
