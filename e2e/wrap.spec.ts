import { expect, test } from '@playwright/test'
import type { Graph } from '../flow/graph/graph'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('steps that are there go into a loop and out of it again, and a copy made in a loop stays in it', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Wrapped')
  const flowId = await flowInARow(page, workspace, 'Wrapped', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'First' },
    { type: 'data.set', label: 'Second' },
    { type: 'data.set', label: 'End' },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('End')).toBeVisible()
  const where = async () => {
    await editor.saved()
    const { graph } = await callApi<{ graph: Graph }>(page, workspace, 'flows.export', { id: flowId })
    const name = (id: string | undefined) => graph.nodes.find((node) => node.id === id)?.label
    const held = graph.nodes.flatMap(({ label, parentId }) => (parentId === undefined ? [] : `${label} in ${name(parentId)}`))
    return [...held, ...graph.edges.map(({ source, target }) => `${name(source)} → ${name(target)}`)].sort()
  }

  await editor.select('First')
  await editor.step('Second').click({ position: { x: 100, y: 20 }, modifiers: ['Shift'] })
  await editor.step('Second').click({ button: 'right', position: { x: 100, y: 20 } })
  await page.getByRole('menuitem', { name: 'Put into “For each”' }).click()
  await expect(editor.step('For each')).toBeFocused()
  const inLoop = ['First in For each', 'First → Second', 'For each → End', 'Second in For each', 'Start → For each'].sort()
  await expect.poll(where).toEqual(inLoop)

  await page.keyboard.press('1')
  await editor.step('Second').click({ position: { x: 100, y: 20 } })
  await page.keyboard.press('ControlOrMeta+d')
  await expect(editor.step('Second 2')).toBeAttached()
  await expect.poll(where).toEqual([...inLoop, 'Second 2 in For each'].sort())
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(where).toEqual(inLoop)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor.step('For each')).toHaveCount(0)
  const before = ['First → Second', 'Second → End', 'Start → First']
  await expect.poll(where).toEqual(before)
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(where).toEqual(inLoop)

  await page.keyboard.press('1')
  await editor.step('For each').click({ position: { x: 100, y: 20 } })
  await editor.inspector.getByRole('button', { name: 'More about this step' }).click()
  await page.getByRole('menuitem', { name: 'Take the steps out of it' }).click()
  await expect(editor.step('For each')).toHaveCount(0)
  await expect.poll(where).toEqual(before)
})

test('around a step that is left out no loop is drawn, and it says which', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Left out')
  const flowId = await flowInARow(page, workspace, 'Left out', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'First' },
    { type: 'data.set', label: 'Between' },
    { type: 'data.set', label: 'End' },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('End')).toBeVisible()
  // All of them are in sight beside the panel, too.
  for (const _out of [1, 2, 3]) await page.keyboard.press('-')
  await editor.step('First').click({ position: { x: 60, y: 12 } })
  await editor.step('End').click({ position: { x: 60, y: 12 }, modifiers: ['Shift'] })
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('put into try')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Between comes between these steps. Select it, too.')).toBeVisible()
  await expect(editor.step('Try')).toHaveCount(0)
})
