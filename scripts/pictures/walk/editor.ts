import type { Page } from '@playwright/test';
import type { Device } from '../stage.ts';
import { escape, type Set } from './hall.ts';

const SCREENS = ['laptop', 'tablet', 'projector', 'phone'] as const;
const FEW = ['laptop', 'tablet'] as const;

/** A list as an office exports it: a title above, one person twice, one without a name. */
const LIST = [
  'DANH SÁCH NGƯỜI ĐƯỢC TRIỆU TẬP;;;',
  'TT;Họ và tên;Chức vụ;Đơn vị',
  ...['A', 'B', 'C', 'D', 'E', 'G', 'H', 'I'].map(
    (letter, i) => `${i + 1};Phan Văn ${letter};Trưởng phòng;Tổ ${i % 3}`,
  ),
  '9;Phan Văn A;trưởng phòng;Tổ 0',
  '10;;Trưởng phòng;Tổ 1',
  '11;Phan Văn B;Chủ tịch Công đoàn;Tổ 2',
].join('\r\n');

/** The editor of plans: nothing written yet, the longest sample with and without faults, the import. */
export async function editor(set: Set, chair: Device): Promise<void> {
  await set.camera.attempt('editor', async () => {
    await emptyPlan(set, chair);
    await longPlan(set, chair);
    await faults(set, chair);
    await imports(set, chair);
    await preview(set, chair);
    await chair.page.getByTestId('close-editor').click();
    await chair.page.getByTestId('draft-open-0').waitFor();
    await set.camera.take('editor-drafts', chair, ['laptop', 'phone'], { whole: true });
    for (let left = 2; left > 0; left -= 1) {
      await chair.page.getByTestId('drafts').locator('li button').last().click();
      await chair.page.getByTestId(`draft-open-${left - 1}`).waitFor({ state: 'detached' });
    }
    await chair.page.reload();
    await chair.page.getByTestId('load-sample').waitFor();
  });
}

async function emptyPlan({ camera }: Set, chair: Device): Promise<void> {
  const { page } = chair;
  await page.getByTestId('draft-new').click();
  await saved(page);
  await camera.take('editor-empty', chair, [...FEW, 'phone'], { whole: true });
  await page.getByTestId('close-editor').click();
}

async function longPlan({ camera }: Set, chair: Device): Promise<void> {
  const { page } = chair;
  await page.getByTestId('draft-sample').selectOption('huyen-uy');
  await saved(page);
  for (const [tab, name] of [
    ['tab-plan', 'editor-plan'],
    ['tab-venue-0', 'editor-venue'],
    ['tab-roll-0', 'editor-roll'],
    ['tab-people-0', 'editor-people'],
    ['tab-subjects', 'editor-subjects'],
  ] as const) {
    await page.getByTestId(tab).click();
    await camera.take(name, chair, name === 'editor-subjects' ? SCREENS : FEW, { whole: true });
  }
}

/** A name missing, a post missing, three venues for one person (R4), a place missing. */
async function faults({ camera }: Set, chair: Device): Promise<void> {
  const { page } = chair;
  const rows = page.getByTestId('subjects').locator('tbody tr');
  await rows.nth(1).locator('.cell').first().fill('');
  await rows.nth(2).locator('.cell').last().fill('');
  for (const box of await rows.first().getByRole('checkbox').all()) await box.check();
  await page.getByTestId('findings').getByText('tối đa ở 2 nơi').waitFor();
  await camera.take('editor-faults', chair, SCREENS, { whole: true });
  await page.getByTestId('tab-preview').click();
  await camera.take('editor-preview-not-yet', chair, ['laptop']);
  await page.getByTestId('tab-subjects').click();
  await rows.nth(1).locator('.cell').first().fill('Trần Thị B');
  await rows.nth(2).locator('.cell').last().fill('Phó Bí thư Huyện ủy');
  await rows.first().getByRole('checkbox').last().uncheck();
  await rows.first().getByRole('checkbox').nth(1).uncheck();
}

async function imports({ camera }: Set, chair: Device): Promise<void> {
  const { page } = chair;
  await page.getByTestId('tab-roll-2').click();
  await page.getByTestId('roll-import').click();
  await camera.take('editor-import-choose', chair, FEW);
  const file = page.getByTestId('import-file');
  // A text that is neither Unicode nor Vietnamese: TCVN3, as offices still have it.
  const legacy = Buffer.from('TT;Hä vµ tªn\r\n1;NguyÔn V¨n A\r\n', 'latin1');
  await file.setInputFiles({ name: 'cu.csv', mimeType: 'text/csv', buffer: legacy });
  await page.getByTestId('import').getByRole('alert').first().waitFor();
  await camera.take('editor-import-refused', chair, ['laptop', 'phone']);
  const buffer = Buffer.from(`\uFEFF${LIST}`, 'utf16le');
  await file.setInputFiles({ name: 'danh-sach.csv', mimeType: 'text/csv', buffer });
  await page.getByTestId('import-summary').waitFor();
  await camera.take('editor-import', chair, SCREENS);
  // To the end: half under the buttons a row is no fault, but axe would take it for one.
  await page.getByTestId('diff-removed').evaluate((each) => {
    each.scrollIntoView({ block: 'end' });
  });
  await camera.take('editor-import-diff', chair, ['laptop', 'phone']);
  await escape(chair);
}

async function preview({ camera }: Set, chair: Device): Promise<void> {
  const { page } = chair;
  await page.getByTestId('tab-preview').click();
  const paper = page.getByTestId('preview-paper').contentFrame();
  await paper.locator('canvas').first().waitFor();
  await page.getByTestId('preview-phone').contentFrame().getByTestId('begin').click();
  // At the phone's width the two stand below the list of parts.
  await camera.take('editor-preview', chair, ['laptop', 'projector']);
}

async function saved(page: Page): Promise<void> {
  await page.locator('[data-testid="save-state"][data-state="saved"]').waitFor();
}
