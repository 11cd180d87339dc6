import { expect, type Page, test } from '@playwright/test'
import type { Graph } from '../flow/graph/graph'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a dragged step falls in line with others, and alt leaves a copy', async ({ page }) => {
  const editor = await openFlow(page)
  const [end, start] = [await boxOf(editor, 'End'), await boxOf(editor, 'Start')]
  await grab(page, end)
  await page.mouse.move(end.x + 100, end.y + 90, { steps: 6 })
  await page.mouse.move(end.x + 100, start.y + 23, { steps: 4 })
  await expect(page.locator('.canvas-guide').first()).toBeAttached()
  await page.mouse.up()
  await expect(page.locator('.canvas-guide')).toHaveCount(0)
  await expect.poll(async () => Math.abs((await boxOf(editor, 'End')).y - start.y)).toBeLessThan(0.5)

  const middle = await boxOf(editor, 'Middle')
  await page.keyboard.down('Alt')
  await grab(page, middle)
  await page.mouse.move(middle.x + 100, middle.y + 260, { steps: 6 })
  await page.mouse.up()
  await page.keyboard.up('Alt')
  await expect(editor.step('Middle 2')).toBeAttached()
})

test('a frame holds steps: it moves them, it has a name, and undo takes it back', async ({ page }) => {
  const editor = await openFlow(page)
  await editor.select('Middle')
  await editor.step('End').click({ position: { x: 100, y: 20 }, modifiers: ['Shift'] })
  await page.keyboard.press('ControlOrMeta+g')
  await page.getByRole('textbox', { name: 'Name of the frame' }).fill('Money')
  await page.keyboard.press('Enter')
  const frame = page.getByRole('group', { name: 'Frame: Money' })
  await expect(frame).toBeFocused()
  await frame.getByText('Money').dblclick()
  await page.getByRole('textbox', { name: 'Name of the frame' }).fill('Another')
  await page.keyboard.press('Escape')
  await expect(frame).toBeFocused()
  await expectClean(page, 'a frame')

  const [middle, start, head] = [await boxOf(editor, 'Middle'), await boxOf(editor, 'Start'), await frame.boundingBox()]
  await page.mouse.move((head?.x ?? 0) + 60, (head?.y ?? 0) + 12)
  await page.mouse.down()
  await page.mouse.move((head?.x ?? 0) + 60, (head?.y ?? 0) + 172, { steps: 8 })
  await page.mouse.up()
  await expect.poll(async () => (await boxOf(editor, 'Middle')).y - middle.y).toBeGreaterThan(100)
  expect((await boxOf(editor, 'Start')).y).toBeCloseTo(start.y, 0)
  await editor.saved()
  await page.reload()
  await expect(frame).toBeAttached()
  await page.keyboard.press('1')
})

test('find and replace shows what changes, changes it at once, and one undo takes it back', async ({ page }) => {
  const editor = await openFlow(page)
  await page.keyboard.press('ControlOrMeta+Shift+f')
  const dialog = page.getByRole('dialog', { name: 'Find and replace' })
  await dialog.getByRole('textbox', { name: 'Find' }).fill('middle')
  await dialog.getByRole('textbox', { name: 'Replace with' }).fill('Centre')
  await expect(dialog.getByText('Found in 2 places.')).toBeVisible()
  await expectClean(page, 'find and replace')
  await dialog.getByRole('button', { name: 'Replace 2' }).click()
  await expect(editor.step('Centre')).toBeVisible()
  await expect(editor.step('End')).toContainText('Centre of it')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor.step('Middle')).toBeVisible()
  await expect(editor.step('End')).toContainText('middle of it')
})

test('the keyboard walks, copies, pastes, switches off, tidies and writes notes', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const editor = await openFlow(page)
  await editor.select('Start')
  await page.keyboard.press('ArrowRight')
  await expect(editor.step('Middle')).toBeFocused()
  await page.keyboard.press('d')
  await expect(editor.step('Middle')).toContainText('Off')
  await page.keyboard.press('ControlOrMeta+c')
  await page.keyboard.press('ControlOrMeta+v')
  await expect(editor.step('Middle 2')).toBeAttached()
  await page.keyboard.press('Shift+L')
  await page.keyboard.press('1')
  await page.keyboard.press('Shift+N')
  await page.getByRole('textbox', { name: 'Note' }).fill('Why this is here')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('group', { name: 'Note: Why this is here' })).toBeFocused()
})

async function openFlow(page: Page): Promise<EditorOnPage> {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Arrange')
  const flow = await flowInARow(page, workspace, 'To arrange', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.stop', label: 'Middle', params: { message: 'Enough' } },
    { type: 'flow.stop', label: 'End', params: { message: 'In the middle of it' }, position: { x: 600, y: 40 } },
  ])
  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('Start')).toBeVisible()
  return editor
}

async function boxOf(editor: EditorOnPage, label: string) {
  await editor.step(label).first().hover({ trial: true }) // the view may still be moving: only what stands has a place
  const box = await editor.step(label).first().boundingBox()
  if (!box) throw new Error(`${label} is not on the canvas`)
  return box
}

async function grab(page: Page, { x, y }: { x: number; y: number }) {
  await page.mouse.move(x + 100, y + 20)
  await page.mouse.down()
  // A step is off its place only after a few pixels: they are not part of its way.
  await page.mouse.move(x + 104, y + 20, { steps: 4 })
}

test('a start that is added stands below the others, and a step that nobody pointed a place for lies on no other', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Places')
  const flowId = await flowInARow(page, workspace, 'Places', [
    { type: 'trigger.manual', label: 'By hand' },
    { type: 'data.set', label: 'Middle' },
    { type: 'data.set', label: 'End' },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('End')).toBeVisible()
  await page.keyboard.press('n')
  await editor.pick('Schedule')
  const schedule = page.getByRole('group', { name: /^Schedule/ })
  await expect(schedule).toBeVisible()
  await page.keyboard.press('Escape')
  await page.locator('.react-flow__pane').click({ position: { x: 400, y: 30 } })
  await page.keyboard.press('n')
  await editor.pick('Wait')
  await editor.saved()

  const { graph } = await callApi<{ graph: Graph }>(page, workspace, 'flows.export', { id: flowId })
  const at = (type: string) => graph.nodes.find((node) => node.type === type)?.position ?? { x: Number.NaN, y: Number.NaN }
  expect(at('trigger.schedule').x).toBe(0)
  expect(at('trigger.schedule').y).toBeGreaterThan(100)
  const wait = at('flow.wait')
  for (const { position, type } of graph.nodes)
    if (type !== 'flow.wait') expect(Math.abs(position.x - wait.x) >= 232 || Math.abs(position.y - wait.y) >= 104, type).toBe(true)
})
