import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** axe finds nothing to mend on the page as it stands. */
export async function expectClean(page: Page, where: string): Promise<void> {
  await standStill(page)
  expect(await found(new AxeBuilder({ page }).withTags(RULES)), where).toEqual([])
}

/** The same in light and in dark. Only colours differ between the two, so the dark one is asked about those alone. */
export async function expectCleanInBothThemes(page: Page, where: string): Promise<void> {
  await standStill(page)
  await page.emulateMedia({ colorScheme: 'light' })
  expect.soft(await found(quick(page).withTags(RULES)), `${where}, light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect.soft(await found(quick(page).withRules(['color-contrast'])), `${where}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

/** The same of a part alone: while it is open, the page behind it is hidden from assistive technology. */
export async function expectPartCleanInBothThemes(page: Page, part: string, where: string): Promise<void> {
  await standStill(page)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect.soft(await found(quick(page).include(part).withTags(RULES)), `${where}, ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Without a page of its own to gather in, which only foreign frames need. */
function quick(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
}

/** Colours on their way to others are no state anybody reads. What is going away is let go first: cut short, it would stay for ever. */
async function standStill(page: Page): Promise<void> {
  await page.waitForFunction(() => ![...document.querySelectorAll('[data-state="closed"]')].some((each) => each.getAnimations().length > 0))
  await page.addStyleTag({ content: '*, *::before, *::after { transition: none !important; animation: none !important }' })
}

async function found(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join('\n')}`,
  )
}
