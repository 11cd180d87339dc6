import { expect, type Page, test } from '@playwright/test'
import type { Graph } from '../flow/graph/graph'
import { callApi } from './support/api'
import { pressAtOnce, typeAndEnter } from './support/at-once'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('what is typed right behind F2 is the name, and what follows its Enter is for the step', async ({ page }) => {
  const { editor } = await openRow(page)
  await editor.select('End')
  await editor.step('End').focus()
  await pressAtOnce(page, 'ArrowLeft', 'F2', ...'Double', 'Backspace', 'Enter', 'd')
  await expect(editor.step('Doubl')).toContainText('Off')
  await expect(editor.step('Doubl')).toBeFocused()
  await expect(editor.step('End')).not.toContainText('Off')

  await pressAtOnce(page, 'F2', ...'Nap', 'Escape')
  await expect(editor.step('Doubl')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(editor.inspector.getByRole('textbox', { name: 'Value 1' })).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('what is typed right behind the key for a comment, a note or a frame is written there', async ({ page }) => {
  const { editor, graph } = await openRow(page)
  await editor.step('First').click({ position: { x: 100, y: 20 } })
  await pressAtOnce(page, 'c', ...'Does')
  await expect(page.getByRole('textbox', { name: 'Say something about First' })).toHaveValue('Does')
  await expect(editor.step('First')).not.toContainText('Off')
  await page.keyboard.press('Escape')

  await pressAtOnce(page, 'Shift+N', ...'Draft', 'Enter', ...'pending', 'Escape')
  await expect.poll(async () => (await graph()).notes.map(({ text }) => text)).toEqual(['Draft\npending'])

  await editor.step('End').click({ position: { x: 100, y: 20 } })
  await pressAtOnce(page, 'Control+g', ...'Done', 'Enter')
  await expect(page.getByRole('group', { name: 'Frame: Done' })).toBeFocused()
  await expect(editor.step('End')).not.toContainText('Off')
})

test('what is typed right behind the key that finds a step finds it, however late the search comes', async ({ page }) => {
  const { editor } = await openRow(page)
  await editor.step('First').click({ position: { x: 100, y: 20 } })
  await pressAtOnce(page, 'Control+f', ...'End', 'Enter')
  await expect(editor.step('End')).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('Enter replaces what was typed, and not what was found for less of it', async ({ page }) => {
  const { editor } = await openRow(page)
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

async function openRow(page: Page) {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Quick')
  const flowId = await flowInARow(page, workspace, 'Quick', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'First', params: { fields: [{ name: 'text', value: '' }] } },
    { type: 'data.set', label: 'End' },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('End')).toBeVisible()
  const graph = async () => {
    await editor.saved()
    return (await callApi<{ graph: Graph }>(page, workspace, 'flows.export', { id: flowId })).graph
  }
  return { editor, graph }
}
