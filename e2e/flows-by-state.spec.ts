import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

async function choose(page: Page, state: string) {
  await page.getByRole('combobox', { name: 'State' }).click()
  await page.getByRole('option', { name: state, exact: true }).click()
}

test('flows are found by how they stand, which the address keeps', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'States')
  const published = async (name: string, ...steps: Parameters<typeof flowInARow>[3]) => {
    const flowId = await flowInARow(page, workspace, name, [{ type: 'trigger.manual', label: 'Start' }, ...steps])
    await callApi(page, workspace, 'versions.publish', { flowId })
    return flowId
  }
  await callApi(page, workspace, 'flows.create', { name: 'Sketch' })
  await published('Bills')
  const refunds = await published('Refunds', { type: 'flow.stop', label: 'Give up', params: { message: 'No money' } })
  await callApi(page, workspace, 'runs.start', { flowId: refunds, input: {} })
  await page.goto(`/w/${workspace}/flows`)
  const names = page.getByRole('table', { name: 'Flows' }).locator('[data-primary]')
  await expect(page.getByRole('row', { name: /Refunds/ })).toContainText('Failed')

  await choose(page, 'Last run failed')
  await expect(names).toHaveText(['Refunds'])
  await expect(page.getByRole('status').filter({ hasText: '1 flow' })).toBeVisible()
  await page.reload()
  await expect(names).toHaveText(['Refunds'])
  await choose(page, 'Draft only')
  await expect(names).toHaveText(['Sketch'])

  await choose(page, 'Paused')
  await expect(page.getByRole('heading', { name: 'No flow is paused' })).toBeVisible()
  await expectClean(page, 'no flow in a state')
  await page.getByRole('searchbox', { name: 'Search flows' }).fill('Bills')
  await page.getByRole('button', { name: 'Show flows in any state' }).click()
  await expect(names).toHaveText(['Bills'])
  await expect(page).not.toHaveURL(/state=/)
})
