import { en } from '#shared/i18n/en.ts';
import { vi, type TextKey } from '#shared/i18n/vi.ts';

export type { TextKey };

export type Language = 'vi' | 'en';

export type TextParams = Readonly<Record<string, string | number>>;

const STORED = 'hom-phieu/language';

/** The screen's language: Vietnamese unless this device chose English; the choice is kept. */
class Lang {
  #current = $state<Language>(stored());

  get current(): Language {
    return this.#current;
  }

  set current(language: Language) {
    this.#current = language;
    document.documentElement.lang = language;
    try {
      localStorage.setItem(STORED, language);
    } catch {
      // A browser without storage keeps the choice for this page only.
    }
  }
}

export const lang = new Lang();

/** The text of `key` in the current language, each `{name}` replaced by its parameter. */
export function t(key: TextKey, params: TextParams = {}): string {
  return fill(texts()[key] ?? key, params);
}

/** The text of a key that comes from data (a blocker, a feed item, a refusal); `fallback` where there is none. */
export function textOr(key: string, fallback: string, params: TextParams = {}): string {
  return fill(texts()[key] ?? fallback, params);
}

/** `{xung}` and `{Xung}` for texts that address the reader, from the plan's `addressTerm`. */
export function address(term: string): { readonly xung: string; readonly Xung: string } {
  return { xung: term, Xung: term.charAt(0).toLocaleUpperCase('vi') + term.slice(1) };
}

/** The texts of the current language; an app's bundle may carry its own sections only. */
function texts(): Readonly<Partial<Record<string, string>>> {
  return lang.current === 'vi' ? vi : en;
}

function fill(text: string, params: TextParams): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

function stored(): Language {
  try {
    return localStorage.getItem(STORED) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}
