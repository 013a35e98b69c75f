/** How the app is built: `npm run build`, by hand or by `cargo xtask web`, which puts the compiled core into ../pkg first. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { VitePWA } from 'vite-plugin-pwa';

import { cli } from './dev/cli.ts';
import { icons } from './dev/icons.ts';
import { words } from './dev/words.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const core = at('../pkg/taizhang_web.js');
const rest = at('../pkg/taizhang_web_rest.wasm');

const isCompiled = (command: string) => command === 'build' || (existsSync(core) && !process.env['TAIZHANG_DATA']);

export default defineConfig(({ command }) => ({
  // The compiled core stands outside this folder. Pages can be made without it, over a command; what is built has the core alone.
  resolve: {
    alias: [
      { find: '@core', replacement: isCompiled(command) ? core : at('dev/core.ts') },
      { find: /^@core-rest/, replacement: isCompiled(command) ? rest : at('dev/core.ts') },
    ],
  },
  server: { fs: { allow: [at('..')] } },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // The policy of the relay forbids scripts in the page, and fonts and images in addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  plugins: [
    react(),
    cli(),
    icons(),
    words(),
    VitePWA({
      // A new version waits until the person takes it, or until no form is half-written: see src/core/update.ts.
      registerType: 'prompt',
      injectRegister: false,
      includeAssets: ['icon.svg', 'icon-192.png', 'icon-512.png'],
      manifest: {
        name: '台账',
        short_name: '台账',
        lang: 'zh-CN',
        description: '信访与矛盾纠纷台账，离线可用',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        background_color: '#ffffff',
        theme_color: '#ffffff',
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,png,wasm,webmanifest}'],
        maximumFileSizeToCacheInBytes: 32 * 1024 * 1024,
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/v1\//],
        // The desk and the code stand in the address; the page is the same.
        ignoreURLParametersMatching: [/^desk$/],
        cleanupOutdatedCaches: true,
        // The page of a first visit needs no network either once all of it is kept.
        clientsClaim: true,
        inlineWorkboxRuntime: true,
      },
    }),
  ],
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
}));
