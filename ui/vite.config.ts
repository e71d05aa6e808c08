import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // The gallery of components is for whoever builds the console: `vite build` alone, a release's, leaves it out.
  define: { __GALLERY__: JSON.stringify(mode !== 'production') },
  clearScreen: false,
  resolve: {
    alias: {
      $ipc: at('./src/ipc'),
      $lib: at('./src/lib'),
      $words: at('./src/words/words.svelte.ts'),
    },
    // The tests run in Node, but mount pages as a browser does.
    ...(process.env['VITEST'] ? { conditions: ['browser'] } : {}),
  },
  build: {
    target: 'safari16.4',
    emptyOutDir: true,
    // The content security policy allows no data: URI and no fetch of the page's own modules.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['src/test-setup.ts'],
  },
}));
