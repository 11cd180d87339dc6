import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a page that takes long to come shows that it is on its way', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'On its way')
  const flowId = await flowInARow(page, workspace, 'Bills', [{ type: 'trigger.manual', label: 'Start' }])
  await callApi(page, workspace, 'runs.test', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs`)
  const link = page.getByRole('link', { name: 'Bills', exact: true })
  await expect(link).toBeVisible()

  let letGo = () => {}
  const gone = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(
    (url) => /\/runs\/[^/]+$/.test(url.pathname),
    async (route) => {
      await gone
      await route.continue()
    },
  )
  await link.click()
  await expect(page.locator('[data-link-progress]')).toHaveCount(1)
  letGo()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect(page.locator('[data-link-progress]')).toHaveCount(0)
})
