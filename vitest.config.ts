import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') }
const skipped = ['**/node_modules/**', '.next/**', '.kaos/**', 'dist/**', 'e2e/**']

export default defineConfig({
  test: {
    env: { LOG_LEVEL: 'silent' },
    unstubEnvs: true,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          // Most of their time would go into importing the same again for each file.
          isolate: false,
          unstubGlobals: true,
          testTimeout: 30_000,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...skipped, '**/*.{db,proc}.test.ts'],
        },
      },
      {
        resolve: { alias },
        test: { name: 'proc', testTimeout: 60_000, include: ['**/*.proc.test.ts'], exclude: skipped },
      },
      {
        resolve: { alias },
        test: {
          name: 'db',
          server: { deps: { inline: ['next-auth'] } },
          include: ['**/*.db.test.ts'],
          exclude: skipped,
          // No folder: tests that keep files have one made (blobs/testing.ts), and never use that of a KAOS somebody works with.
          env: { KAOS_DATA: '/dev/null' },
          // For a machine that has much else to do.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
