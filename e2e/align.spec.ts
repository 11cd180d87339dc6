import { expect, test } from '@playwright/test'
import type { Graph } from '../flow/graph/graph'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const keep = { type: 'data.set', params: { fields: [{ name: 'a', value: 'b' }] } }

test('steps are chosen along the lines, aligned and spaced by keys, and ⌘S says that it is saved', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Align')
  const flowId = await flowInARow(page, workspace, 'Crooked', [
    { type: 'trigger.manual', label: 'Start' },
    { ...keep, label: 'One', position: { x: 320, y: 40 } },
    { ...keep, label: 'Two', position: { x: 600, y: 200 } },
    { ...keep, label: 'Three', position: { x: 1_200, y: 120 } },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  const places = async (of: 'x' | 'y') => {
    const { graph } = await callApi<{ graph: Graph }>(page, workspace, 'flows.export', { id: flowId })
    return graph.nodes.map(({ position }) => position[of])
  }
  await editor.select('One')
  await editor.step('One').focus()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(3)
  await page.keyboard.press('Alt+w')
  await expect.poll(() => places('y')).toEqual([0, 40, 40, 40])
  await page.keyboard.press('Alt+Shift+h')
  await expect.poll(() => places('x')).toEqual([0, 320, 760, 1_200])
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(() => places('x')).toEqual([0, 320, 600, 1_200])
  await page.keyboard.press('ControlOrMeta+y')
  await expect.poll(() => places('x')).toEqual([0, 320, 760, 1_200])

  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByText('Saved. Every change is, as you make it.')).toBeVisible()
  await editor.step('Two').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Align left sides' }).click()
  await expect.poll(() => places('x')).toEqual([0, 320, 320, 320])
  await page.keyboard.press('Shift+?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.getByText('Space evenly across')).toHaveCount(1)
  await expect(sheet.getByText('Redo')).toHaveCount(1)
})
