import type { Page } from '@playwright/test';
import type { Blocker } from '#shared/meeting/views.ts';
import type { RunningServer } from '../../rehearse/server.ts';
import type { Camera } from '../camera.ts';
import type { Device, Stage } from '../stage.ts';

/** What every chapter of the walk works with. */
export interface Set {
  readonly server: RunningServer;
  readonly stage: Stage;
  readonly camera: Camera;
  /** A folder for the plan, the broken plan and the second copy. */
  readonly folder: string;
}

/** The devices of the staff. */
export interface Staff {
  readonly chair: Device;
  readonly desk: Device;
  readonly supervisor: Device;
  readonly display: Device;
  readonly kiosk: Device;
}

/** Shows a pairing code on the chair's page and opens it on `device`. */
export async function pair(chair: Device, button: string, device: Device): Promise<void> {
  await chair.page.getByTestId(button).click();
  await device.page.goto(await pairingAddress(chair.page));
  await chair.page.getByTestId('paired').waitFor();
  await chair.page.getByTestId('pairing-close').click();
}

/** The address that the open pairing dialog shows. */
export function pairingAddress(chair: Page): Promise<string> {
  return chair.getByTestId('pairing-url').innerText();
}

/** Waits until the chair's page is in a phase. */
export async function untilPhase({ page }: Device, phase: string): Promise<void> {
  await page.locator(`[data-testid="phase"][data-phase="${phase}"]`).first().waitFor();
}

/** Types the number that the chair must confirm, and confirms it. */
export async function confirmNumber({ page }: Device, number: number): Promise<void> {
  await page.getByTestId('typed-number').fill(String(number));
  await page.getByTestId('confirm-number').click();
}

/** Waits for a voter's screen by its name. */
export async function untilState({ page }: Device, state: string): Promise<void> {
  await page.locator(`[data-testid="state"][data-state="${state}"]`).waitFor();
}

/** Opens a closed `<details>` by its test id. */
export async function unfold({ page }: Device, testid: string): Promise<void> {
  await page.getByTestId(testid).locator('summary').click();
}

/** Closes the modal dialog that is open. */
export async function escape({ page }: Device): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({ state: 'detached' });
}

/** Shows the chair's page with alarms that this walk's machine does not raise. */
export async function alarmed(
  { camera }: Set,
  name: string,
  chair: Device,
  alarms: readonly Blocker[],
): Promise<void> {
  await camera.attempt(name, async () => {
    chair.gate.tell((word) =>
      word.replace('"alarms":[', `"alarms":${JSON.stringify(alarms).slice(0, -1)},`),
    );
    await chair.page.reload();
    await chair.page.getByTestId('alarms').waitFor();
    await camera.take(name, chair, ['laptop', 'phone']);
  });
  chair.gate.tell((word) => word);
  await chair.page.reload();
  await chair.page.getByTestId('more').waitFor();
}

/** Shows a device without its line, takes it, and gives the line back. */
export async function takeOffline(
  { camera }: Set,
  name: string,
  device: Device,
  size: 'phone' | 'tablet' | 'laptop' | 'projector',
): Promise<void> {
  await device.gate.cut();
  await device.page
    .locator(
      '[data-testid="link-status"]:not([data-status="live"]), [data-testid="connection"].lost',
    )
    .first()
    .waitFor({ timeout: 30_000 })
    .catch(() => undefined);
  await camera.take(name, device, [size]);
  device.gate.mend();
  await device.page
    .locator('[data-testid="link-status"]:not([data-status="live"])')
    .waitFor({ state: 'detached', timeout: 60_000 });
}
