import type { Device } from '../stage.ts';
import { castNow, MARKED, markList } from './ballot.ts';
import { untilState, type Set, type Staff } from './hall.ts';

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

/** The two minutes of a quiet tablet, shortened where a picture asks for it. */
export function hasty(): void {
  const wait = globalThis.setTimeout;
  // An arrow: a named function within would not live outside this module.
  globalThis.setTimeout = ((run: () => void, ms?: number) =>
    wait(
      run,
      ms === 120_000 && sessionStorage.getItem('hasty') !== null ? 1500 : ms,
    )) as typeof setTimeout;
}

async function hasten({ page }: Device, on: boolean): Promise<void> {
  await page.evaluate((wanted) => {
    if (wanted) sessionStorage.setItem('hasty', '1');
    else sessionStorage.removeItem('hasty');
  }, on);
}

/** From the call to the receipt; on the way nobody comes, and then somebody leaves. */
export async function kioskBallot(
  { camera }: Set,
  { kiosk, desk, display }: Staff,
  send: () => Promise<void>,
): Promise<void> {
  const { page } = kiosk;
  await hasten(kiosk, true);
  await send();
  const called = page.getByTestId('kiosk-begin');
  await called.waitFor();
  await camera.take('kiosk-called', kiosk, ['tablet']);
  await camera.attempt('display-call', async () => {
    await display.page.getByTestId('calls').getByText(/\S/u).waitFor();
    await camera.take('display-call', display, ['projector', 'laptop']);
  });
  await camera.attempt('desk-unanswered', async () => {
    await desk.page.getByTestId(/^kiosk-unanswered-/u).waitFor();
    await camera.take('desk-unanswered', desk, ['tablet']);
  });
  await called.click();
  await untilState(kiosk, 'marking');
  await camera.attempt('kiosk-left', async () => {
    await page.getByTestId('left-dialog').waitFor();
    await camera.take('kiosk-left', kiosk, ['tablet']);
    await desk.page.getByTestId(/^kiosk-left-/u).waitFor();
    await camera.take('desk-left', desk, ['tablet', 'laptop']);
  });
  await hasten(kiosk, false);
  await page.getByTestId('still-here').click();
  await camera.take('kiosk-ballot', kiosk, ['tablet']);
  await markList(kiosk, MARKED);
  await page.getByTestId('review').click();
  await camera.take('kiosk-review', kiosk, ['tablet']);
  await castNow(kiosk);
  await untilState(kiosk, 'received');
  await camera.take('kiosk-received', kiosk, ['tablet']);
}
