import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('what a loop collects is offered and shown, and a step that is tested alone leaves what it took over marked', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Collected')
  const flowId = await flowInARow(page, workspace, 'Collected', [
    { type: 'trigger.manual', label: 'Start', sample: { net: 1, lines: [{ name: 'Paper' }, { name: 'Ink' }] } },
    { type: 'data.set', label: 'Net', params: { fields: [{ name: 'net', value: '{{ trigger.net }}' }] } },
    { type: 'data.set', label: 'Gross', params: { fields: [{ name: 'gross', value: '{{ steps.step1.net * 2 }}' }] } },
    { type: 'flow.for-each', label: 'Each line', params: { items: '{{ trigger.lines }}' } },
    {
      type: 'data.set',
      label: 'Line',
      id: 'line',
      key: 'line',
      parentId: 'step3',
      params: { fields: [{ name: 'title', value: '{{ item.name }}' }] },
    },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  const { inspector } = editor

  await test.step('the data of the steps inside is there to pick, and stands under the field', async () => {
    await editor.select('Each line')
    await inspector.getByRole('textbox', { name: 'Collect from each item' }).click()
    await page.keyboard.type('/')
    await page.getByRole('option', { name: /Title.*Paper/ }).click()
    await expect(inspector).toContainText('for examplePaper')
    await expect(inspector).not.toContainText('There is no output')
  })

  await test.step('what it took over as it was before a change is marked, what it did itself is not', async () => {
    await editor.saved()
    await editor.test()
    await expectStep(editor.step('Gross'), 'completed')
    await editor.select('Net')
    await editor.write('Value 1', '{{ trigger.net + 10 }}')
    await expect(editor.step('Gross')).toContainText('changed since this run')
    await editor.saved()
    await editor.select('Gross')
    await inspector.getByRole('button', { name: /^Just this step/ }).click()
    await expect(page.getByRole('region', { name: 'Run' })).toContainText('taken over')
    await expect(editor.step('Gross')).not.toContainText('changed since this run')
    await expect(editor.step('Net')).toContainText('changed since this run')
    await inspector.getByRole('button', { name: 'Run until here' }).click()
    await expect(editor.step('Net')).not.toContainText('changed since this run')
  })
})

test('a condition that fails says over what, and a comparison keeps the item that is chosen in sight', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Compared')
  const flowId = await flowInARow(page, workspace, 'Compared', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.for-each', label: 'Each line', params: { items: '{{ trigger.lines }}' } },
    {
      type: 'logic.condition',
      label: 'Dear',
      id: 'dear',
      key: 'dear',
      parentId: 'step1',
      params: { rules: [{ left: '{{ item.net }}', operator: 'over', right: 100 }], combine: 'all' },
    },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const runOf = async (nets: readonly (number | string)[]) => {
    const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', {
      flowId,
      input: { lines: nets.map((net) => ({ net })) },
    })
    await page.goto(`/w/${workspace}/runs/${runId}`)
    return runId
  }
  const canvas = new EditorOnPage(page)

  const nets = Array.from({ length: 20 }, (_, at) => at)
  const before = await runOf(nets)
  await expectStep(canvas.step('Dear'), 'completed')
  const after = await runOf(nets.map((net) => net + 1_000))
  await expectStep(canvas.step('Dear'), 'completed')
  await page.goto(`/w/${workspace}/runs/compare?a=${before}&b=${after}`)
  const differences = page.getByRole('region', { name: 'Differences' })
  const first = differences.getByRole('listitem').filter({ hasText: 'Dear (item 1)' })
  await first.getByRole('button').first().click()
  await expect(first).toHaveAttribute('aria-current', 'true')
  await expect(differences.locator('[aria-current]')).toHaveCount(1)
  await expect(first).toBeInViewport()

  await runOf([5, 'n/a'])
  await expectStep(canvas.step('Dear'), 'failed')
  const card = page.getByRole('alert', { name: 'Why it failed' })
  await expect(card).toContainText('“Net” was n/a: it comes from Start ▸ Lines ▸ #2 ▸ Net. It came in with Start.')
  await card.getByRole('button', { name: 'Walk back' }).click()
  await expect(page.getByRole('region', { name: 'Where it comes from' })).toContainText('It came in with Start.')
})
