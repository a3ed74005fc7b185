import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * The window, as it is served from app://: relative addresses, hashed names, nothing inlined, because its content security
 * policy allows neither inline scripts nor data: addresses. Chromium 130 is that of the fallback Electron.
 */
export default defineConfig({
  root: fileURLToPath(new URL('app', import.meta.url)),
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: '../dist/app',
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4096,
  },
})
