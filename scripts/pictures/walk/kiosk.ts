import type { Device } from '../stage.ts';
import { castNow, MARKED, markList } from './ballot.ts';
import { untilState, type Set } from './hall.ts';

const LOOK_MS = 5_000;

/** The tablet just paired: what must be set on it first. */
export async function kioskSetUp({ camera }: Set, kiosk: Device): Promise<void> {
  await camera.attempt('kiosk-setup', async () => {
    await untilState(kiosk, 'setup');
    await camera.take('kiosk-setup', kiosk, ['tablet']);
    await kiosk.page.getByTestId('setup-ready').click();
  });
}

/** Waiting for the desk's call, and a code typed at the tablet. */
export async function kioskIdle({ camera }: Set, kiosk: Device): Promise<void> {
  await camera.attempt('kiosk-idle', async () => {
    await untilState(kiosk, 'idle');
    await camera.take('kiosk-idle', kiosk, ['tablet']);
    await kiosk.page.getByTestId('kiosk-enter').click();
    await untilState(kiosk, 'entering');
    await camera.take('kiosk-entering', kiosk, ['tablet']);
    await kiosk.page.getByTestId('entry-close').click();
  });
}

/** From the call to the receipt. */
export async function kioskBallot({ camera }: Set, kiosk: Device): Promise<void> {
  const { page } = kiosk;
  const called = page.getByTestId('kiosk-begin');
  if (await called.waitFor({ timeout: LOOK_MS }).then(isThere, isMissing)) {
    await camera.take('kiosk-called', kiosk, ['tablet']);
    await called.click();
  }
  await untilState(kiosk, 'marking');
  await camera.take('kiosk-ballot', kiosk, ['tablet']);
  await markList(kiosk, MARKED);
  await page.getByTestId('review').click();
  await camera.take('kiosk-review', kiosk, ['tablet']);
  await castNow(kiosk);
  await untilState(kiosk, 'received');
  await camera.take('kiosk-received', kiosk, ['tablet']);
}

function isThere(): boolean {
  return true;
}

function isMissing(): boolean {
  return false;
}
