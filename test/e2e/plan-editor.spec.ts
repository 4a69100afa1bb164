import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { axeFindings } from '../../scripts/pictures/axe.ts';
import { startServer, type RunningServer } from '../../scripts/rehearse/server.ts';
import { Hall } from './support/hall.ts';

/** A plan from nothing to a rehearsal, in the chair's page alone (issue 8.1, 8.2). */
test.describe.configure({ mode: 'serial' });

let server: RunningServer;
let hall: Hall;
let chair: Page;

const ROLL = [
  'TT;Họ và tên;Chức vụ;Đơn vị',
  ...Array.from(
    { length: 12 },
    (_, i) => `${i + 1};Đại biểu số ${'ABCDEFGHIKLM'[i] ?? ''}${i + 1};Ủy viên;Tổ ${(i % 3) + 1}`,
  ),
  '13;Đại biểu số A1;ủy viên;Tổ 1',
  '14;;Ủy viên;Tổ 2',
].join('\r\n');

test.beforeAll(async ({ browser }) => {
  test.setTimeout(300_000);
  server = await startServer({ screens: true });
  hall = new Hall(browser);
  chair = await hall.device('chair', { viewport: { width: 1366, height: 768 } });
});

test.afterAll(async () => {
  await hall.close();
  await server.stop();
});

async function picture(name: string): Promise<void> {
  const to = process.env['PLAN_PICTURES'];
  if (to !== undefined) await chair.screenshot({ path: join(to, `${name}.png`) });
}

/** WCAG 2.2 AA in this state (issue 5, 9). */
async function expectClean(state: string): Promise<void> {
  expect(await axeFindings(chair), state).toEqual([]);
}

async function saved(): Promise<void> {
  await expect(chair.getByTestId('save-state')).toHaveAttribute('data-state', 'saved', {
    timeout: 20_000,
  });
}

test('a plan is written, its roll imported, saved by itself, and there after a reload', async () => {
  test.setTimeout(180_000);
  await chair.goto(server.link);
  await expectClean('the drafts');
  await chair.getByTestId('draft-new').click();
  await expectClean('nothing written yet');
  await chair.getByLabel('Tên kế hoạch').fill('Lấy phiếu tín nhiệm đối với lãnh đạo Sở năm 2026');
  await chair.getByLabel('Số, ký hiệu').fill('01-KH/SO');
  await chair.getByLabel('Ngày ban hành').fill('2026-01-20');
  await chair.getByLabel('Cơ quan ban hành').fill('Sở X');
  await chair.getByTestId('add-venue').click();
  await chair.getByLabel('Tên nơi lấy phiếu').fill('Hội nghị cán bộ Sở');
  await expectClean('a venue with faults');
  await picture('venue');
  await expect(chair.getByTestId('finding-0')).toContainText('Địa điểm');
  await chair.getByTestId('finding-0').click();
  await expect(chair.getByLabel('Địa điểm')).toBeFocused();
  await chair.getByLabel('Địa điểm').fill('Hội trường Sở');
  await chair.getByLabel('Ngày lấy phiếu').fill('2026-03-20');
  await chair.getByLabel('Thành phần ghi phiếu').fill('Cán bộ chủ chốt của Sở');
  await chair.getByLabel('Chủ trì').fill('Giám đốc Sở');
  await chair.getByTestId('tab-roll-0').click();
  await chair.getByTestId('roll-import').click();
  await chair.getByTestId('import-file').setInputFiles({
    name: 'danh-sach.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`\uFEFF${ROLL}`, 'utf16le'),
  });
  await expect(chair.getByTestId('import-summary')).toContainText('Thêm 12');
  await expect(chair.getByTestId('import-refused')).toContainText('Dòng 15');
  await expectClean('an import with a row refused');
  await picture('import');
  await chair.getByTestId('import-apply').click();
  await picture('roll');
  await chair.getByTestId('tab-subjects').click();
  for (const name of ['Đại biểu số A1', 'Đại biểu số B2']) {
    await chair.getByTestId('subjects-add').click();
    await chair.keyboard.type(name);
    await chair.keyboard.press('Tab');
    await chair.keyboard.type('Phó Giám đốc Sở');
    // The only venue: ticked by itself.
    await expect(chair.getByLabel('Hội nghị cán bộ Sở').last()).toBeChecked();
  }
  await expectClean('the subjects');
  await picture('subjects');
  await expect(chair.getByTestId('findings')).toContainText('Kế hoạch dùng được');
  await saved();
  await chair.reload();
  await chair.getByTestId('draft-open-0').click();
  await chair.getByTestId('tab-subjects').click();
  await expect(chair.getByTestId('subjects').getByRole('row')).toHaveCount(3);
});

test('a deleted row comes back', async () => {
  await chair.getByLabel('Xóa dòng 1').click();
  await expect(chair.getByTestId('subjects').getByRole('row')).toHaveCount(2);
  await chair.getByTestId('undo').click();
  await expect(chair.getByTestId('subjects').getByRole('row')).toHaveCount(3);
});

test('rows by the keyboard alone: added, moved, removed, taken back', async () => {
  const table = chair.getByTestId('subjects');
  const names = table.locator('tbody tr td:nth-child(2) .cell');
  await names.last().focus();
  await chair.keyboard.press('Enter');
  await chair.keyboard.type('Đại biểu số C3');
  await expect(names.nth(2)).toHaveValue('Đại biểu số C3');
  await chair.keyboard.press('Alt+ArrowUp');
  await expect(names.nth(1)).toHaveValue('Đại biểu số C3');
  await expect(names.nth(1)).toBeFocused();
  await chair.keyboard.press('ArrowUp');
  await expect(names.first()).toBeFocused();
  await chair.keyboard.press('ArrowDown');
  await chair.keyboard.press('Control+Delete');
  await expect(table.getByRole('row')).toHaveCount(3);
  await chair.keyboard.press('Tab');
  await expect(table.locator('tbody textarea').last()).toBeFocused();
  await expectClean('a row removed');
});

test('the ballot is shown as printed and as on a phone, and the plan begins a rehearsal', async () => {
  test.setTimeout(180_000);
  await chair.getByTestId('tab-preview').click();
  const phone = chair.getByTestId('preview-phone').contentFrame();
  await expect(phone.getByTestId('begin')).toBeVisible({ timeout: 30_000 });
  await phone.getByTestId('begin').click();
  await expect(phone.getByRole('heading', { name: 'Đại biểu số A1' })).toBeVisible();
  const paper = chair.getByTestId('preview-paper').contentFrame();
  await expect(paper.locator('canvas').first()).toBeVisible({ timeout: 60_000 });
  await expect
    .poll(
      () =>
        paper
          .locator('canvas')
          .first()
          .evaluate((each: HTMLCanvasElement) => each.width),
      {
        timeout: 30_000,
      },
    )
    .toBeGreaterThan(100);
  await expectClean('the preview');
  await picture('preview');
  await chair.getByTestId('use-plan').click();
  await expect(chair.getByTestId('plan-title')).toContainText('lãnh đạo Sở');
  await picture('start');
  await chair.locator('[data-testid^="start-round-"]').click();
  await chair.getByTestId('freeze').click();
  await expect(chair.getByTestId('present-count')).toBeVisible({ timeout: 30_000 });
});
