import { expect, type Locator, test } from '@playwright/test'
import { callApi } from './support/api'
import { ownWorkspace, signInToDemo } from './support/people'

/** Closes the dialog and presses the button in the very moment in which it is gone; done when the page has come to rest again. */
function closeAndPress(button: Locator): Promise<void> {
  return button.evaluate(
    (element) =>
      new Promise<void>((done) => {
        const watch = new MutationObserver(() => {
          if (document.querySelector('[role="dialog"]')) return
          watch.disconnect()
          element.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, cancelable: true, button: 0, pointerType: 'mouse' }))
          element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))
        })
        watch.observe(document.body, { childList: true, subtree: true })
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
      }),
  )
}

test('the menu of a row that is opened as a dialog closes stays open', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Quick hands')
  await callApi(page, workspace, 'flows.create', { name: 'Bills' })
  await page.goto(`/w/${workspace}/flows`)
  // By its label: behind a dialog it has no role.
  const button = page.getByLabel('Actions for Bills', { exact: true })
  await button.click()
  const rename = page.getByRole('menuitem', { name: 'Rename' })
  await rename.click()
  await expect(page.getByRole('dialog', { name: 'Rename flow' })).toBeVisible()

  await closeAndPress(button)
  await expect(button).toHaveAttribute('aria-expanded', 'true')
  await rename.click()
  await expect(page.getByRole('dialog', { name: 'Rename flow' })).toBeVisible()

  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(button).toBeFocused()
})
