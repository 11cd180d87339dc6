import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a sandbox account is added and sends a flow’s mail', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Accounts')
  await page.goto(`/w/${workspace}/connections`)
  await page.getByRole('main').getByRole('button', { name: 'Add account' }).last().click()
  await page.getByRole('button', { name: 'Use a Mail sandbox' }).click()
  const row = page.getByRole('row', { name: /Mail sandbox/ })
  await expect(row.getByText('Sandbox', { exact: true })).toBeVisible()
  await expect(row.getByText('Works')).toBeVisible()

  const flowId = await flowInARow(page, workspace, 'Remind', [{ type: 'trigger.manual', label: 'Start' }])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.addAfter('Start', 'Send mail')
  const account = editor.inspector.getByRole('combobox', { name: 'Account' })
  await expect(account).toHaveText('KAOS’s own mail server')
  await account.click()
  await page.getByRole('option', { name: 'Mail sandbox' }).click()
  await expect(editor.inspector.getByText('Sandbox', { exact: true })).toBeVisible()
  await expect(editor.step('Send mail').getByText('Sandbox', { exact: true })).toBeVisible()
  await editor.write('To', 'finance@acme.example')
  await editor.write('Subject', 'Bill 2041')
  await editor.saved()
  await page.getByRole('button', { name: 'Run until here' }).click()
  await expectStep(editor.step('Send mail'), 'completed')

  await callApi(page, workspace, 'versions.publish', { flowId })
  await page.goto(`/w/${workspace}/connections`)
  await row.getByRole('button', { name: 'Actions for Mail sandbox' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove account' }).click()
  await expect(page.getByText('“Remind” works with this account.')).toBeVisible()
  await expect(row).toBeVisible()
})

test('an account that does not work says why, and is mended with its secret typed again', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Broken')
  await page.goto(`/w/${workspace}/connections`)
  await page.getByRole('button', { name: 'Add account' }).first().click()
  await page.getByRole('button', { name: 'Add a Mail account of your own' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save and test' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Address' })).toBeFocused()
  await expect(dialog.getByText('Address is missing.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Address' }).fill('bills@acme.example')
  await dialog.getByRole('textbox', { name: 'IMAP server' }).fill('127.0.0.1')
  await dialog.getByLabel('Password', { exact: true }).fill('a-very-plain-secret')
  await dialog.getByLabel('Password', { exact: true }).press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('127.0.0.1 is not a public address')
  await dialog.getByRole('button', { name: 'Close' }).last().click()

  const row = page.getByRole('row', { name: /Connect again/ })
  await row.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await expect(dialog.getByText('kept as it is')).toBeVisible()
  await expect(dialog.getByLabel('Password', { exact: true })).toHaveValue('')
  await dialog.getByRole('textbox', { name: 'IMAP server' }).fill('10.0.0.1')
  await dialog.getByRole('button', { name: 'Save and test' }).click()
  await expect(dialog.getByText('Enter it again: it goes to another place than before.')).toBeVisible()
  await dialog.getByLabel('Password', { exact: true }).fill('typed anew')
  await dialog.getByRole('button', { name: 'Save and test' }).click()
  await expect(dialog.getByRole('alert')).toContainText('10.0.0.1 is not a public address')
})

test('a step asks for an account until it has one, made on the spot', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Mailbox')
  const flowId = await flowInARow(page, workspace, 'Watch', [
    { type: 'mail.mailbox', label: 'New mail' },
    { type: 'data.set', label: 'Note', params: { fields: [{ name: 'from', value: '{{ trigger.from }}' }] } },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('New mail')
  await expect(editor.inspector.getByText('still needed')).toBeVisible()
  await editor.inspector.getByRole('button', { name: 'Use a sandbox account' }).click()
  await expect(editor.inspector.getByRole('combobox', { name: 'Account' })).toHaveText('Mail sandbox')
  await expect(editor.inspector.getByText('still needed')).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor.inspector.getByText('still needed')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the accounts, wide and narrow, nor in their dialogs', async ({ page }) => {
      test.slow()
      await signInToDemo(page)
      const workspace = await ownWorkspace(page, `Axe accounts ${colorScheme}`)
      await page.goto(`/w/${workspace}/connections`)
      await expect(page.getByText('No accounts yet')).toBeVisible()
      await expectClean(page, 'no accounts')
      await callApi(page, workspace, 'connections.createSandbox', { connector: 'mail' })
      await callApi(page, workspace, 'connections.create', { connector: 'mail', name: 'Bills', fields: { address: 'bills@acme.example' } })
      await page.reload()
      const row = page.getByRole('row', { name: /Bills/ })
      await expect(row).toBeVisible()
      await expectClean(page, 'accounts')
      await page.setViewportSize({ width: 390, height: 800 })
      await expectClean(page, 'accounts, narrow')

      await row.getByRole('button', { name: 'Actions for Bills' }).click()
      await page.getByRole('menuitem', { name: 'Edit' }).click()
      await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue('bills@acme.example')
      await expectClean(page, 'edit')
      await page.setViewportSize({ width: 1440, height: 900 })
      await page.keyboard.press('Escape')
      await page.keyboard.press('n')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectClean(page, 'which app')
      await page.getByRole('button', { name: 'Add a Mail account of your own' }).click()
      await page.getByRole('button', { name: 'Save and test' }).click()
      await expect(page.getByText('Address is missing.')).toBeVisible()
      await expectClean(page, 'add')
    })
  })
}
