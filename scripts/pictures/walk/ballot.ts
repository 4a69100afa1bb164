import type { Device } from '../stage.ts';
import { pictureLines } from '../plan.ts';
import { untilState } from './hall.ts';

export type Level = 'high' | 'confidence' | 'low';

/** What the photographed ballot is marked with, line by line; null stays blank. */
export const MARKED: readonly (Level | null)[] = Array.from(
  { length: pictureLines() },
  (_, line) => (line === 4 ? null : line % 5 === 2 ? 'confidence' : 'high'),
);

/** From a scanned address to the ballot's introduction. */
export async function openBallot({ page }: Device, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('[data-testid="state"][data-state="marking"]').waitFor();
}

/** Marks lines of the ballot that stands on the page, one person after the other. */
export async function markOneByOne(
  { page }: Device,
  marks: readonly (Level | null)[],
): Promise<void> {
  for (const [line, level] of marks.entries()) {
    if (level !== null) await boxOf(page, level).click();
    if (line < marks.length - 1) await page.getByTestId('next').click();
  }
}

/** Marks the whole list on one page. */
export async function markList({ page }: Device, marks: readonly (Level | null)[]): Promise<void> {
  const subjects = page.locator('[data-testid^="subject-"]');
  for (const [line, level] of marks.entries()) {
    if (level !== null) await boxOf(subjects.nth(line), level).click();
  }
}

/** The box of a level on the only subject in sight. */
export function boxOf(place: Pick<Device['page'], 'locator'>, level: Level) {
  return place.locator(`[data-testid^="level-"][data-testid$="-${level}"]`);
}

/** From the review to the confirmed cast. */
export async function castNow({ page }: Device): Promise<void> {
  await page.getByTestId('cast').click();
  await page.getByTestId('cast-confirm').click();
}

/** Marks everything, casts, and waits for the receipt. */
export async function voteOneByOne(device: Device, url: string): Promise<void> {
  await openBallot(device, url);
  await device.page.getByTestId('begin').click();
  await markOneByOne(device, MARKED);
  await device.page.getByTestId('review').click();
  await castNow(device);
  await untilState(device, 'received');
}
