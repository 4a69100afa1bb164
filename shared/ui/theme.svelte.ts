export type Theme = 'light' | 'dark' | 'contrast';

const STORED = 'hom-phieu/theme';
const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];

/** The colours of the screen: the device's wish until somebody chooses; the choice is kept. */
class ThemeChoice {
  #current = $state<Theme>('light');

  get current(): Theme {
    return this.#current;
  }

  set current(theme: Theme) {
    this.#show(theme);
    try {
      localStorage.setItem(STORED, theme);
    } catch {
      // Kept for this page only.
    }
  }

  /** Shows the stored theme, or the device's; call once when the app starts. */
  start(): void {
    this.#show(stored() ?? wished());
  }

  /** Back to the device's own wish: a shared tablet starts afresh for every voter. */
  reset(): void {
    try {
      localStorage.removeItem(STORED);
    } catch {
      // Nothing was kept.
    }
    this.#show(wished());
  }

  #show(theme: Theme): void {
    this.#current = theme;
    document.documentElement.dataset['theme'] = theme;
  }
}

export const theme = new ThemeChoice();

function stored(): Theme | null {
  try {
    const value = localStorage.getItem(STORED);
    return THEMES.find((each) => each === value) ?? null;
  } catch {
    return null;
  }
}

function wished(): Theme {
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
