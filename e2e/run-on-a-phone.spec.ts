import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

test('on a phone a run is wound back with a slider that stays under the thumb, and it says what happened', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Film')
  const flowId = await flowInARow(page, workspace, 'Bills', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Extract', params: { fields: [{ name: 'total', value: '{{ trigger.amount }}' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: { amount: 21 } })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  const step = new EditorOnPage(page).step('Extract')
  await expectStep(step, 'completed')

  const film = page.getByRole('toolbar', { name: 'Film of the run' })
  const slider = film.getByRole('slider', { name: 'Moment of the run' })
  const toEnd = film.getByRole('button', { name: 'To the end' })
  await expect(toEnd).toHaveCount(0)
  const width = (await slider.boundingBox())?.width
  await slider.fill('1')
  await expectStep(step, 'idle')
  await expect(film.getByText('The run starts')).toBeVisible()
  expect((await slider.boundingBox())?.width).toBe(width)

  await toEnd.tap()
  await expectStep(step, 'completed')
})
