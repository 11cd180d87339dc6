import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a failed run is retried from the failed step, and what it had done is taken over', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Retry')
  const flowId = await flowInARow(page, workspace, 'Orders', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Prepare', params: { fields: [{ name: 'n', value: 1 }] } },
    { type: 'data.set', label: 'Total', params: { fields: [{ name: 'n', value: '{{ trigger.amount + 1 }}' }] } },
    { type: 'data.set', label: 'Finish', params: { fields: [{ name: 'n', value: 2 }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  const canvas = new EditorOnPage(page)
  await expectStep(canvas.step('Total'), 'failed')

  await canvas.step('Total').click({ position: { x: 100, y: 20 } })
  await page.getByRole('button', { name: 'Retry from here' }).click()
  const dialog = page.getByRole('dialog', { name: 'Retry from “Total”' })
  await expect(dialog.getByRole('region', { name: 'Taken over, not done again' })).toContainText('Prepare')
  await expect(dialog.getByRole('region', { name: 'Starts with' })).toContainText('Total')
  await dialog.getByRole('button', { name: 'Start the new run' }).click()
  await expect(page).not.toHaveURL(new RegExp(runId))
  await expect(page.getByText('Goes on from')).toBeVisible()
  await expect(page.getByText('taken over', { exact: true })).toBeVisible()
  await expectStep(canvas.step('Prepare'), 'completed')
  await expectStep(canvas.step('Total'), 'failed')
})

test('what can be done with a run stands in its menu, in the palette and on the sheet of keys alike', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Run actions')
  const flowId = await flowInARow(page, workspace, 'Orders', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Total', params: { fields: [{ name: 'n', value: '{{ trigger.amount + 1 }}' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expectStep(new EditorOnPage(page).step('Total'), 'failed')

  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const label of [
    'Run again',
    'Go on from where it stopped',
    'Compare with the last good run',
    'Open the receipt',
    'Retry from Total',
  ])
    await expect(sheet.getByText(label, { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()

  await page.keyboard.press('ControlOrMeta+k')
  await page.getByPlaceholder('Search flows, pages and actions').fill('retry from')
  await page.getByRole('option', { name: 'Retry from Total' }).click()
  const dialog = page.getByRole('dialog', { name: 'Retry from “Total”' })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  await page.getByRole('button', { name: 'More for this run' }).click()
  await page.getByRole('menuitem', { name: /Compare with the last good run/ }).click()
  await expect(page.getByText('There is no good run to compare with')).toBeVisible()
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expectStep(new EditorOnPage(page).step('Total'), 'failed')
  await page.keyboard.press('q')
  await expect(page).toHaveURL(/receipt$/)
})

test('failed runs are selected in the list and run again together, and a paused flow holds them back', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Bulk')
  const flowId = await flowInARow(page, workspace, 'Orders', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Total', params: { fields: [{ name: 'n', value: '{{ trigger.amount + 1 }}' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  for (let at = 0; at < 3; at++) await callApi(page, workspace, 'runs.start', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs?status=failed`)
  await expect(page.getByRole('checkbox', { name: /Select this run/ })).toHaveCount(3)
  await expect(page.getByText('All that match: 3 ended')).toBeVisible()

  await page
    .getByRole('checkbox', { name: /Select this run/ })
    .first()
    .check()
  await page
    .getByRole('checkbox', { name: /Select this run/ })
    .nth(1)
    .check()
  await expect(page.getByText('2 selected')).toBeVisible()
  await page.getByRole('toolbar', { name: 'For many runs' }).getByRole('button', { name: 'Run again' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Run again' }).click()
  await expect(page.getByText('2 of 2 new runs ended, 2 failed')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /Select this run/ })).toHaveCount(5)

  await callApi(page, workspace, 'flows.setPaused', { id: flowId, paused: true })
  await callApi(page, workspace, 'runs.start', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs?flow=${flowId}&status=queued`)
  await expect(page.getByText('Orders is paused.')).toBeVisible()
  // On a phone it stands elsewhere.
  await expect(page.getByText('Held back: the flow is paused').filter({ visible: true })).toBeVisible()
  await page.getByRole('button', { name: 'Let it go on' }).click()
  await expect(page.getByText('No run matches')).toBeVisible()
})
