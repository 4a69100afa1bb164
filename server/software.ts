import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientBuildDigest } from './client-digest.ts';

/** How many digits of the pages' digest stand on papers. */
const SHOWN = 24;

/**
 * What runs here, as the log of each round and the papers say it: `hom-phieu 0.1.0 (trang <digits>)`.
 * The digits are the first of `clientBuildDigest`, for the pages that devices receive; without built
 * pages they are missing.
 */
export async function softwareVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '..', 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  const digest = await clientBuildDigest();
  const pages = digest === null ? '' : ` (trang ${digest.slice(0, SHOWN)})`;
  return `hom-phieu ${version}${pages}`;
}
