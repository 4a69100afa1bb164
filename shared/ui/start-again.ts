import type { Plugin } from 'vite';

const NAME = 'start.js';

/**
 * Build only: a small script beside the page, which loads the page again when one of its files did
 * not come through a bad network. Without it whoever opened it would stay before an empty page. The
 * code in the address is still there then: only the page itself takes it away. The page must hold an
 * element `starting` until its own script runs. `base`: where the built files are served.
 */
export function startAgain(base: string): Plugin {
  return {
    name: 'start-again',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: NAME, source: `(${watch.toString()})();\n` });
    },
    transformIndexHtml: {
      order: 'post',
      handler: () => [
        {
          tag: 'script',
          attrs: { src: `${base}${NAME}` },
          // Behind the words that stand there meanwhile, and before the page's module can fail.
          injectTo: 'body',
        },
      ],
    },
  };
}

/** Runs in the browser as it stands here, so it may use nothing from outside itself. */
function watch(): void {
  const begun = Date.now();
  const { starts = 0 } = (history.state ?? {}) as { starts?: number };
  const timer = setInterval(
    () => {
      // The page's own script has run by then, or never will; a stalled one is not waited for.
      const isOver = document.readyState === 'complete' || Date.now() - begun > 20_000;
      const isWhole =
        document.getElementById('starting') === null && document.styleSheets.length > 0;
      if (!isOver || isWhole || starts >= 30) {
        if (isOver) clearInterval(timer);
        return;
      }
      // Not while the server cannot be reached: the browser's own error page would not come back.
      fetch(location.pathname, { cache: 'no-store' }).then(
        ({ ok }) => {
          if (!ok) return;
          history.replaceState({ starts: starts + 1 }, '');
          location.reload();
        },
        () => undefined,
      );
    },
    2000 + 1000 * Math.random(),
  );
}
