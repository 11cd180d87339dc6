import { expect, test } from '@playwright/test'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('undo outlives a reload and a closed tab', async ({ page, context }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Sessions')
  const flow = await flowInARow(page, workspace, 'Undone', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Middle', params: { fields: [{ name: 'a', value: 'one' }] } },
  ])
  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  await editor.select('Middle')
  await editor.rename('Prepare')
  await editor.saved()

  // What follows within half a second would be the same step for undo.
  await page.reload()
  await editor.select('Prepare')
  await editor.step('Prepare').focus()
  await page.keyboard.press('Delete')
  await expect(editor.step('Prepare')).toHaveCount(0)
  await editor.saved()

  await page.reload()
  await expect(editor.step('Start')).toBeVisible()
  await expect(editor.step('Prepare')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(editor.step('Prepare')).toBeVisible()
  await expect(editor.step('Prepare')).toContainText('Set a')
  await editor.saved()
  await page.close()

  const again = await context.newPage()
  await again.goto(`/w/${workspace}/flows/${flow}`)
  const thirdTime = new EditorOnPage(again)
  await expect(thirdTime.step('Prepare')).toBeVisible()
  await again.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(thirdTime.step('Middle')).toBeVisible()
  await again.getByRole('button', { name: 'Redo', exact: true }).click()
  await expect(thirdTime.step('Prepare')).toBeVisible()
  await again.getByRole('button', { name: 'Redo', exact: true }).click()
  await expect(thirdTime.step('Prepare')).toHaveCount(0)
})
