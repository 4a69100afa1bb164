import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { startAgain } from '../shared/ui/start-again.ts';

/** The console of everyone who runs or watches a meeting, served at /console/. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  cacheDir: '../node_modules/.vite-chair-console',
  plugins: [svelte({ configFile: false }), startAgain('/console/')],
  server: {
    port: 5174,
    strictPort: true,
    proxy: { '/socket.io': { target: 'http://127.0.0.1:8080', ws: true } },
  },
  build: {
    outDir: '../dist/console',
    emptyOutDir: true,
    // The page's policy allows no data: fonts and scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: ['index.html', 'preview.html'].map((name) => `${import.meta.dirname}/${name}`),
    },
    // libsodium is over half a megabyte; it comes from the laptop in the hall.
    chunkSizeWarningLimit: 1000,
  },
});
