import { fit } from './fit.svelte.ts';
import { Scanner } from './scanner.ts';

/** What happens at the tablet. */
export interface Happenings {
  /** Any touch, key or scroll. */
  readonly touched: () => void;
  /** A scanner read something: a ballot code, or null. */
  readonly scanned: (code: string | null) => void;
  /** A ballot is being marked or sent here: the page should not be left. */
  readonly isBusy: () => boolean;
}

const TOUCHES = ['pointerdown', 'touchmove', 'wheel', 'keydown'] as const;

/**
 * Locks the page to the ballot: no menu, no selection, no way back out of it; the whole screen at
 * the first touch; and every key of a scanner read. The answer undoes it.
 */
export function lockPage(happenings: Happenings): () => void {
  const { signal, abort } = controller();
  const scanner = new Scanner();
  const root = document.documentElement;
  root.dataset['kiosk'] = '';
  for (const name of ['contextmenu', 'dragstart'] as const) {
    addEventListener(name, stop, { signal });
  }
  for (const name of TOUCHES) {
    addEventListener(name, happenings.touched, { signal, capture: true, passive: true });
  }
  addEventListener('click', () => void fit.fill(), { signal });
  addEventListener('keydown', read, { signal, capture: true });
  addEventListener('beforeunload', stay, { signal });
  // One entry in front of the page: the back button leads to it, and from there here again.
  const here: unknown = history.state;
  history.replaceState(null, '');
  history.pushState(here, '');
  addEventListener('popstate', again, { signal });
  const end = fit.start();

  function read(event: KeyboardEvent): void {
    const scan = scanner.take(event, event.timeStamp);
    if (scan === null) return;
    // The scanner's Enter must press no button.
    event.preventDefault();
    event.stopPropagation();
    happenings.scanned(scan.code);
  }

  function stay(event: BeforeUnloadEvent): void {
    if (happenings.isBusy()) event.preventDefault();
  }

  return () => {
    abort();
    end();
    delete root.dataset['kiosk'];
  };
}

function controller(): { signal: AbortSignal; abort: () => void } {
  const made = new AbortController();
  return {
    signal: made.signal,
    abort: () => {
      made.abort();
    },
  };
}

function stop(event: Event): void {
  event.preventDefault();
}

function again(): void {
  history.pushState(null, '');
}
