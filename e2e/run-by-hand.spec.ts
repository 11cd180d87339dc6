import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a published flow is run from the list, cancelled, and run again', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'By hand')
  const flowId = await flowInARow(page, workspace, 'Greet', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.wait', label: 'Pause', params: { mode: 'for', amount: 2, unit: 'hours' } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })

  await page.goto(`/w/${workspace}/flows`)
  await page.getByRole('link', { name: /Greet/ }).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Run now' }).click()
  const canvas = new EditorOnPage(page)
  await expectStep(canvas.step('Pause'), 'waiting')
  const first = page.url()

  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Cancelled').first()).toBeVisible()
  // It did something for real, so a key or a click alone does not do it again.
  await page.keyboard.press('r')
  const asked = page.getByRole('alertdialog', { name: 'Run it again from the start?' })
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expect(asked).toBeHidden()
  await expect(page).toHaveURL(first)
  await page.getByRole('button', { name: 'Run again' }).click()
  await asked.getByRole('button', { name: 'Run again' }).click()
  await expect(page).not.toHaveURL(first)
  await expectStep(canvas.step('Pause'), 'waiting')

  await callApi(page, workspace, 'flows.setPaused', { id: flowId, paused: true })
  await callApi(page, workspace, 'runs.start', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs?flow=${flowId}`)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 })
    for (const why of ['by Demo', 'Goes on in 2 hours', 'Held back: the flow is paused'])
      await expect(page.getByRole('row').getByText(why).filter({ visible: true })).toHaveCount(1)
  }
})
