import type { Device } from '../stage.ts';
import type { Set } from './hall.ts';

const PDF = Buffer.from('%PDF-1.7\n%%EOF');
const SIZES = ['laptop', 'tablet'] as const;

/** What the staff unit notes beside the plan: steps done, dossiers, a written question. */
export async function preparation({ camera }: Set, chair: Device): Promise<void> {
  const { page } = chair;
  await camera.attempt('chair-preparation', async () => {
    await page.getByTestId('prep-open').first().click();
    await mark(chair, 'bch/subject-report', '2027-02-20', 'Đủ hồ sơ của các đồng chí');
    await mark(chair, 'bch/dossier-to-voters', '2027-03-02', 'Công văn số 15-CV/BTC');
    await camera.take('chair-preparation', chair, SIZES, { whole: true });
    await page.getByTestId('step-mark-bch/explanation').click();
    await page.getByTestId('mark-day').waitFor();
    await camera.take('chair-preparation-mark', chair, ['laptop']);
    await page.keyboard.press('Escape');
    await dossiers(chair);
    await camera.take('chair-dossiers', chair, SIZES, { whole: true });
    await question(chair, async () => {
      await camera.take('chair-question', chair, SIZES);
    });
    await camera.take('chair-questions', chair, SIZES, { whole: true });
    await page.getByTestId('prep-close').click();
  });
}

async function mark({ page }: Device, step: string, day: string, note: string): Promise<void> {
  await page.getByTestId(`step-mark-${step}`).click();
  await page.getByTestId('mark-day').fill(day);
  await page.getByTestId('mark-note').fill(note);
  await page.getByTestId('mark-save').click();
  await page.getByTestId(`step-unmark-${step}`).waitFor();
}

async function dossiers({ page }: Device): Promise<void> {
  await page.getByTestId('prep-tab-dossiers').click();
  const names = ['Báo cáo tự đánh giá.pdf', 'Bản kê khai tài sản, thu nhập.pdf'];
  for (const [i, name] of names.entries()) {
    await page
      .getByTestId('dossier-0-add')
      .setInputFiles({ name, mimeType: 'application/pdf', buffer: PDF });
    await page.locator(`[data-testid="dossier-0-remove-${i}"]:enabled`).waitFor();
  }
}

async function question({ page }: Device, filled: () => Promise<void>): Promise<void> {
  await page.getByTestId('prep-tab-questions').click();
  await page.getByTestId('question-add').click();
  await page.getByTestId('question-venue').selectOption('bch');
  await page.getByTestId('question-subject').selectOption({ index: 1 });
  await page.getByTestId('question-from').fill('Phòng Tổ chức - Hành chính');
  await page
    .getByTestId('question-text')
    .fill('Đề nghị làm rõ tiến độ giải ngân vốn đầu tư công năm 2026.');
  await page.getByTestId('question-received').fill('2027-03-04');
  await page.getByTestId('question-forwarded').fill('2027-03-06');
  await page.getByTestId('question-answered').fill('2027-03-11');
  await page.getByTestId('question-answer').fill('Đã giải ngân 96,5%; phần còn lại chuyển 2027.');
  await filled();
  await page.getByTestId('question-save').click();
  await page.getByTestId('question-0').waitFor();
}
