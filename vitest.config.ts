import { defineConfig } from 'vitest/config'

/**
 * Two projects: `unit` runs files side by side; `e2e` drives real windows, one file after the other. Benches and the long
 * fault runs have commands of their own.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/e2e/**', 'tests/bench/**', '**/*.long.test.ts'],
          setupFiles: ['tests/support/profile.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.{ts,tsx}'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
