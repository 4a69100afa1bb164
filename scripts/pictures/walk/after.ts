import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { pairDevice } from '../../clients/connect.ts';
import { Supervisor } from '../../clients/supervisor.ts';
import { archiveOfOtherLaptop } from '../other-laptop.ts';
import { picturePlan } from '../plan.ts';
import { offline } from './offline.ts';
import { tamper } from './tamper.ts';
import { SIZES, type Device, type SizeName } from '../stage.ts';
import { escape, pair, pairingAddress, untilPhase, type Set, type Staff } from './hall.ts';
import type { Sealed } from './sealing.ts';

/** From the counted result to the archive. */
export async function after(set: Set, staff: Staff, sealed: Sealed): Promise<void> {
  const { camera } = set;
  const { chair, display, supervisor } = staff;
  const [head, second] = sealed.tellers;
  await supervisor.page
    .locator('[data-testid="recount-state"][data-state="same"]')
    .waitFor({ timeout: 180_000 });
  await camera.take('chair-counted', chair, ['laptop'], { whole: true });
  await camera.take('display-counted', display, ['projector', 'laptop']);
  await camera.take('supervisor-recounted', supervisor, ['laptop', 'tablet'], { whole: true });
  await camera.take('teller-recounted', second, ['phone'], { whole: true });
  await deceived(set, chair);
  await differing(set, staff);
  await offline(set, supervisor);
  await reasons(set, chair);
  await announce(set, staff);
  await papers(set, chair);
  await afterwards(set, chair);
  await sealedArchive(set, chair);
  await camera.take('teller-announced', head, ['tablet'], { whole: true });
  await camera.take('supervisor-announced', supervisor, ['laptop']);
  await head.page.getByTestId('sign-minutes').click();
  await head.page.getByTestId('sign-minutes').and(head.page.locator(':disabled')).waitFor();
  await camera.take('teller-signed', head, ['tablet']);
  await chair.page.getByTestId('archive').and(chair.page.locator(':enabled')).click();
  await chair.page.getByTestId('archive-confirm').waitFor();
  await camera.take('chair-archive', chair, ['laptop']);
  await chair.page.getByTestId('archive-confirm').click();
  await untilPhase(display, 'archived');
  await camera.take('chair-archived', chair, ['laptop'], { whole: true });
  await camera.take('display-archived', display, ['projector']);
}

/** A supervisor to whom the server's words arrive with one byte changed. */
async function deceived({ camera, stage }: Set, chair: Device): Promise<void> {
  await camera.attempt('supervisor-red', async () => {
    const victim = await stage.device('deceived supervisor', 'laptop');
    await tamper(victim.page);
    await pair(chair, 'pair-supervisor', victim);
    await victim.page.locator('[data-testid="board-state"][data-state="red"]').waitFor();
    await camera.take('supervisor-red', victim, ['laptop'], { whole: true });
    await stage.leave(victim);
  });
}

