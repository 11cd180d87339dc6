import { expect, test } from '@playwright/test'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a wrong field, a wrong type and what may be empty are found before any run, and mended with a click', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Types')
  const id = await flowInARow(page, workspace, 'Reads and tells', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'documents.read-invoice', label: 'Read invoice', params: { file: '{{ trigger.file }}' } },
    { type: 'flow.stop', label: 'Say it', params: { message: 'Read' } },
  ])
  await page.goto(`/w/${workspace}/flows/${id}`)
  const editor = new EditorOnPage(page)
  await editor.select('Say it')
  const { inspector } = editor
  const message = inspector.getByRole('textbox', { name: 'Message' })
  const card = editor.step('Say it')

  await editor.write('Message', '{{ steps.step1.vendr }}')
  await expect(inspector.getByText('Read invoice has no vendr.')).toBeVisible()
  await expect(message).toHaveAttribute('aria-invalid', 'true')
  await expect(card.locator('[data-problem]').first()).toHaveAttribute('data-problem', 'true')
  await inspector.getByRole('button', { name: 'Use vendor' }).click()

  await expect(inspector.getByText('Read invoice ▸ Vendor may be empty, and Message needs a value.')).toBeVisible()
  await expect(card.getByRole('img', { name: /may be empty/ })).toBeVisible()
  await inspector.getByRole('button', { name: 'Use a fallback' }).click()
  await expect(inspector.getByText(/may be empty/)).toBeHidden()
  await expect(card.locator('[data-problem]').first()).toHaveAttribute('data-problem', 'false')

  await editor.write('Message', '{{ steps.step1.lines.size() }}')
  await expect(inspector.getByText(/Message should be text, and .* is a number\./)).toBeVisible()
  await page.getByRole('button', { name: 'Publish' }).click()
  await expect(page.getByRole('dialog').getByText(/Message should be text/)).toBeVisible()
  await page.keyboard.press('Escape')
  await inspector.getByRole('button', { name: 'Turn it into text' }).click()
  await expect(inspector.getByText(/should be text/)).toBeHidden()
  await expect(message).toContainText('toText()')
  await editor.saved()
})

test('what is wrong in a row is told once, where it stands, and mended there', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Rows')
  const id = await flowInARow(page, workspace, 'Two rows', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'documents.read-invoice', label: 'Read invoice', params: { file: '{{ trigger.file }}' } },
    {
      type: 'data.set',
      label: 'Note it',
      params: {
        fields: [
          { name: 'vendor', value: '{{ steps.step1.vendor }}' },
          { name: 'total', value: '{{ steps.step1.totl }}' },
        ],
      },
    },
  ])
  await page.goto(`/w/${workspace}/flows/${id}`)
  const editor = new EditorOnPage(page)
  await editor.select('Note it')
  const { inspector } = editor
  await expect(inspector.getByText(/totl/).filter({ hasText: 'no' })).toHaveCount(1)
  const second = inspector.getByRole('textbox', { name: 'Value 2' })
  const [field, problem] = [await second.boundingBox(), await inspector.getByText('Read invoice has no totl.').boundingBox()]
  expect(field && problem && problem.y - field.y - field.height).toBeLessThan(24)
  await inspector.getByRole('button', { name: 'Use total' }).click()
  await expect(second).toContainText('Total')
  await expect(inspector.getByText(/has no/)).toHaveCount(0)
  await editor.saved()
})

test('a field that takes files offers them first, and is not content with a record or a name', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Only files')
  const flow = await flowInARow(page, workspace, 'Only files', [
    { type: 'mail.received', label: 'Mail' },
    { type: 'documents.read-invoice', label: 'Read' },
  ])
  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  await editor.select('Read')
  const field = editor.inspector.getByRole('textbox', { name: 'Document' })
  await field.click()
  await page.keyboard.type('/')
  await expect(page.getByRole('option').first()).toContainText('Mail ▸ Attachments')
  await page.keyboard.press('Enter')
  await expect(field).toHaveText('Attachments')
  await expect(field).toHaveAttribute('aria-invalid', 'false')

  await editor.write('Document', '{{ steps.step0.from }}')
  await expect(editor.inspector.getByText('Document should be a file, and Mail ▸ From is a record.')).toBeVisible()
  await editor.write('Document', 'invoice.pdf')
  await expect(editor.inspector.getByText('Document should be a file, and this is text.')).toBeVisible()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
})
