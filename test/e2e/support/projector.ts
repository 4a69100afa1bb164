import { expect, type Page } from '@playwright/test';

/**
 * Type whose capitals are the farthest distance ÷ 170, for a hall of 12 m before a picture 1.2 m
 * high: 86 px of 1080 (experience 5).
 */
const SHARE = 86 / 1080;

/** What stands in the element with this test id can be read from the last row. */
export async function legible(page: Page, testid: string): Promise<void> {
  const { size, height } = await page
    .getByTestId(testid)
    .first()
    .evaluate((element) => ({
      size: Number.parseFloat(getComputedStyle(element).fontSize),
      height: innerHeight,
    }));
  expect(size / height, `${testid} at ${height} lines`).toBeGreaterThanOrEqual(SHARE);
}

/** Every word and code is on the screen as a whole, and none lies on another. */
export async function nothingCut(page: Page): Promise<void> {
  const wrong = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const boxes: { text: string; box: DOMRect }[] = [];
    while (walker.nextNode() !== null) {
      const { currentNode: node } = walker;
      const text = node.textContent?.trim() ?? '';
      const isHidden =
        node.parentElement?.closest('.watermark, [aria-hidden], header') !== null || text === '';
      if (isHidden) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      boxes.push({ text, box: range.getBoundingClientRect() });
    }
    for (const each of document.querySelectorAll('.qr')) {
      boxes.push({ text: 'QR', box: each.getBoundingClientRect() });
    }
    const out = boxes.filter(
      ({ box }) =>
        box.top < 0 || box.left < 0 || box.right > innerWidth || box.bottom > innerHeight,
    );
    /** Without the empty parts of a line above and below its letters. */
    function inkOf({ box }: (typeof boxes)[number]) {
      return { top: box.top + 0.18 * box.height, bottom: box.bottom - 0.18 * box.height };
    }
    const lying = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).flatMap((b) => {
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const high =
          Math.min(inkOf(a).bottom, inkOf(b).bottom) - Math.max(inkOf(a).top, inkOf(b).top);
        return wide > 2 && high > 2 ? [`${a.text} on ${b.text}`] : [];
      }),
    );
    return [...out.map(({ text }) => `out of sight: ${text}`), ...lying];
  });
  expect(wrong).toEqual([]);
}
