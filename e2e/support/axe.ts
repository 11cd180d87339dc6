import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** axe finds nothing to mend on the page as it stands. */
export async function expectClean(page: Page, where: string): Promise<void> {
  // Colours on their way to others are no state anybody reads.
  await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important; animation: none !important }' })
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join('\n')}`,
  )
  expect(found, where).toEqual([])
}
