import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectCleanInBothThemes } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

/** More than a search reads of one value (server/services/runs/in-large-values.ts). */
const CODE = `
  const lines = []
  for (let at = 0; at < 90000; at++) lines.push({ name: "Line " + at, note: "Delivered as ordered and checked by hand, and put where it belongs" })
  return lines`

test('a search that could not look into every value says so, with and without a find', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Unsearched')
  const flowId = await flowInARow(page, workspace, 'Much', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'code.javascript', label: 'Make', params: { inputs: [], code: CODE, seconds: 30, memoryMb: 256 } },
  ])
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId, input: { customer: 'Hooli GmbH' } })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expectStep(new EditorOnPage(page).step('Make'), 'completed')

  const note = '1 value is too large to be searched, so a run may be missing here. Open the run you have in mind to search its data.'
  await page.goto(`/w/${workspace}/runs?text=Hooli`)
  await expect(page.getByRole('link', { name: 'Much' })).toBeVisible()
  await expect(page.getByText(note)).toBeVisible()
  await expectCleanInBothThemes(page, 'runs, found, with values that were not searched')
  await page.goto(`/w/${workspace}/runs?text=Pied+Piper`)
  await expect(page.getByText(note)).toBeVisible()
  await expectCleanInBothThemes(page, 'runs, not found, with values that were not searched')
})
