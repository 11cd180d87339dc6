import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { holdBack } from './support/hold-back'
import { ownWorkspace, signInToDemo } from './support/people'

test('what is on its way is not said to be nothing', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Slow')
  for (const [place, procedure, nothing] of [
    ['flows', 'flows.list', 'Draw your first flow'],
    ['runs', 'runs.list', 'Nothing has run yet'],
    ['variables', 'variables.list', 'No variables yet'],
    ['connections', 'connections.list', 'No accounts yet'],
  ] as const) {
    const letGo = await holdBack(page, procedure)
    await page.goto(`/w/${workspace}/${place}`)
    await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible()
    await expect(page.getByText(nothing)).toHaveCount(0)
    letGo()
    await expect(page.getByText(nothing)).toBeVisible()
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
  }
})

test('what is chosen stands in the page as it comes, before it has woken up', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Asleep')
  const asItComes = await (await page.request.get(`/w/${workspace}/runs`)).text()
  expect(asItComes).toMatch(/aria-label="Status"[^>]*><span[^>]*>Any status/)
})

test('a run whose story is still coming does not look as if nothing had happened', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Slow run')
  const flowId = await flowInARow(page, workspace, 'Two steps', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Keep', params: { fields: [{ name: 'a', value: 'b' }] } },
  ])
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId, input: {} })
  const editor = new EditorOnPage(page)
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expectStep(editor.step('Keep'), 'completed')

  const letGo = await holdBack(page, 'runs.events')
  await page.reload()
  await editor.step('Keep').click({ position: { x: 100, y: 20 } })
  const panel = page.getByRole('complementary', { name: 'Selected step' })
  await expect(panel.getByRole('heading', { name: 'Keep' })).toBeVisible()
  await expect(panel.getByText('This step has not run.')).toHaveCount(0)
  await expect(page.getByText('Nothing has run yet.')).toHaveCount(0)
  letGo()
  await expect(panel.getByRole('tree', { name: 'Output' })).toContainText('a')
  await expectStep(editor.step('Keep'), 'completed')
})

test('a page that takes long says so, and what can be done', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Slow pages')
  const flowId = await flowInARow(page, workspace, 'One step', [{ type: 'trigger.manual', label: 'Start' }])
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId, input: {} })
  for (const [place, procedure, opening] of [
    [`flows/${flowId}`, 'drafts.open', 'Opening the flow'],
    [`runs/${runId}`, 'runs.get', 'Opening the run'],
  ] as const) {
    const letGo = await holdBack(page, procedure)
    await page.goto(`/w/${workspace}/${place}`)
    const skeleton = page.getByRole('status', { name: opening })
    await expect(skeleton.getByText('This takes longer than usual.')).toBeVisible()
    await skeleton.getByRole('link', { name: 'load the page again' }).click()
    letGo()
    await expect(new EditorOnPage(page).step('Start')).toBeVisible()
  }
})

test('a button that works says so, and works once however often it is pressed', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Slow hands')
  await page.goto(`/w/${workspace}/flows`)
  await expect(page.getByRole('heading', { name: 'Draw your first flow' })).toBeVisible()
  const letGo = await holdBack(page, 'flows.create')
  const button = page.getByRole('button', { name: 'New flow' }).first()
  await button.click()
  await expect(button).toBeDisabled()
  await page.keyboard.press('n')
  await page.keyboard.press('n')
  letGo()
  await expect(page.getByRole('heading', { name: 'What should start this flow?' })).toBeVisible()
  await page.goto(`/w/${workspace}/flows`)
  await expect(page.getByRole('link', { name: 'Untitled flow' })).toHaveCount(1)
})

test('files start nothing before it is known whether they run the flow or test its draft', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Slow files')
  const flowId = await flowInARow(page, workspace, 'Read files', [
    { type: 'trigger.manual', label: 'Files dropped', params: { asks: 'files' } },
    { type: 'data.set', label: 'Keep', params: { fields: [{ name: 'a', value: 'b' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const editor = new EditorOnPage(page)
  const zone = page.getByRole('region', { name: 'Start with files' })
  const letGo = await holdBack(page, 'flows.get')
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  await editor.select('Keep')
  await expect(zone).toHaveCount(0)
  letGo()
  await expect(zone).toContainText('runs version 1 for real')
  await editor.rename('Keep it')
  await expect(zone).toContainText('tests the draft')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(zone).toContainText('runs version 1 for real')
})
