import { lang } from '#shared/ui/lang.svelte.ts';
import { theme } from '#shared/ui/theme.svelte.ts';

export type TextSize = 'small' | 'normal' | 'large' | 'larger';
export type Layout = 'one' | 'list';

export const TEXT_SIZES: readonly TextSize[] = ['small', 'normal', 'large', 'larger'];
export const LAYOUTS: readonly Layout[] = ['one', 'list'];

const STORED = 'hom-phieu/text-size';
const STORED_LAYOUT = 'hom-phieu/layout';
const WIDE = '(min-width: 700px) and (min-height: 560px)';

/** How this voter reads: text size and layout. A shared tablet forgets it between voters. */
class Display {
  #size = $state<TextSize>('normal');
  #layout = $state<Layout>('one');

  get size(): TextSize {
    return this.#size;
  }

  set size(size: TextSize) {
    this.#show(size);
    keep(STORED, size);
  }

  get layout(): Layout {
    return this.#layout;
  }

  set layout(layout: Layout) {
    this.#layout = layout;
    keep(STORED_LAYOUT, layout);
  }

  /** Shows what this device chose before; call once when the page starts. */
  start(): void {
    theme.start();
    this.#layout = LAYOUTS.find((layout) => layout === kept(STORED_LAYOUT)) ?? usual();
    this.#show(TEXT_SIZES.find((size) => size === kept(STORED)) ?? 'normal');
  }

  /** Back to the defaults, for the next voter at a shared tablet. */
  reset(): void {
    lang.current = 'vi';
    theme.reset();
    this.size = 'normal';
    this.#layout = usual();
    keep(STORED_LAYOUT, null);
  }

  #show(size: TextSize): void {
    this.#size = size;
    document.documentElement.dataset['size'] = size;
  }
}

export const display = new Display();

/** One person at a time on a phone, the list where there is room for it. */
function usual(): Layout {
  return matchMedia(WIDE).matches ? 'list' : 'one';
}

function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Kept for this page only.
  }
}

function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
