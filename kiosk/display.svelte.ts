import { lang } from '#shared/ui/lang.svelte.ts';
import { theme } from '#shared/ui/theme.svelte.ts';

export type TextSize = 'small' | 'normal' | 'large' | 'larger';
export type Layout = 'one' | 'list';

export const TEXT_SIZES: readonly TextSize[] = ['small', 'normal', 'large', 'larger'];

const STORED = 'hom-phieu/text-size';
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
    try {
      localStorage.setItem(STORED, size);
    } catch {
      // Kept for this page only.
    }
  }

  get layout(): Layout {
    return this.#layout;
  }

  set layout(layout: Layout) {
    this.#layout = layout;
  }

  /** Shows what this device chose before; call once when the page starts. */
  start(): void {
    theme.start();
    this.#layout = matchMedia(WIDE).matches ? 'list' : 'one';
    this.#show(TEXT_SIZES.find((size) => size === storedSize()) ?? 'normal');
  }

  /** Back to the defaults, for the next voter at a shared tablet. */
  reset(): void {
    lang.current = 'vi';
    theme.reset();
    this.size = 'normal';
    this.#layout = matchMedia(WIDE).matches ? 'list' : 'one';
  }

  #show(size: TextSize): void {
    this.#size = size;
    document.documentElement.dataset['size'] = size;
  }
}

export const display = new Display();

function storedSize(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}
