import type { Page } from '@playwright/test'

/** Keeps the answer of the server away until it is let go. */
export async function holdBack(page: Page, procedure: string): Promise<() => void> {
  const asks = new RegExp(`/api/trpc/[^?]*\\b${procedure.replace('.', '\\.')}\\b`)
  let letGo = () => {}
  const gone = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(asks, async (route) => {
    await gone
    await route.continue()
  })
  return () => letGo()
}
