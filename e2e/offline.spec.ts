import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { asks } from './support/hold-back'
import { ownWorkspace, signInToDemo } from './support/people'
import { twoInOneFlow } from './support/together'

test('a colleague deletes the step one configures offline: it is said, and the step comes back as one left it', async ({ browser }) => {
  const { here, first, there, second, two } = await twoInOneFlow(browser, 'Offline', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Middle' },
    { type: 'data.set', label: 'End' },
  ])
  await there.select('Middle')

  await two.setOffline(true)
  await there.rename('Prepared offline')
  await expect(second.getByText(/kept here/)).toBeVisible()

  await here.select('Middle')
  await here.step('Middle').focus()
  await first.keyboard.press('Delete')
  await expect(here.step('Middle')).toHaveCount(0)
  await here.saved()

  await two.setOffline(false)
  const gone = second.getByRole('complementary', { name: 'Deleted step' })
  await expect(gone).toContainText('deleted this step', { timeout: 30_000 })
  await gone.getByRole('button', { name: 'Bring it back' }).click()
  for (const editor of [here, there]) {
    await expect(editor.step('Prepared offline')).toBeVisible()
    await expect(editor.line('Start', 'Prepared offline')).toBeAttached()
    await expect(editor.line('Prepared offline', 'End')).toBeAttached()
  }
})

test('with the storage full and the server away nothing is lost while the tab is open, and it says so', async ({ page, context }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Full')
  const flow = await flowInARow(page, workspace, 'Full', [{ type: 'trigger.manual', label: 'Start' }])
  await withoutRoom(page)
  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('Start')).toBeVisible()
  await editor.addAfter('Start', 'Set fields')
  await editor.saved()

  await context.setOffline(true)
  await editor.addAfter('Set fields', 'Wait')
  await expect(editor.step('Wait')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'this browser has no room' })).toBeVisible()

  await context.setOffline(false)
  await editor.saved()
  const other = await context.newPage()
  await other.goto(`/w/${workspace}/flows/${flow}`)
  await expect(new EditorOnPage(other).step('Wait')).toBeVisible()
})

test('what is asked for without the network is refused at once, and not done later', async ({ page, context }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Refused offline')
  const flowId = await flowInARow(page, workspace, 'Tested', [{ type: 'trigger.manual', label: 'Start' }])
  await callApi(page, workspace, 'versions.publish', { flowId })
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('Start')).toBeVisible()
  await page.getByRole('button', { name: /^Test/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Test' })
  await expect(dialog).toBeVisible()
  await context.setOffline(true)
  await dialog.getByRole('button', { name: /^Run test/ }).click()
  await expect(page.getByText('KAOS could not be reached').first()).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^Run test/ })).toBeEnabled()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await context.setOffline(false)
  await editor.saved()
  await page.goto(`/w/${workspace}/runs`)
  await expect(page.getByText('Nothing has run yet')).toBeVisible()
})

test('a draft that lacks what was changed last is not published', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Lacking')
  const flowId = await flowInARow(page, workspace, 'Changed', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Keep', params: { fields: [{ name: 'a', value: 'b' }] } },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Keep')
  await page.route(asks('drafts.push'), (route) => route.abort())
  await editor.rename('Kept')
  await expect(page.getByText('1 change kept here')).toBeVisible()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Publish' })
  await dialog.getByRole('button', { name: 'Publish' }).click()
  await expect(dialog.getByText('what you changed last is kept here')).toBeVisible()
  await page.unroute(asks('drafts.push'))
  await expect(page.getByText('Draft, not published')).toBeVisible()
})

/** As a disk that is full. */
async function withoutRoom(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize: 1 })
}
