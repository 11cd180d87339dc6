import { expect, test } from '@playwright/test'
import * as Y from 'yjs'
import { docFromGraph } from '../flow/draft/document'
import { emptyGraph, type Node } from '../flow/graph/graph'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'
import { twoInOneFlow } from './support/together'

const field = (name: string, value: string) => ({ fields: [{ name, value }] })

test('a frame collapses to a card that sums up a run, stays so, and opens for whoever looks for a step in it', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Frames')
  const flowId = await flowInARow(page, workspace, 'Framed', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Net', params: field('net', '{{ 100 }}') },
    { type: 'data.set', label: 'Gross', params: field('gross', '{{ steps.step1.net + trigger.tax }}') },
    { type: 'data.set', label: 'End', params: field('sum', '{{ steps.step2.gross }}') },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Net')
  await editor.step('Gross').click({ position: { x: 100, y: 20 }, modifiers: ['Shift'] })
  await page.keyboard.press('ControlOrMeta+g')
  await page.getByRole('textbox', { name: 'Name of the frame' }).fill('Money')
  await page.keyboard.press('Enter')

  const frame = page.getByRole('group', { name: 'Frame: Money' })
  await page.getByRole('button', { name: 'Collapse Money' }).click()
  await expect(editor.step('Net')).toBeHidden()
  await expect(frame).toContainText('2 steps')
  await expect(editor.line('Start', 'Net')).toBeAttached()
  await expect(editor.line('Net', 'Gross')).toHaveCount(0)
  await expect(editor.line('Gross', 'End')).toBeAttached()
  await expectClean(page, 'a collapsed frame')

  await editor.saved()
  await page.reload()
  await expect(frame).toContainText('2 steps')
  await expect(editor.step('Gross')).toBeHidden()
  await frame.click({ position: { x: 120, y: 60 } })
  await page.keyboard.press('ControlOrMeta+.')
  await expect(editor.step('Gross')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+.')
  await expect(editor.step('Gross')).toBeHidden()

  await page.keyboard.press('ControlOrMeta+f')
  await page.getByPlaceholder('Find a step in this flow').fill('Gross')
  await page.keyboard.press('Enter')
  await expect(editor.step('Gross')).toBeVisible()
  await page.getByRole('button', { name: 'Collapse Money' }).click()

  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId, input: { tax: null } })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expectStep(frame, 'failed')
  await expect(frame).toContainText('2 steps, 1 done, 1 failed')
  await page.getByRole('alert', { name: 'Why it failed' }).getByRole('button', { name: 'Go to the step' }).click()
  await expect(editor.step('Gross')).toBeVisible()
})

test('what a colleague puts into a frame that is collapsed here goes into it', async ({ browser }) => {
  const {
    here,
    first,
    there,
    second,
    workspace,
    flow: flowId,
  } = await twoInOneFlow(browser, 'Framed together', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Net' },
    { type: 'data.set', label: 'Gross' },
  ])
  await here.select('Net')
  await here.step('Gross').click({ position: { x: 100, y: 20 }, modifiers: ['Shift'] })
  await first.keyboard.press('ControlOrMeta+g')
  await first.getByRole('textbox', { name: 'Name of the frame' }).fill('Money')
  await first.keyboard.press('Enter')
  await here.saved()
  await first.getByRole('button', { name: 'Collapse Money' }).click()
  const frame = first.getByRole('group', { name: 'Frame: Money' })
  await expect(frame).toContainText('2 steps')

  const theirs: Node = {
    ...{ id: 'theirs', key: 'theirs', type: 'data.set', typeVersion: 1, label: 'Theirs', params: {} },
    ...{ position: { x: 450, y: 10 }, disabled: false, onError: 'fail' },
  }
  const update = Buffer.from(Y.encodeStateAsUpdate(docFromGraph({ ...emptyGraph(), nodes: [theirs] }))).toString('base64')
  await callApi(second, workspace, 'drafts.push', { flowId, update })
  await expect(there.step('Theirs')).toBeVisible()
  await expect(frame).toContainText('3 steps')
  await expect(here.step('Theirs')).toBeHidden()
})
