import type { Page } from '@playwright/test'

/** What the server answers stays away until it is let go: of a procedure by name, or of some addresses. */
export async function holdBack(page: Page, held: string | ((url: URL) => boolean)): Promise<() => void> {
  let letGo = () => {}
  const gone = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(typeof held === 'string' ? asks(held) : held, async (route) => {
    await gone
    await route.continue().catch(() => {}) // a search that was typed over is asked no more
  })
  return () => letGo()
}

/** Addresses that ask for this procedure, alone or among others. */
export function asks(procedure: string): (url: URL) => boolean {
  return ({ pathname }) => pathname.startsWith('/api/trpc/') && pathname.split(/[/,]/).includes(procedure)
}
