import { expect, type Page, test } from '@playwright/test'
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
  const line = page.locator('[data-link-progress]')
  const link = page.getByRole('link', { name: 'Bills', exact: true })
  await expect(link).toBeVisible()

  const letRunCome = await holdBack(page, /\/runs\/[^/]+$/)
  await link.click()
  await expect(line).toHaveCount(1)
  await letRunCome()
  await expect(page.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await expect(line).toHaveCount(0)

  const letFlowCome = await holdBack(page, /\/flows\/[^/]+$/)

  await page.keyboard.press('e')
  await expect(line).toHaveCount(1)
  await letFlowCome()
  await expect(page.getByRole('button', { name: 'Publish' })).toBeVisible()
  await expect(line).toHaveCount(0)
})

/** What such an address gives stays away until it is let go. */
async function holdBack(page: Page, path: RegExp): Promise<() => Promise<void>> {
  let letGo = () => {}
  const gone = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const isHeld = (url: URL) => path.test(url.pathname)
  await page.route(isHeld, async (route) => {
    await gone
    await route.continue()
  })
  return async () => {
    letGo()
    await page.unroute(isHeld)
  }
}
