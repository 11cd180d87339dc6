import { expect, test } from '@playwright/test'
import { typeAndEnter } from './support/at-once'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('Enter replaces what was typed, and not what was found for less of it', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Quick')
  const flowId = await flowInARow(page, workspace, 'Quick', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'First', params: { fields: [{ name: 'text', value: '' }] } },
    { type: 'data.set', label: 'End' },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.step('First').click({ position: { x: 100, y: 20 } })
  await page.keyboard.press('ControlOrMeta+Shift+f')
  const dialog = page.getByRole('dialog', { name: 'Find and replace' })
  await dialog.getByLabel('Replace with').fill('Last')
  await dialog.getByLabel('Find', { exact: true }).fill('S')
  await expect(dialog.getByText(/^Found in/)).toBeVisible()
  await page.keyboard.press('End')
  await typeAndEnter(page, 'tart')
  await expect(editor.step('Last')).toBeVisible()
  await expect(editor.step('Firs')).toHaveCount(0)
  await expect(editor.step('First')).toBeVisible()
})
