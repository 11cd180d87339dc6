import { expect, type Page, test } from '@playwright/test'
import type { Graph } from '../flow/graph/graph'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('two things done in one breath are two steps for undo; letters of one field are one, and the caret stays where it is', async ({
  page,
}) => {
  test.slow()
  const { editor } = await openRow(page)
  await editor.step('First').click({ position: { x: 100, y: 20 } })
  await page.keyboard.press('d')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('d')
  await expect(editor.step('First')).toContainText('Off')
  await expect(editor.step('End')).toContainText('Off')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor.step('End')).not.toContainText('Off')
  await expect(editor.step('First')).toContainText('Off')

  await editor.select('End')
  const value = editor.inspector.getByRole('textbox', { name: 'Value 1' })
  await value.click()
  await page.keyboard.press('End')
  for (let back = 0; back < 'three'.length; back++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.insertText('and a half ')
  await expect(value).toHaveText('one two and a half three')
  await editor.saved()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(value).toHaveText('one two three')
  await page.keyboard.insertText('& ')
  await expect(value).toHaveText('one two & three')
})

test('what goes on with what was just taken back is not taken back together with what came before', async ({ page }) => {
  const { editor, graph } = await openRow(page)
  const low = async () => (await graph()).nodes.filter(({ position }) => position.y > 0).map(({ label }) => label)
  await editor.step('First').click({ position: { x: 100, y: 20 } })
  // All within the half second in which what goes on with something is one step.
  for (const key of ['Alt+ArrowDown', 'ArrowRight', 'Alt+ArrowDown', 'ControlOrMeta+z', 'Alt+ArrowDown']) await page.keyboard.press(key)
  await expect.poll(low).toEqual(['First', 'End'])
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(low).toEqual(['First'])
})

test('what is pasted twice lies beside what was pasted once', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { editor, graph } = await openRow(page)
  await editor.step('End').click({ position: { x: 100, y: 20 } })
  await page.keyboard.press('ControlOrMeta+c')
  for (const copy of ['End 2', 'End 3']) {
    await page.keyboard.press('ControlOrMeta+v')
    await expect(editor.step(copy)).toBeAttached()
  }
  const places = (await graph()).nodes.filter(({ label }) => label.startsWith('End')).map(({ position }) => `${position.x} ${position.y}`)
  expect(new Set(places).size).toBe(3)
})

test('what is no step is not pasted, which is said, and nothing is pasted behind a dialog', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { editor } = await openRow(page)
  await editor.step('End').click({ position: { x: 100, y: 20 } })
  await page.keyboard.press('ControlOrMeta+c')
  await page.keyboard.press('Shift+P')
  await page.getByRole('dialog', { name: 'Publish' }).getByRole('button', { name: 'Cancel' }).focus()
  await page.keyboard.press('ControlOrMeta+v')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.evaluate(() => navigator.clipboard.writeText('{"nodes":[{"type":"n8n-nodes-base.set"}],"connections":{}}'))
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.getByText('There are no steps on the clipboard.')).toBeVisible()
  await expect(editor.step('End 2')).toHaveCount(0)
})

test('a note is kept with each letter, and made larger by its left side it stays there', async ({ page }) => {
  const { editor, graph, address } = await openRow(page)
  await page.keyboard.press('Shift+N')
  await page.getByRole('textbox', { name: 'Note' }).pressSequentially('Half a thou')
  await editor.saved()
  await page.goto(address)
  const note = page.getByRole('group', { name: 'Note: Half a thou' })
  await expect(note).toBeVisible()
  const before = await note.boundingBox()
  await note.click()
  const box = { x: 0, y: 0, width: 0, height: 0, ...before }
  await page.mouse.move(box.x, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x - 80, box.y + box.height / 2, { steps: 6 })
  await page.mouse.up()
  await editor.saved()
  const [kept] = (await graph()).notes
  expect(kept?.size.width).toBeGreaterThan(220)
  await expect.poll(async () => Math.round(((await note.boundingBox())?.x ?? 0) - box.x)).toBeLessThan(-60)
})

test('a step that is pulled away in one go comes along, however few of the pointer’s moves the page gets to see', async ({ page }) => {
  const { editor, graph } = await openRow(page)
  const place = async () => (await graph()).nodes.find(({ label }) => label === 'End')?.position ?? { x: 0, y: 0 }
  const before = await place()
  await editor.step('End').hover({ position: { x: 100, y: 20 } })
  const box = { x: 0, y: 0, width: 0, height: 0, ...(await editor.step('End').boundingBox()) }
  await page.mouse.down()
  await page.mouse.move(box.x + 100, box.y + 180)
  await page.mouse.up()
  await expect.poll(async () => (await place()).y - before.y).toBeGreaterThan(120)
})

async function openRow(page: Page) {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'In haste')
  const flowId = await flowInARow(page, workspace, 'In haste', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'First' },
    { type: 'data.set', label: 'End', params: { fields: [{ name: 'text', value: 'one two three' }] } },
  ])
  const address = `/w/${workspace}/flows/${flowId}`
  await page.goto(address)
  const editor = new EditorOnPage(page)
  await expect(editor.step('End')).toBeVisible()
  const graph = async () => {
    await editor.saved()
    return (await callApi<{ graph: Graph }>(page, workspace, 'flows.export', { id: flowId })).graph
  }
  return { editor, graph, address }
}
