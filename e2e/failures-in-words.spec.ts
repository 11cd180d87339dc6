import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('the list of runs says which step failed and why, and a run is chosen with a key', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'In words')
  const flowId = await flowInARow(page, workspace, 'Totals', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Work out the total', params: { fields: [{ name: 'total', value: '{{ trigger.price * 2 }}' }] } },
  ])
  await callApi(page, workspace, 'runs.test', { flowId, input: { price: 'a lot' } })
  await page.goto(`/w/${workspace}/runs`)
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Totals' }) })
  await expect(row).toContainText('Work out the total: Text and a number can’t be multiplied.')

  await page.keyboard.press('j')
  await expect(row.getByRole('link', { name: 'Totals' })).toBeFocused()
  await page.keyboard.press('x')
  await expect(row.getByRole('checkbox')).toBeChecked()
  await expect(page.getByRole('toolbar', { name: 'For many runs' })).toContainText('1 selected')
  await page.keyboard.press('x')
  await expect(row.getByRole('checkbox')).not.toBeChecked()

  await page.setViewportSize({ width: 390, height: 844 })
  await expect(row.getByText('Work out the total: Text').filter({ visible: true })).toHaveCount(1)
  await page.setViewportSize({ width: 1280, height: 800 })
  await row.getByRole('link', { name: 'Totals' }).click()
  const why = page.getByRole('alert', { name: 'Why it failed' })
  await expect(why.getByRole('heading', { name: 'Work out the total failed' })).toBeVisible()
  await expect(why).toContainText('Turn text into a number with toNumber().')
})

test('a failure says how often it was tried, and leads to what mends it', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Mended')
  const flowId = await flowInARow(page, workspace, 'Calls', [
    { type: 'trigger.manual', label: 'Start' },
    {
      type: 'http.request',
      label: 'Ask nobody',
      params: { method: 'GET', url: 'http://127.0.0.1:1/' },
      retry: { attempts: 2, delayMs: 0, factor: 1 },
    },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  const why = page.getByRole('alert', { name: 'Why it failed' })
  await expect(why).toContainText('It was tried 2 times.')
  await why.getByRole('link', { name: 'Set up the step' }).click()
  const inspector = page.getByRole('complementary', { name: 'Selected step' })
  await expect(inspector.getByRole('textbox', { name: 'Name of the step' })).toHaveValue('Ask nobody')
})

test('a run that went over what its flow allows leads to the settings', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Allowed')
  const flowId = await flowInARow(
    page,
    workspace,
    'Lines',
    [
      { type: 'trigger.manual', label: 'Start' },
      { type: 'flow.for-each', label: 'Each line', params: { items: '{{ trigger.lines }}' } },
      { type: 'data.set', label: 'Line', id: 'line', parentId: 'step1', params: { fields: [{ name: 'n', value: '{{ item }}' }] } },
    ],
    { maxSteps: 10 },
  )
  await callApi(page, workspace, 'versions.publish', { flowId })
  const input = { lines: Array.from({ length: 40 }, (_, at) => at) }
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  const why = page.getByRole('alert', { name: 'Why it failed' })
  await expect(why).toContainText('The run took more than 10 steps.')
  await why.getByRole('link', { name: 'Settings of the flow' }).click()
  await expect(page.getByRole('dialog', { name: 'Settings of the flow' })).toBeVisible()
})
