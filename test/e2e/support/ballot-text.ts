import type { Page } from '@playwright/test';

/** A piece of text on the page and its contrast with what lies behind it (WCAG 2.2, 1.4.3). */
export interface Contrast {
  readonly text: string;
  readonly ratio: number;
}

/** The computed contrast of every text within the elements that match. */
export function contrasts(page: Page, selector: string): Promise<Contrast[]> {
  return page.locator(selector).evaluateAll((elements) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    return elements.flatMap((element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const found: { text: string; ratio: number }[] = [];
      while (walker.nextNode() !== null) {
        const text = walker.currentNode.textContent?.trim() ?? '';
        const parent = walker.currentNode.parentElement;
        if (text === '' || parent === null) continue;
        if (!parent.checkVisibility({ visibilityProperty: true })) continue;
        let behind: Element | null = parent;
        while (behind !== null && getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') {
          behind = behind.parentElement;
        }
        const ground = getComputedStyle(behind ?? document.documentElement).backgroundColor;
        const [one = 0, other = 0] = [getComputedStyle(parent).color, ground]
          .map((colour) => {
            if (canvas === null) return 0;
            canvas.fillStyle = colour;
            canvas.fillRect(0, 0, 1, 1);
            const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data]
              .map((byte) => byte / 255)
              .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          })
          .sort((a, b) => b - a);
        found.push({ text, ratio: (one + 0.05) / (other + 0.05) });
      }
      return found;
    });
  });
}

/** The least height of the elements that match, in CSS pixels. */
export async function leastHeight(page: Page, selector: string): Promise<number> {
  const heights = await page
    .locator(selector)
    .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
  return Math.min(...heights);
}
