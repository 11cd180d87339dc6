import { defineConfig } from '@playwright/test'

const { KAOS_E2E_URL = 'http://localhost:3000', KAOS_E2E_BROWSER } = process.env

/** A closed network must not slow the browser down, and root has no sandbox to put it in. */
const browserArguments = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  // What passes only at the second try is broken.
  retries: 0,
  forbidOnly: true,
  // A patience, for a machine that has much else to do.
  timeout: 120_000,
  // As long as a person looks at a page that does not come: a busy machine builds some of them only now.
  expect: { timeout: 20_000 },
  // Setting KAOS up is for the very first person: the others come after.
  projects: [
    { name: 'first', testMatch: 'first-light.spec.ts' },
    { name: 'journeys', testIgnore: 'first-light.spec.ts', dependencies: ['first'] },
  ],
  use: {
    baseURL: KAOS_E2E_URL,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    launchOptions: { ...(KAOS_E2E_BROWSER && { executablePath: KAOS_E2E_BROWSER }), args: browserArguments },
    // Without its film, which took as long to shoot as all the rest of a journey: what the page was at each step is there.
    trace: { mode: 'retain-on-failure', screenshots: false, sources: false },
    screenshot: 'only-on-failure',
  },
})
