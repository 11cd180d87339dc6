import { expect, type Locator, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { flowInARow } from './support/flows'
import { joinAs, ownWorkspace, signInToDemo } from './support/people'

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

const THUMB = 44

async function publishedWith(page: Page, workspace: string, name: string): Promise<string> {
  const flowId = await flowInARow(page, workspace, name, [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.wait', label: 'Rest', params: { mode: 'for', amount: 2, unit: 'hours' } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  return flowId
}

async function expectThumbSized(targets: Locator): Promise<void> {
  for (const target of await targets.all()) {
    const { width, height } = (await target.boundingBox()) ?? { width: 0, height: 0 }
    expect(Math.min(width, height), (await target.textContent()) ?? '').toBeGreaterThanOrEqual(THUMB)
  }
}

async function expectNothingCutOff(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
}

test('on a phone flows and runs are ticked with a thumb, and what can be done to them fits', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Thumb')
  for (const name of ['Bills', 'Orders', 'Refunds']) {
    const flowId = await publishedWith(page, workspace, name)
    await callApi(page, workspace, 'runs.start', { flowId })
  }
  await callApi(page, workspace, 'flows.create', { name: 'Sketch' })

  await test.step('flows', async () => {
    await page.goto(`/w/${workspace}/flows?sort=name`)
    await expect(page.getByRole('checkbox').filter({ visible: true })).toHaveCount(0)
    await page.getByRole('button', { name: 'Select', exact: true }).tap()
    await expect(page.getByRole('checkbox')).toHaveCount(5)
    // The row is the target, not the small box in it.
    await page.getByRole('row', { name: /Bills/ }).tap()
    await page.getByRole('row', { name: /Sketch/ }).tap()
    const bar = page.getByRole('toolbar', { name: 'For many flows' })
    await expect(bar).toContainText('2 selected')
    await expect(bar.getByRole('button', { name: 'Turn off 1 of 2' })).toBeVisible()
    await expectThumbSized(bar.getByRole('button'))
    await expectThumbSized(page.locator('tbody label'))
    await expectNothingCutOff(page)
    await expectClean(page, 'flows chosen on a phone')
    await page.getByRole('button', { name: 'Done' }).tap()
    await expect(page.getByRole('checkbox').filter({ visible: true })).toHaveCount(0)
    await expect(bar).toHaveCount(0)
  })

  await test.step('runs, from the menu of a row', async () => {
    await page.goto(`/w/${workspace}/runs`)
    const row = page.getByRole('row', { name: /Orders/ })
    await expect(row).toContainText(/Goes on in/)
    await row.getByRole('button', { name: 'Actions for this run of Orders' }).tap()
    await page.getByRole('menuitem', { name: 'Select' }).tap()
    const bar = page.getByRole('toolbar', { name: 'For many runs' })
    await expect(bar).toContainText('1 selected')
    await page.getByRole('row', { name: /Bills/ }).tap()
    await expect(bar).toContainText('2 selected')
    await expectThumbSized(bar.getByRole('button'))
    await expectNothingCutOff(page)
    await expectClean(page, 'runs chosen on a phone')
    await bar.getByRole('button', { name: 'Cancel' }).tap()
    await page.getByRole('button', { name: 'Cancel runs' }).tap()
    await expect(page.getByText('2 runs are being cancelled')).toBeVisible()
  })
})

test('the button of the menu tells that there is something to read', async ({ page, browser }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Unread')
  const flowId = await publishedWith(page, workspace, 'Bills')
  const second = await (await browser.newContext()).newPage()
  await joinAs(second, page, workspace, 'Ana Lima')
  await page.goto(`/w/${workspace}/flows`)
  await expect(page.getByRole('button', { name: 'Open menu', exact: true })).toBeVisible()
  const { threadId } = await callApi<{ threadId: string }>(page, workspace, 'comments.start', {
    flowId,
    place: { nodeId: 'step0' },
    body: 'Is this right?',
  })
  await callApi(second, workspace, 'comments.reply', { threadId, body: 'It is.' })
  await page.reload()
  const button = page.getByRole('button', { name: 'Open menu, 1 unread in the inbox' })
  await expect(button).toBeVisible()
  await button.tap()
  await page.getByRole('button', { name: 'Inbox, 1 unread' }).tap()
  await page.getByRole('button', { name: 'Mark all as read' }).tap()
  await page.keyboard.press('Escape')
  // Its button goes as soon as all is read: what the next key means is the menu once the list is gone.
  await expect(page.getByRole('dialog', { name: 'Inbox' })).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Open menu', exact: true })).toBeVisible()
  await second.context().close()
})
