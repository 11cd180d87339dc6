import { expect, test } from '@playwright/test'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const LONG = 'Rechnungsfreigabeverfahrensbeschleunigungsgesetzesentwurf für alle Töchter'

test('a dialog that loads gives the keyboard back where it came from, and a long name stays inside', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Lanes')
  await flowInARow(page, workspace, LONG, [{ type: 'trigger.manual', label: 'Start' }])
  await page.goto(`/w/${workspace}/flows`)
  const more = page.getByRole('button', { name: `Actions for ${LONG}` })
  await more.press('Enter')
  await page.getByRole('menuitem', { name: 'Priority and limit' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: `Priority and limit of ${LONG}` })
  await expect(dialog.getByRole('combobox', { name: 'Priority' })).toBeFocused()
  const title = dialog.getByRole('heading', { level: 2 })
  expect(await title.evaluate((heading) => heading.scrollWidth - heading.clientWidth)).toBe(0)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(more).toBeFocused()
})
