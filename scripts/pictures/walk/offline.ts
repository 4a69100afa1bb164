import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { OFFLINE_FILE } from '../../../server/build-offline.ts';
import type { Device } from '../stage.ts';
import type { Set } from './hall.ts';

/** An auditor's own machine: the page from disk, the files that the supervisor took along. */
export async function offline({ camera, stage, folder }: Set, supervisor: Device): Promise<void> {
  await camera.attempt('offline', async () => {
    // One after the other, as a person does: a browser refuses several at the same moment.
    const board = await takeAlong(supervisor, 'board', folder);
    const register = await takeAlong(supervisor, 'register', folder);
    const result = await takeAlong(supervisor, 'result', folder);
    const auditor = await stage.device('auditor', 'laptop');
    const { page } = auditor;
    await page.goto(pathToFileURL(OFFLINE_FILE).href);
    await camera.take('offline-start', auditor, ['laptop']);
    await page.getByTestId('input-board').setInputFiles(board);
    await page.getByTestId('input-register').setInputFiles(register);
    await page.getByTestId('input-result').setInputFiles(result);
    await page.getByTestId('digest').waitFor();
    await camera.take('offline-valid', auditor, ['laptop', 'phone'], { whole: true });
    await page.getByTestId('input-board').setInputFiles(await damaged(board, folder));
    await page.getByTestId('invalid').waitFor();
    await camera.take('offline-invalid', auditor, ['laptop', 'phone'], { whole: true });
    await stage.leave(auditor);
  });
}

type Kind = 'board' | 'register' | 'result';

async function takeAlong({ page }: Device, kind: Kind, folder: string): Promise<string> {
  const begun = page.waitForEvent('download', (file) => file.suggestedFilename().includes(kind));
  await page.getByTestId(`download-${kind}`).click();
  const path = join(folder, `${kind}.${kind === 'result' ? 'json' : 'jsonl'}`);
  await (await begun).saveAs(path);
  return path;
}

/** The same board with one total changed by hand. */
async function damaged(board: string, folder: string): Promise<string> {
  const text = await readFile(board, 'utf8');
  const path = join(folder, 'board-sua.jsonl');
  await writeFile(path, text.replace(/"t":"result"(.*?)"high":(\d)/u, '"t":"result"$1"high":9$2'));
  return path;
}
