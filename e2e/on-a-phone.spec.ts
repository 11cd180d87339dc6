import { expect, test } from '@playwright/test'
import { ownWorkspace, signInToDemo } from './support/people'

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

test('on a phone the menu opens at the first touch, and goes away when a place is chosen', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Phone')
  await page.goto(`/w/${workspace}/flows`)
  await expect(page.getByRole('heading', { name: 'Draw your first flow' })).toBeVisible()
  const menu = page.getByRole('dialog', { name: 'Menu' })
  await page.getByRole('button', { name: 'Open menu' }).tap()
  await menu.getByRole('link', { name: 'Variables' }).tap()
  await expect(page.getByRole('heading', { name: 'No variables yet' })).toBeVisible()
  await expect(menu).toHaveCount(0)
  await page.getByRole('button', { name: 'Open menu' }).tap()
  await expect(menu).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toHaveCount(0)
  // Nobody presses keys under a thumb.
  await expect(page.locator('kbd').filter({ visible: true })).toHaveCount(0)
})
