import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** A package that this product runs or is built with, as `package-lock.json` pins it. */
export interface ThirdParty {
  readonly name: string;
  readonly version: string;
  /** SPDX, as its author states it. */
  readonly licence: string;
  /** Where it lies, from the root of the tree. */
  readonly path: string;
  /** For another system: named in the lock, perhaps not installed here. */
  readonly optional: boolean;
  readonly installScript: boolean;
  /** Of the bytes that npm checks: `sha512-…`. */
  readonly integrity: string | null;
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

/** Packages whose package.json does not say it in a form npm reads; read in their LICENSE files. */
const STATED: Readonly<Record<string, string>> = {
  'png-js': 'MIT',
  'xmlhttprequest-ssl': 'MIT',
};

/** Every package that is not for development alone, by name. */
export async function thirdParties(): Promise<ThirdParty[]> {
  const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path, locked]) => described(path, locked))
    .sort((a, b) => compare(a.name, b.name) || compare(a.path, b.path));
}

function described(path: string, locked: Locked): ThirdParty {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return {
    name,
    version: locked.version ?? '',
    licence: locked.license ?? STATED[name] ?? 'UNKNOWN',
    path,
    optional: locked.optional === true,
    installScript: locked.hasInstallScript === true,
    integrity: locked.integrity ?? null,
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The list for people, Markdown: `npm run licences` keeps it in `docs/licences.md`. */
export async function licenceTable(): Promise<string> {
  const all = await thirdParties();
  const rows = new Set(
    all.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |\n`),
  );
  return `# Licences of third parties

Made by \`npm run licences\` from \`package-lock.json\`: what \`npm start\` needs, with what those need. Their texts are served with the product at \`/huong-dan/third-party.txt\`.

| Package | Version | Licence |
|---|---|---|
${[...rows].join('')}`;
}

/** Writes the licence texts of all that is installed, each once, with the packages under it. */
export async function writeNotices(file: string): Promise<void> {
  const under = new Map<string, Set<string>>();
  for (const { name, version, licence, path } of await thirdParties()) {
    const text = await licenceText(join(ROOT, path));
    const key = text ?? licence;
    under.set(key, (under.get(key) ?? new Set()).add(`${name} ${version} (${licence})`));
  }
  const parts = [...under].map(([text, names]) => `${[...names].join('\n')}\n\n${text}\n`);
  await writeFile(
    file,
    // The mark tells browsers that plain text is UTF-8.
    `\uFEFFHòm Phiếu: phần mềm của bên thứ ba · third-party software\n\n${parts.join(`\n${'='.repeat(72)}\n\n`)}`,
  );
}

/** The LICENSE of an installed package; null where it has none, or is for another system. */
async function licenceText(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  const found = names.filter((name) => /^(?:licen[cs]e|copying|notice)\b/iu.test(name)).sort();
  const texts = await Promise.all(
    found.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  );
  const text = texts.join('\n').replaceAll('\r\n', '\n').trim();
  return text === '' ? null : text;
}
