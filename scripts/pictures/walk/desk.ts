import { defined } from '#shared/assert.ts';
import { takeOffline, type Set, type Staff } from './hall.ts';

/** Issues a ballot on the desk's screen; the address in its QR. */
export async function issueOnScreen({ desk }: Staff, member: string): Promise<string> {
  const { page } = desk;
  await page.getByTestId(`issue-screen-${member}`).click();
  const url = await codeAddress(desk.page);
  await page.getByTestId('code-done').click();
  return url;
}

async function codeAddress(page: Staff['desk']['page']): Promise<string> {
  const qr = page.getByTestId('issue-qr');
  await qr.waitFor();
  return defined(await qr.getAttribute('data-url'));
}

/** The desk while the polls are open: issuing on screen, to the kiosk, on paper, slips. */
export async function deskPictures(
  set: Set,
  staff: Staff,
  members: { readonly screen: string; readonly kiosk: string; readonly paper: string },
): Promise<string> {
  const { camera } = set;
  const { desk } = staff;
  const { page } = desk;
  await page.getByTestId(`issue-screen-${members.screen}`).waitFor();
  await camera.take('desk-polling', desk, ['tablet', 'laptop']);
  await page.getByTestId(`issue-screen-${members.screen}`).click();
  const url = await codeAddress(page);
  await camera.take('desk-code', desk, ['tablet', 'laptop']);
  await page.getByTestId('code-done').click();
  await page.getByTestId(`issue-other-${members.paper}`).click();
  await page.getByTestId('issue-paper').waitFor();
  await camera.take('desk-ways', desk, ['tablet', 'laptop']);
  await page.getByTestId('issue-paper').click();
  await page.getByTestId('told').filter({ hasText: /\S/ }).waitFor();
  await camera.attempt('desk-slips', async () => {
    await page.getByTestId('slips-free').click();
    await page.getByTestId('slips-count').fill('6');
    await page.getByTestId('slips-make').click();
    await page.getByTestId('slip').first().waitFor();
    await camera.take('desk-slip-sheet', desk, ['tablet', 'laptop']);
    await page.getByTestId('slips-done').click();
  });
  await camera.attempt('desk-offline', () => takeOffline(set, 'desk-offline', desk, 'tablet'));
  return url;
}

/** Sends a member to the kiosk from the desk's screen. */
export async function sendToKiosk({ camera }: Set, { desk }: Staff, member: string): Promise<void> {
  const { page } = desk;
  await page.getByTestId(`issue-other-${member}`).click();
  await page.locator('[data-testid^="issue-kiosk-"]').first().click();
  await page.getByTestId('told').filter({ hasText: /\S/ }).waitFor();
  await camera.take('desk-told', desk, ['tablet']);
}
