import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The policy of tauri.conf.json, so that pages shown from fixtures are held to it too. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'";

// The mode `fixtures` draws every page from made-up answers, for looking at them without the console.
// Nothing of it is part of a build for the product.
export default defineConfig(({ mode }) => {
  const fixtures = mode === 'fixtures';
  return {
    plugins: [svelte()],
    clearScreen: false,
    resolve: {
      alias: [
        ...(fixtures ? [{ find: '$ipc/client', replacement: at('./src/fixtures/client.ts') }] : []),
        { find: '$ipc', replacement: at('./src/ipc') },
        { find: '$lib', replacement: at('./src/lib') },
        { find: '$words', replacement: at('./src/words/words.ts') },
      ],
      // The tests run in Node, but mount pages as a browser does.
      ...(process.env['VITEST'] ? { conditions: ['browser'] } : {}),
    },
    server: { port: 1420, strictPort: true },
    preview: { port: 1421, strictPort: true, headers: { 'Content-Security-Policy': CSP } },
    build: {
      target: 'safari16.4',
      outDir: fixtures ? 'node_modules/.fixtures' : 'dist',
      emptyOutDir: true,
      // The policy allows no data: URI and no fetch of the page's own modules.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: at(fixtures ? './fixtures.html' : './index.html') },
    },
    test: {
      environment: 'happy-dom',
      include: ['src/**/*.test.ts'],
    },
  };
});
