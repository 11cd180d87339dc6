import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { typeAndEnter } from './support/at-once'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a failed run says which value was empty, and one walks back to where it was', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Walk back')
  const flowId = await flowInARow(page, workspace, 'Bills', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Extract', params: { fields: [{ name: 'total', value: '{{ trigger.amount }}' }] } },
    { type: 'data.set', label: 'Prepare', params: { fields: [{ name: 'sum', value: '{{ steps.step1.total }}' }] } },
    { type: 'data.set', label: 'Bill', params: { fields: [{ name: 'gross', value: '{{ steps.step2.sum * 1.19 }}' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: { amount: null } })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  const canvas = new EditorOnPage(page)
  await expectStep(canvas.step('Bill'), 'failed')

  const card = page.getByRole('alert', { name: 'Why it failed' })
  await expect(card).toContainText('Bill failed')
  await expect(card).toContainText('“Gross” could not be worked out: it comes from Start ▸ Amount.')
  await card.getByText('As it was recorded').click()
  await expect(card.getByRole('list', { name: 'The failure as it was recorded' })).toContainText('expression_')

  await card.getByRole('button', { name: 'Walk back' }).click()
  const panel = page.getByRole('complementary', { name: 'Selected step' })
  const trail = panel.getByRole('region', { name: 'Where it comes from' })
  await expect(panel.getByRole('heading', { name: 'Prepare' })).toBeVisible()
  await expect(trail.getByRole('button')).toHaveText([
    /^$/,
    /Bill ▸ Gross/,
    /Prepare ▸ Sum\s*empty/,
    /Extract ▸ Total\s*empty/,
    /Start ▸ Amount\s*empty/,
  ])
  await expect(trail).toContainText('It came in with Start.')

  await trail.getByRole('button', { name: /Start ▸ Amount/ }).click()
  await expect(panel.getByRole('heading', { name: 'Start' })).toBeVisible()
  await expect(panel.getByRole('tree', { name: 'Output' }).locator('[aria-current=true]')).toContainText('amount')

  await trail.getByRole('button', { name: /Extract ▸ Total/ }).click()
  await expect(panel.getByRole('heading', { name: 'Extract' })).toBeVisible()
  await panel.getByRole('tree', { name: 'Output' }).getByRole('button', { name: 'Where does total come from?' }).click()
  await expect(panel.getByRole('heading', { name: 'Start' })).toBeVisible()
  await trail.getByRole('button', { name: 'Close the way back' }).click()
  await expect(trail).toBeHidden()
})

test('one of many items failed: it is shown, stepped around, and found by its value', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Items')
  const flowId = await flowInARow(page, workspace, 'Lines', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.for-each', label: 'Each line', params: { items: '{{ trigger.lines }}', collect: '{{ steps.line.net }}' } },
    {
      type: 'data.set',
      label: 'Line',
      id: 'line',
      key: 'line',
      parentId: 'step1',
      params: { fields: [{ name: 'net', value: '{{ item.net + 0 }}' }] },
    },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const lines = Array.from({ length: 200 }, (_, at) => ({ name: `Line ${at + 1}`, net: at === 136 ? null : at }))
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: { lines } })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  const canvas = new EditorOnPage(page)
  await expectStep(canvas.step('Line'), 'failed')
  await expect(page.getByRole('alert', { name: 'Why it failed' })).toContainText('Line (item 137) failed')

  await canvas.step('Line').click({ position: { x: 100, y: 20 } })
  const panel = page.getByRole('complementary', { name: 'Selected step' })
  const stepper = panel.getByRole('group', { name: 'Item of Each line' })
  const number = stepper.getByRole('spinbutton', { name: 'Item number' })
  await expect(number).toHaveValue('137')
  await expect(stepper).toContainText('of 200')

  await stepper.getByRole('button', { name: 'Item before' }).click()
  await expect(number).toHaveValue('136')
  await expect(panel).toContainText('done at once with many others')
  await stepper.getByRole('button', { name: 'Find an item' }).click()
  await page.getByRole('textbox', { name: 'Find by value' }).fill('line 12')
  await expect(page.getByText('11 found')).toBeVisible()
  await page.getByRole('button', { name: /Item 12 / }).click()
  await expect(number).toHaveValue('12')
  await expect(panel.getByRole('tree', { name: 'Output' })).toContainText('11')
  await stepper.getByRole('button', { name: 'Find an item' }).click()
  await page.getByRole('textbox', { name: 'Find by value' }).fill('line 1')
  await expect(page.getByText('111 found')).toBeVisible()
  await typeAndEnter(page, '4')
  await expect(number).toHaveValue('14')
  await stepper.getByRole('button', { name: 'The one that failed' }).click()
  await expect(number).toHaveValue('137')
})

test('the way back leads through a list, a transformation and into the run of another flow, and back', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Walk far back')
  const ratingId = await flowInARow(page, workspace, 'Rate', [
    { type: 'trigger.called', label: 'Called', params: { inputs: [{ name: 'lines', kind: 'list' }] } },
    {
      type: 'list.filter',
      label: 'Only dear ones',
      params: { items: '{{ trigger.lines }}', rules: [{ field: 'net', operator: 'over', right: 10 }], combine: 'all' },
    },
    { type: 'flow.return', label: 'Give back', params: { result: '{{ {"code": steps.step1.items[0].code} }}' } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId: ratingId })
  const flowId = await flowInARow(page, workspace, 'Bill', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'code.transform', label: 'Reshape', params: { data: '{{ trigger.lines }}', expression: '$', seconds: 10 } },
    {
      type: 'flow.call',
      label: 'Get the rating',
      params: { flow: ratingId, inputs: [{ name: 'lines', value: '{{ steps.step1 }}' }], wait: 'result' },
    },
    { type: 'data.set', label: 'Bill', params: { fields: [{ name: 'code', value: '{{ steps.step2.code + "-2026" }}' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const lines = [
    { net: 5, code: 'a' },
    { net: 50, code: null },
  ]
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: { lines } })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expectStep(new EditorOnPage(page).step('Bill'), 'failed')

  await page.getByRole('alert', { name: 'Why it failed' }).getByRole('button', { name: 'Walk back' }).click()
  const trail = page.getByRole('region', { name: 'Where it comes from' })
  await expect(trail).toContainText('Get the rating made it.')
  await trail.getByRole('link', { name: 'Go on in the run of Rate' }).click()

  await expect(trail.getByRole('button')).toHaveText([
    /^$/,
    /Give back ▸ Result ▸ Code/,
    /Only dear ones ▸ Items ▸ #1 ▸ Code/,
    /Called ▸ Lines ▸ #2 ▸ Code/,
  ])
  await trail.getByRole('link', { name: 'Go on in the run of Bill' }).click()

  await expect(trail).toContainText('Reshape made it. It was given “Data”.')
  await trail.getByRole('list', { name: 'Go on with' }).getByRole('button', { name: 'Reshape ▸ Data' }).click()
  await expect(trail).toContainText('It came in with Start.')
  await expect(trail.getByRole('button', { name: /Start ▸ Lines/ })).toBeVisible()
})
