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
  await pressAtOnce(page, 'F2', ...'Double', 'Backspace', 'Enter', 'd')
  await expect(editor.step('Doubl')).toContainText('Off')
  await expect(editor.step('Doubl')).toBeFocused()

  await pressAtOnce(page, 'F2', ...'Nap', 'Escape', 'Enter')
  await expect(editor.inspector.getByRole('textbox', { name: 'Name 1' })).toBeFocused()
  await expect(editor.step('Doubl')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await editor.step('Doubl').focus()
  await pressAtOnce(page, 'F2', ...'Nap', 'Escape')
  await page.keyboard.press('Enter')
  await expect(editor.inspector.getByRole('textbox', { name: 'Name 1' })).toBeFocused()
})

test('what is pasted right behind F2 is the name, too, and leaves the canvas alone', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { editor, graph } = await openRow(page)
  await page.evaluate(() => navigator.clipboard.writeText('Thrice'))
  await editor.select('End')
  await editor.step('End').focus()
  const steps = (await graph()).nodes.length
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', 'Twice')
    const card = document.activeElement
    card?.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true, cancelable: true }))
    card?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    for (const key of [' ', '!', 'Enter']) card?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  })
  await expect(editor.step('Twice !')).toBeFocused()

  await page.keyboard.press('F2')
  await page.keyboard.press('ControlOrMeta+v')
  await page.keyboard.press('Enter')
  await expect(editor.step('Thrice')).toBeFocused()
  expect((await graph()).nodes).toHaveLength(steps)
})

test('what is typed right behind the key for a form, a comment, a note or a frame is written there', async ({ page }) => {
  const { editor, graph } = await openRow(page)
  await editor.step('First').click({ position: { x: 100, y: 20 } })
  await pressAtOnce(page, 'Enter', ...'dear', 'Tab', ...'you')
  await expect(editor.inspector.getByRole('textbox', { name: 'Name 1' })).toHaveValue('dear')
  await expect(editor.inspector.getByRole('textbox', { name: 'Value 1' })).toHaveText('you')
  await page.keyboard.press('Escape')
  await expect(editor.step('First')).toBeFocused()

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

test('where no field comes, a second Escape and the pointer give the keys back', async ({ page }) => {
  const never = new Promise<void>(() => {})
  await page.route('**/_next/static/chunks/**', async (route) => {
    const response = await route.fetch()
    if ((await response.text()).includes('The selected step')) await never
    await route.fulfill({ response })
  })
  const { editor } = await openRow(page)
  await editor.step('First').click({ position: { x: 100, y: 20 } })
  await pressAtOnce(page, 'F2', ...'added', 'Escape', 'Escape', 'd')
  await expect(editor.step('First')).toContainText('Off')

  await page.keyboard.press('F2')
  await page.keyboard.press('d')
  await editor.step('First').click({ position: { x: 100, y: 20 } })
  await page.keyboard.press('d')
  await expect(editor.step('First')).not.toContainText('Off')
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('Enter behind the name of a flow opens that, however late the list of flows comes', async ({ page }) => {
  const { workspace } = await openRow(page)
  await flowInARow(page, workspace, 'Publishers', [{ type: 'trigger.manual', label: 'By hand' }])
  let letGo = () => {}
  const allowed = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/flows.list*', (route) => allowed.then(() => route.continue()))
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Search and do anything' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('publish')
  await expect(palette.getByRole('option', { name: /^Publish/ }).first()).toBeVisible()
  await page.keyboard.type('ers')
  await page.keyboard.press('Enter')
  letGo()
  await expect(new EditorOnPage(page).step('By hand')).toBeVisible()
})

test('what is typed while a list to pick from opens is looked for in it', async ({ page }) => {
  const { editor } = await openRow(page)
  await editor.select('Start')
  await editor.inspector.getByRole('combobox', { name: 'Time zone' }).focus()
  await pressAtOnce(page, 'Enter', ...'lisbon')
  await expect(page.getByPlaceholder('Find a city or region')).toHaveValue('lisbon')
  await page.keyboard.press('Enter')
  await expect(editor.inspector.getByRole('combobox', { name: /^Time zone: .*Lisbon/ })).toBeFocused()
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
  const fields = [{ name: '', value: '' }]
  const flowId = await flowInARow(page, workspace, 'Quick', [
    { type: 'trigger.schedule', label: 'Start' },
    { type: 'data.set', label: 'First', params: { fields } },
    { type: 'data.set', label: 'End', params: { fields } },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('End')).toBeVisible()
  const graph = async () => {
    await editor.saved()
    return (await callApi<{ graph: Graph }>(page, workspace, 'flows.export', { id: flowId })).graph
  }
  return { editor, graph, workspace }
}
