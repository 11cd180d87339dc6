import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { flowInARow } from './support/flows'
import { asks, holdBack } from './support/hold-back'
import { ownWorkspace, signInToDemo } from './support/people'

async function flowsNamed(page: Page, workspace: string, names: readonly string[]): Promise<void> {
  for (let from = 0; from < names.length; from += 20)
    await Promise.all(names.slice(from, from + 20).map((name) => callApi(page, workspace, 'flows.create', { name })))
}

test('a search says nothing before it has looked, and has a way out', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Searching')
  const { id: folder } = await callApi<{ id: string }>(page, workspace, 'folders.create', { name: 'Finance' })
  await flowsNamed(page, workspace, ['Bills', 'Refunds'])
  await page.goto(`/w/${workspace}/flows`)
  await expect(page.getByRole('link', { name: 'Bills' })).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('zebra')
  await expect(page.getByRole('heading', { name: 'No flow matches “zebra”' })).toBeVisible()
  await expectClean(page, 'a search of flows without a find')

  const letGo = await holdBack(page, (url) => asks('flows.list')(url) && url.search.includes('Bil'))
  await page.getByRole('searchbox', { name: 'Search flows' }).fill('Bil')
  await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible()
  await expect(page.getByText('No flow matches')).toHaveCount(0)
  letGo()
  await expect(page.getByRole('link', { name: 'Bills' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Refunds' })).toHaveCount(0)

  await page.goto(`/w/${workspace}/flows?folder=${folder}`)
  await expect(page.getByRole('heading', { name: 'This folder is empty' })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search flows' }).fill('Ref')
  await page.getByRole('link', { name: 'Search all flows' }).click()
  await expect(page.getByRole('link', { name: 'Refunds' })).toBeVisible()
  await page.getByRole('searchbox', { name: 'Search flows' }).fill('zebra')
  await page.getByRole('button', { name: 'Clear the search' }).click()
  await expect(page.getByRole('link', { name: 'Bills' })).toBeVisible()
  await expect(page.getByRole('searchbox', { name: 'Search flows' })).toBeFocused()
})

test('flows are counted and put in the order that is asked for, which the address keeps', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Sorting')
  const { id: folder } = await callApi<{ id: string }>(page, workspace, 'folders.create', { name: 'Finance' })
  for (const name of ['limit 10', 'apple', 'limit 2']) await callApi(page, workspace, 'flows.create', { name, folderId: folder })
  await page.goto(`/w/${workspace}/flows`)
  const names = page.getByRole('table', { name: 'Flows' }).locator('[data-primary]')
  await expect(names).toHaveText(['limit 2', 'apple', 'limit 10'])
  await expect(page.getByRole('status').filter({ hasText: '3 flows' })).toBeVisible()

  await page.getByRole('combobox', { name: 'Sort by' }).click()
  await page.getByRole('option', { name: 'Name' }).click()
  await expect(names).toHaveText(['apple', 'limit 2', 'limit 10'])
  await page.getByRole('navigation', { name: 'Folders' }).getByRole('link', { name: 'Finance' }).click()
  await expect(page).toHaveURL(/folder=.*sort=name/)
  await page.reload()
  await expect(names).toHaveText(['apple', 'limit 2', 'limit 10'])
  await page.getByRole('searchbox', { name: 'Search flows' }).fill('limit')
  await expect(page.getByRole('status').filter({ hasText: '2 flows' })).toBeVisible()
  await expectClean(page, 'flows in order')

  // A file let go where nothing takes it would be opened in place of the page.
  const isKept = (selector: string) =>
    page.locator(selector).evaluate((element) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['%PDF-1.7'], 'bill.pdf', { type: 'application/pdf' }))
      const events = ['dragover', 'drop'].map((type) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
      return events.map((event) => !element.dispatchEvent(event))
    })
  expect(await isKept('main')).toEqual([true, true])
})

test('a long list is walked with the keys, and goes on where more could not be loaded', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Walking')
  await flowsNamed(
    page,
    workspace,
    Array.from({ length: 80 }, (_, at) => `Flow ${at}`),
  )
  const more = (url: URL) => url.pathname.includes('flows.list') && url.search.includes(encodeURIComponent('"cursor":{'))
  await page.route(more, (route) => route.abort())
  await page.goto(`/w/${workspace}/flows`)
  const primary = (row: number) => page.locator(`[data-row="${row}"] [data-primary]`)
  await expect(primary(0)).toBeVisible()
  await page.keyboard.press('j')
  await expect(primary(0)).toBeFocused()
  await page.keyboard.press('j')
  await expect(primary(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(primary(0)).toBeFocused()
  await page.keyboard.press('End')
  await expect(primary(59)).toBeFocused()
  await expect(page.getByText('The next rows could not be loaded.')).toBeVisible()
  await expectClean(page, 'a list that could not go on')

  await page.unroute(more)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('The next rows could not be loaded.')).toHaveCount(0)
  await primary(59).focus()
  await page.keyboard.press('End')
  await expect(primary(79)).toBeFocused()
})

test('a list of runs takes in what happens, and asks only for the runs it happened to', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Watching')
  const flowId = await flowInARow(page, workspace, 'Bills', [{ type: 'trigger.manual', label: 'Start' }])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const start = () => callApi(page, workspace, 'runs.start', { flowId, input: {} })
  await start()
  await page.goto(`/w/${workspace}/runs`)
  const rows = page.getByRole('table', { name: 'Runs' }).locator('tbody tr').filter({ hasText: 'Bills' })
  await expect(rows).toHaveCount(1)
  await expect(rows.filter({ hasText: 'Done' })).toHaveCount(1)
  // What was there before the list could hear of news is looked at again as a whole, once.
  await start()
  await expect(rows.filter({ hasText: 'Done' })).toHaveCount(2)

  const asked: string[] = []
  page.on('request', (request) => {
    const url = decodeURIComponent(request.url())
    if (url.includes('runs.list')) asked.push(url)
  })
  for (let at = 0; at < 3; at++) await start()
  await expect(rows.filter({ hasText: 'Done' })).toHaveCount(5)
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter((url) => !url.includes('"among":['))).toEqual([])

  // The keyboard goes on from the run it is at, however many come before it.
  const primary = (row: number) => page.locator(`[data-row="${row}"] [data-primary]`)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(primary(1)).toBeFocused()
  for (let at = 0; at < 2; at++) await start()
  await expect(rows.filter({ hasText: 'Done' })).toHaveCount(7)
  await expect(primary(3)).toBeFocused()
  await page.keyboard.press('j')
  await expect(primary(4)).toBeFocused()
})
