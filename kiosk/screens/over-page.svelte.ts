import { onDestroy } from 'svelte';

/** What lies over the page, newest last: how each is closed. */
const closers: (() => void)[] = [];
/** Entries of the history that are being given back: their news is for nobody. */
let givenBack = 0;

// Before any screen's own ear for the back button, which is about the page underneath.
addEventListener('popstate', (event) => {
  if (givenBack > 0) givenBack -= 1;
  else {
    const close = closers.pop();
    if (close === undefined) return;
    close();
  }
  event.stopImmediatePropagation();
});

/**
 * The back button closes what lies over the page, and leaves the page where it is: a question, a
 * dossier, the criteria. Each open one has an entry of the history, which is given back when it is
 * closed in another way; the entry says where the page stands, for a reload, and on a tablet of the
 * hall nothing. Call while a component is being made; `close` must end in `isOpen` being false.
 */
export function backCloses(isOpen: () => boolean, close: () => void): void {
  let lies = false;
  function closed(): void {
    lies = false;
    close();
  }
  $effect(() => {
    if (isOpen() === lies) return;
    if (!lies) {
      lies = true;
      const isShared = 'kiosk' in document.documentElement.dataset;
      history.pushState(isShared ? null : history.state, '');
      closers.push(closed);
      return;
    }
    lies = false;
    forget(closed);
    givenBack += 1;
    history.back();
  });
  // The whole screen is gone: its entry stays behind and leads to nothing.
  onDestroy(() => {
    if (lies) forget(closed);
  });
}

function forget(closed: () => void): void {
  const at = closers.indexOf(closed);
  if (at >= 0) closers.splice(at, 1);
}
