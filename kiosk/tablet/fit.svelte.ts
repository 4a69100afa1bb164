/**
 * What a tablet of the hall needs of its browser: the whole screen, and a screen that stays lit.
 * Both are asked for again whenever the system has taken them back.
 */
class Fit {
  /** The page fills the screen, or runs as an app of its own. */
  full = $state(isFull());
  /** The screen is kept lit; false where the tablet's own time-out decides. */
  awake = $state(false);
  #lock: WakeLockSentinel | null = null;

  /** Whether this browser lets a page fill the screen at all. */
  get mayFill(): boolean {
    return 'requestFullscreen' in document.documentElement && document.fullscreenEnabled;
  }

  /** Follows the browser; the answer ends it. */
  start(): () => void {
    const follow = (): void => {
      this.full = isFull();
    };
    const wake = (): void => {
      if (document.visibilityState === 'visible') void this.keepAwake();
    };
    document.addEventListener('fullscreenchange', follow);
    document.addEventListener('visibilitychange', wake);
    wake();
    return () => {
      document.removeEventListener('fullscreenchange', follow);
      document.removeEventListener('visibilitychange', wake);
      void this.#lock?.release();
    };
  }

  /** Fills the screen; browsers allow it only as the answer to a touch. */
  async fill(): Promise<void> {
    if (isFull() || !this.mayFill) return;
    try {
      await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
    } catch {
      // Not now: the next touch asks again.
    }
    this.full = isFull();
  }

  /** Keeps the screen lit where the browser can: only on a secure page. */
  async keepAwake(): Promise<void> {
    if (!('wakeLock' in navigator) || (this.#lock !== null && !this.#lock.released)) return;
    try {
      const lock = await navigator.wakeLock.request('screen');
      this.#lock = lock;
      this.awake = true;
      lock.addEventListener('release', () => {
        this.awake = false;
      });
    } catch {
      // On low battery a system may refuse.
      this.awake = false;
    }
  }
}

export const fit = new Fit();

function isFull(): boolean {
  return (
    // Undefined where the browser knows no full screen.
    Boolean(document.fullscreenElement) ||
    matchMedia('(display-mode: fullscreen), (display-mode: standalone)').matches
  );
}
