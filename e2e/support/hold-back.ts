import type { Page } from '@playwright/test'

/** What such addresses give stays away until it is let go. */
export async function holdBack(page: Page, isHeld: (url: URL) => boolean): Promise<() => void> {
  let letGo = () => {}
  const gone = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(isHeld, async (route) => {
    await gone
    await route.continue().catch(() => {}) // a search that was typed over is asked no more
  })
  return () => letGo()
}

/** Those that ask for this procedure, alone or among others. */
export function asks(procedure: string): (url: URL) => boolean {
  return ({ pathname }) => pathname.startsWith('/api/trpc/') && pathname.split(/[/,]/).includes(procedure)
}
