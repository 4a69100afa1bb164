import { expect, type Page } from '@playwright/test';

const MOST_TABS = 60;

/**
 * Goes on with the Tab key until the element with this test id has the focus, as somebody without a
 * mouse does. Every place on the way must show that the focus is there (WCAG 2.4.7, 2.4.11).
 */
export async function tabTo(page: Page, testid: string): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return {
        id: element.getAttribute('data-testid'),
        seen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
        covered: middle !== null && middle !== element && !element.contains(middle),
      };
    });
    if (focus === null) continue;
    expect(focus, 'the focus is seen and not covered').toMatchObject({
      seen: true,
      covered: false,
    });
    if (focus.id === testid) return;
  }
  throw new Error(`no way by the Tab key to ${testid}`);
}

/** Goes to the element with the Tab key and presses it with another key. */
export async function pressByKey(page: Page, testid: string, key: 'Enter' | ' '): Promise<void> {
  await tabTo(page, testid);
  await page.keyboard.press(key === ' ' ? 'Space' : key);
}
