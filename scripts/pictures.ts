import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { BROWSER_ARGS, ensureBrowser } from './browser.ts';
import { Camera } from './pictures/camera.ts';
import { parseOptions, USAGE, type PicturesRequest } from './pictures/options.ts';
import { startPhotographed } from './pictures/server.ts';
import { writeSheet } from './pictures/sheet.ts';
import { Stage } from './pictures/stage.ts';
import { walk } from './pictures/walk.ts';

/**
 * `npm run pictures`: holds a whole meeting with the real server and a browser for every role, and
 * takes a picture of every screen and state (issue 5, 10 and 11); with `--axe`, WCAG 2.2 AA is
 * checked on each. Exit code 1 when a state could not be shown, a page broke, or axe found anything.
 */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (!options.ok) {
    console.error(`${options.error}\n${USAGE}`);
    return 2;
  }
  const camera = new Camera(options.value);
  const faults = await takeAll(camera);
  return report(options.value, camera, faults);
}

/** Everything that went wrong in a page, or broke off the walk. */
async function takeAll(camera: Camera): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hom-phieu-pictures-'));
  const path = await ensureBrowser();
  const browser = await chromium.launch({
    args: BROWSER_ARGS,
    ...(path === null ? {} : { executablePath: path }),
  });
  const server = await startPhotographed(join(folder, 'data'));
  const stage = new Stage(browser);
  try {
    await Promise.race([walk({ server, stage, camera, folder }), server.crashed]);
    return stage.faults;
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [...stage.faults, why];
  } finally {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function report(
  { out, axe, only }: PicturesRequest,
  { pictures, findings, missed }: Camera,
  faults: readonly string[],
): Promise<number> {
  if (only === null) await writeSheet(out, pictures);
  const kilobytes = Math.round(pictures.reduce((sum, { bytes }) => sum + bytes, 0) / 1024);
  console.log(`${pictures.length} hình, ${kilobytes} kB, tại ${out}`);
  if (axe) console.log(`axe, WCAG 2.2 AA: ${findings.length} vi phạm`);
  const wrong = [...findings, ...missed.map((name) => `không chụp được ${name}`), ...faults];
  for (const line of wrong) console.error(line);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
