import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { ownWorkspace, signInToDemo } from './support/people'

test('a long list is searched, and drawn a part at a time', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Many')
  for (let from = 0; from < 240; from += 40) {
    const some = Array.from({ length: 40 }, (_, at) => ({
      name: `limit${from + at}`,
      value: from + at,
      note: at === 7 ? `Of team ${from}` : '',
    }))
    await Promise.all(some.map((variable) => callApi(page, workspace, 'variables.create', variable)))
  }
  await page.goto(`/w/${workspace}/variables`)
  const rows = page.getByRole('table', { name: 'Variables' }).locator('tbody tr')
  await expect(rows).toHaveCount(100)
  await page.getByRole('button', { name: 'Show 100 of 140 more' }).click()
  await expect(rows).toHaveCount(200)

  await page.keyboard.press('/')
  await page.keyboard.type('team 12')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('limit127')
  await expect(page.getByRole('status').filter({ hasText: '1 of 240' })).toBeVisible()
  await page.keyboard.type('x')
  await expect(page.getByText('Nothing fits “team 12x”.')).toBeVisible()
  await expectClean(page, 'a search without a find')
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(rows).toHaveCount(100)
})
