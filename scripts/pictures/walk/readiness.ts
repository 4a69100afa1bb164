import type { Device } from '../stage.ts';
import type { Set } from './hall.ts';

/** The readiness page with a phone on its walk, in reach and out of it. */
export async function readiness({ camera, stage }: Set, chair: Device): Promise<void> {
  await camera.attempt('chair-readiness', async () => {
    await chair.page.getByTestId('ready-open').click();
    await chair.page.getByTestId('walk-start').click();
    const url = await chair.page.getByTestId('walk-url').innerText();
    const phone = await stage.device('walking phone', 'phone');
    await phone.page.goto(url);
    await phone.page.locator('[data-testid="walk"][data-state="good"]').waitFor();
    await camera.take('readiness-walk-good', phone, ['phone']);
    await chair.page.getByTestId('walker-1').waitFor();
    await chair.page.locator('[data-testid="check-sample"][data-state="ok"]').waitFor();
    await camera.take('chair-readiness', chair, ['laptop', 'tablet'], { whole: true });
    await phone.page.context().setOffline(true);
    await phone.page.locator('[data-testid="walk"][data-state="out"]').waitFor();
    await camera.take('readiness-walk-out', phone, ['phone']);
    await stage.leave(phone);
    await chair.page.getByTestId('walk-stop').click();
    await chair.page.getByTestId('ready-back').click();
  });
}
