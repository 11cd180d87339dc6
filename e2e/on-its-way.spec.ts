import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { flowInARow } from './support/flows'
import { holdBack } from './support/hold-back'
import { ownWorkspace, signInToDemo } from './support/people'

const ofRun = ({ pathname }: URL) => /\/runs\/[^/]+$/.test(pathname)

test('a page that takes long to come shows that it is on its way', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'On its way')
  const flowId = await flowInARow(page, workspace, 'Bills', [{ type: 'trigger.manual', label: 'Start' }])
  await callApi(page, workspace, 'runs.test', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs`)
  const line = page.locator('[data-link-progress]')
  const link = page.getByRole('link', { name: 'Bills', exact: true })
  await expect(link).toBeVisible()

  const letCome = await holdBack(page, ofRun)
  await link.click()
  await expect(line).toHaveCount(1)
  letCome()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect(line).toHaveCount(0)

  await page.goto(`/w/${workspace}/runs`)
  const letComeAgain = await holdBack(page, ofRun)
  await page.getByRole('button', { name: 'Actions for this run of Bills' }).click()
  await page.getByRole('menuitem', { name: 'Open', exact: true }).click()
  await expect(line).toHaveCount(1)
  letComeAgain()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect(line).toHaveCount(0)
})