/** A supervisor's device that says another digest; the chair sets its recount aside (design 7). */
async function differing({ camera, server }: Set, { chair, supervisor }: Staff): Promise<void> {
  await camera.attempt('chair-recount-differs', async () => {
    const { page } = chair;
    await page.getByTestId('pair-supervisor').click();
    const code = new URL(await pairingAddress(page)).hash.replace(/^#pair=/u, '');
    const other = new Supervisor(await pairDevice(server.url, code, 'Máy giám sát thứ ba'));
    await page.getByTestId('pairing-close').click();
    await other.submitRecount('A'.repeat(43));
    const recounts = page.getByTestId('recounts');
    await recounts.locator('[data-state="differs"]').waitFor();
    await recounts.scrollIntoViewIfNeeded();
    await camera.take('chair-recount-differs', chair, ['laptop']);
    await camera.take('supervisor-other-differs', supervisor, ['laptop'], { whole: true });
    await page.locator('[data-testid^="set-aside-"]').first().click();
    await page.getByTestId('set-aside-reason').fill('Trình duyệt của máy này quá cũ');
    await camera.take('chair-recount-set-aside', chair, ['laptop']);
    await page.getByTestId('set-aside-confirm').click();
    await recounts.locator('[data-state="differs"]').waitFor({ state: 'detached' });
    other.close();
  });
}

async function reasons({ camera }: Set, { page, ...chair }: Device): Promise<void> {
  const fields = page.locator('[data-testid^="gap-reason-"]');
  for (let i = 0; i < (await fields.count()); i += 1) {
    await fields.nth(i).fill('Hai đồng chí ra về trước khi kết thúc, không bỏ phiếu');
    await page.locator('[data-testid^="gap-save-"]').nth(i).click();
    await page.locator('[data-testid^="gap-recorded-"]').nth(i).waitFor();
  }
  await page.getByTestId('announce').and(page.locator(':enabled')).waitFor();
  await camera.take('chair-counted-ready', { page, ...chair }, ['laptop'], { whole: true });
}

async function announce({ camera }: Set, { chair, display }: Staff): Promise<void> {
  await chair.page.getByTestId('announce').click();
  await chair.page.getByTestId('announce-confirm').waitFor();
  await camera.take('chair-announce', chair, ['laptop']);
  await chair.page.getByTestId('announce-confirm').click();
  await display.page.getByTestId('result-table').waitFor();
  await camera.take('chair-announced', chair, ['laptop'], { whole: true });
  await camera.take('display-result', display, ['projector', 'laptop']);
  await display.page.getByTestId('show-codes').click();
  await camera.take('display-codes', display, ['projector', 'laptop']);
  await display.page.getByTestId('show-codes').click();
}

/** What is still to be done: one step done, a note to whom it went; whom the rules speak of. */
async function afterwards({ camera }: Set, chair: Device): Promise<void> {
  const { page } = chair;
  await camera.attempt('chair-after', async () => {
    await page.getByTestId('after-mark-bch/copy-1').click();
    await page.getByTestId('mark-note').fill('Giao trực tiếp, có ký nhận');
    await page.getByTestId('mark-save').click();
    await page.getByTestId('after-unmark-bch/copy-1').waitFor();
    for (const [part, name] of [
      ['after-panel', 'chair-after'],
      ['bands', 'chair-after-bands'],
    ] as const) {
      for (const size of ['laptop', 'tablet'] as const) {
        await page.setViewportSize(SIZES[size]);
        await page.getByTestId(part).evaluate((element) => {
          element.scrollIntoView({ block: 'start' });
        });
        await camera.take(name, chair, [size]);
      }
    }
    await page.setViewportSize(SIZES.laptop);
  });
}

const ARCHIVE_MS = 120_000;
/** A venue of the pictures' plan that was counted on another laptop. */
const OTHER_VENUE = 'can-bo';

/** The sealed archive: its passphrase asked for, made, handed over; another venue's result. */
async function sealedArchive({ camera, folder }: Set, chair: Device): Promise<void> {
  const { page } = chair;
  const panel = page.locator('main').getByTestId('archive-panel');
  /** At each size with its beginning at the top of the screen. */
  async function atTop(name: string, box: Locator, sizes: readonly SizeName[]): Promise<void> {
    for (const size of sizes) {
      await page.setViewportSize(SIZES[size]);
      await box.evaluate((element) => {
        element.scrollIntoView({ block: 'start' });
      });
      await camera.take(name, chair, [size]);
    }
    await page.setViewportSize(SIZES.laptop);
  }
  await camera.attempt('chair-archive-panel', async () => {
    await panel.getByTestId('archive-passphrase').fill('năm từ không liên quan');
    await panel.getByTestId('archive-repeat').fill('năm từ không liên');
    await atTop('chair-archive-panel', panel, ['laptop', 'tablet', 'phone']);
    await panel.getByTestId('archive-repeat').fill('năm từ không liên quan');
    await panel.getByTestId('archive-make').click();
    await panel.getByTestId('archive-sha').waitFor({ timeout: ARCHIVE_MS });
    await atTop('chair-archive-made', panel, ['laptop', 'tablet', 'phone']);
  });
  await camera.attempt('chair-hand-over', async () => {
    const record = page.getByTestId('hand-over');
    await record.locator('summary').click();
    await record.getByTestId('hand-over-from-name').fill('Hồ Ngọc Phượng');
    await atTop('chair-hand-over', record, ['laptop', 'tablet']);
    await record.locator('summary').click();
  });
  await camera.attempt('chair-other-venues-refused', async () => {
    const others = page.getByTestId('other-venues');
    const waiting = page.waitForEvent('download');
    await panel.getByTestId('archive-download').click();
    const path = await (await waiting).path();
    const name = 'luu-tru-noi-khac.homphieu';
    const buffer = await readFile(path);
    const mimeType = 'application/octet-stream';
    await others.getByTestId('import-file').setInputFiles({ name, mimeType, buffer });
    await others.getByTestId('import-passphrase').fill('một mật khẩu sai');
    await others.getByTestId('import-take').click();
    await others.getByTestId('refusal').waitFor({ timeout: ARCHIVE_MS });
    await atTop('chair-other-venues-refused', others, ['laptop']);
  });
  await camera.attempt('chair-other-venues', async () => {
    const others = page.getByTestId('other-venues');
    const passphrase = 'một mật khẩu khác hẳn';
    const place = join(folder, 'other-laptop');
    const buffer = await archiveOfOtherLaptop(picturePlan(), OTHER_VENUE, place, passphrase);
    const name = 'luu-tru-can-bo-1.homphieu';
    const mimeType = 'application/octet-stream';
    await others.getByTestId('import-file').setInputFiles({ name, mimeType, buffer });
    await others.getByTestId('import-passphrase').fill(passphrase);
    await others.getByTestId('import-take').click();
    await others.getByTestId('import-digest').waitFor({ timeout: ARCHIVE_MS });
    await atTop('chair-other-venues', others, ['laptop', 'tablet', 'phone']);
  });
}

const PAPERS_MS = 240_000;

async function papers({ camera }: Set, chair: Device): Promise<void> {
  const { page } = chair;
  const panel = page.locator('main').getByTestId('papers');
  await camera.attempt('chair-papers', async () => {
    await panel.getByTestId('papers-make').click();
    await panel.getByTestId('papers-zip').waitFor({ timeout: PAPERS_MS });
    await panel.scrollIntoViewIfNeeded();
    await panel.evaluate((box) => {
      box.scrollIntoView({ block: 'start' });
    });
    await camera.take('chair-papers', chair, ['laptop']);
  });
  await camera.attempt('chair-papers-settings', async () => {
    const settings = panel.getByTestId('paper-settings');
    await settings.locator('summary').click();
    await settings.evaluate((box) => {
      box.scrollIntoView({ block: 'start' });
    });
    await camera.take('chair-papers-settings', chair, ['laptop']);
    await settings.locator('summary').click();
  });
  await camera.attempt('chair-reading', async () => {
    await panel.getByTestId('reading-open').click();
    await page.getByTestId('reading-text').waitFor();
    await camera.take('chair-reading', chair, ['laptop']);
    await escape(chair);
  });
}
