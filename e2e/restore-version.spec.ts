import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('restoring a version is an edit of one’s own: undo takes it back', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Restore')
  const flowId = await flowInARow(page, workspace, 'Restored', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Middle', params: { fields: [{ name: 'a', value: 'one' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Middle')
  await editor.rename('Prepare')
  await editor.saved()

  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('Versions')
  await page.getByRole('option', { name: 'Versions' }).first().click()
  await page.getByRole('dialog', { name: 'Versions' }).getByRole('button', { name: 'Restore' }).click()
  await expect(editor.step('Middle')).toBeVisible()
  await expect(page.getByText('Version 1 is now your draft')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(editor.step('Prepare')).toBeVisible()
  await editor.saved()
  await page.reload()
  await expect(editor.step('Prepare')).toBeVisible()
})
