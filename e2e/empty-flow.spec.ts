import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { ownWorkspace, signInToDemo } from './support/people'

const INVOICE = path.join(import.meta.dirname, 'data/invoices/zugferd-simple.pdf')

test('an invoice let go on an empty canvas becomes a flow that has read it; Tab adds what comes next', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Empty')
  await page.goto(`/w/${workspace}/flows`)
  await page.getByRole('button', { name: 'New flow' }).first().click()
  const editor = new EditorOnPage(page)
  await expect(page.getByRole('heading', { name: 'What should start this flow?' })).toBeVisible()
  await expect(page.getByRole('link', { name: /Start from a template/ })).toBeVisible()
  await expectClean(page, 'an empty flow')

  const file = await page.evaluateHandle(
    (bytes) => {
      const dragged = new DataTransfer()
      dragged.items.add(
        new File([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], 'invoice.pdf', { type: 'application/pdf' }),
      )
      return dragged
    },
    await readFile(INVOICE, 'base64'),
  )
  await page.getByText('Drop an invoice here').dispatchEvent('drop', { dataTransfer: file })
  await expectStep(editor.step('Read invoice'), 'completed')
  await expect(editor.step('Read invoice')).toContainText('Lieferant GmbH')

  await editor.step('Read invoice').click()
  await page.keyboard.press('Tab')
  await expect(page.getByPlaceholder('What should happen?')).toBeFocused()
  await page.keyboard.type('set fields')
  await page.keyboard.press('Enter')
  await expect(editor.line('Read invoice', 'Set fields')).toBeAttached()
})

test('a flow described in words is drawn as it was understood, ready to be set up; one undo takes it away', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Described')
  await page.goto(`/w/${workspace}/flows`)
  await page.getByRole('button', { name: 'New flow' }).first().click()
  const editor = new EditorOnPage(page)
  await page
    .getByRole('textbox', { name: /^Describe it in words/ })
    .fill('When a mail comes, read the invoice. Ask for approval. If approved, create a bill in Xero, water the plants.')
  const drawn = page.getByRole('list', { name: 'What is drawn' })
  await expect(drawn.getByRole('listitem')).toHaveText(['Mail received', 'Read invoice', 'Ask for approval', 'approved:Create bill'])
  await expect(page.getByText('Not understood: “water the plants”')).toBeVisible()
  await expectClean(page, 'a flow described in words')
  await page.keyboard.press('Enter')

  await expect(editor.line('Mail received', 'Read invoice')).toBeAttached()
  await expect(editor.line('Ask for approval', 'Create bill')).toBeAttached()
  await expect(page.getByText('• water the plants')).toBeVisible()
  await editor.select('Create bill')
  await expect(editor.inspector.getByRole('textbox', { name: 'Vendor', exact: true })).toHaveText('Vendor')
  await expect(editor.inspector.getByRole('textbox', { name: 'Total', exact: true })).toHaveText('Total')
  await editor.step('Create bill').focus()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByRole('heading', { name: 'What should start this flow?' })).toBeVisible()
})
