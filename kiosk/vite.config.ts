import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { libsodiumWasm } from './libsodium-wasm.ts';
import { startAgain } from '../shared/ui/start-again.ts';

const here = import.meta.dirname;

/** The voter's page: served at `/`, its assets under `/kiosk/`. */
export default defineConfig({
  root: here,
  base: '/kiosk/',
  cacheDir: `${here}/../node_modules/.vite-kiosk`,
  plugins: [svelte({ configFile: false }), libsodiumWasm(), startAgain('/kiosk/')],
  resolve: {
    alias: ['vi', 'en'].map((language) => ({
      find: `#shared/i18n/${language}.ts`,
      replacement: `${here}/texts/${language}.ts`,
    })),
  },
  build: {
    outDir: '../dist/kiosk',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2020',
    // Vite's own preload helper would be inline code under the CSP.
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/socket.io': { target: 'http://127.0.0.1:8080', ws: true } },
  },
});
