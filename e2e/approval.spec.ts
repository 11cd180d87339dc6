import { expect, test } from '@playwright/test'
import { askedAboutInvoice } from './support/approvals'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { signInToDemo } from './support/people'

test('an invoice is asked about with its page beside it, corrected, approved, and the flow goes on', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await askedAboutInvoice(page, { roles: ['owner'] })
  await page.goto(`/w/${workspace}/approvals`)
  const question = page.getByRole('link', { name: /^Pay .+\?$/ })
  await expect(question).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('link', { name: 'Approvals, 1 waiting' })).toBeVisible()
  await expectClean(page, 'desk')
  await question.click()

  const sheet = page.getByRole('img', { name: /dutch\.pdf/ }).first()
  await expect.poll(() => sheet.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalHeight : 0))).toBe(1800)
  const number = page.getByRole('button', { name: /^Invoice number: .+ Change$/ })
  await number.hover()
  await expect(page.locator('[data-mark="invoiceNumber"]')).toBeVisible()
  await expectClean(page, 'approval')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectClean(page, 'approval, dark')
  await number.click()
  await page.getByRole('textbox', { name: 'Invoice number' }).fill('CORRECTED-1')
  await page.keyboard.press('Enter')
  await expect(page.getByText('was read as')).toBeVisible()
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText(/^Approved by /).first()).toBeVisible()
  await expectClean(page, 'approval, decided')

  await page.getByRole('link', { name: 'Open the run' }).click()
  const editor = new EditorOnPage(page)
  await expectStep(editor.step('Pay'), 'completed')
  await editor.step('Pay').click({ position: { x: 100, y: 20 } })
  await expect(page.getByText('CORRECTED-1').first()).toBeVisible()
})
