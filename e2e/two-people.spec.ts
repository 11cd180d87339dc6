import { expect, test } from '@playwright/test'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'
import { twoInOneFlow } from './support/together'

test('two browsers edit one draft, one of them offline for a while, and both end with the same flow', async ({ browser }) => {
  const { here, first, there, second, two } = await twoInOneFlow(browser, 'Two people', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Middle' },
    { type: 'data.set', label: 'End' },
  ])

  await test.step('what one does the other sees', async () => {
    await here.select('Middle')
    await here.rename('Prepare')
    await expect(there.step('Prepare')).toBeVisible()
  })

  await test.step('one is offline, and both go on', async () => {
    await there.select('End')
    await there.lookAtSteps('End')
    await two.setOffline(true)
    await there.rename('Finish')
    await there.addAfter('Finish', 'Wait')
    await expect(second.getByText(/kept here/)).toBeVisible()
    await here.select('Prepare')
    await here.rename('Get ready')
    await here.saved()
    await expect(there.step('Get ready')).toHaveCount(0)
  })

  await test.step('back online, nothing is lost and both see the same', async () => {
    await two.setOffline(false)
    await first.getByRole('button', { name: 'Show all of it' }).click()
    for (const editor of [here, there])
      for (const label of ['Get ready', 'Finish', 'Wait']) await expect(editor.step(label)).toBeVisible({ timeout: 30_000 })
    await there.saved()
    for (const editor of [here, there]) await expect(editor.line('Finish', 'Wait')).toBeAttached()
  })

  await test.step('undo takes back only what one did oneself', async () => {
    await first.getByRole('button', { name: 'Undo' }).click()
    await expect(here.step('Prepare')).toBeVisible()
    await expect(here.step('Finish')).toBeVisible()
    await expect(there.step('Prepare')).toBeVisible()
  })
})

test('people see each other: pointer, selection, what they see, and that they left', async ({ browser }) => {
  const { here, first, there, second, two } = await twoInOneFlow(browser, 'Presence', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'End' },
  ])
  const ana = first.getByRole('button', { name: 'Follow Ana Lima' })
  await expect(ana).toBeVisible()

  await there.select('End')
  await expect(first.locator('.person-frame')).toContainText('Ana Lima')
  await second.mouse.move(500, 300, { steps: 4 })
  await expect(first.locator('.person-pointer')).toContainText('Ana Lima')

  await ana.click()
  await expect(first.getByRole('status').filter({ hasText: 'You see what Ana Lima sees' })).toBeVisible()
  const before = await here.step('Start').boundingBox()
  await second.mouse.move(500, 300)
  await expect
    .poll(async () => {
      await second.mouse.wheel(40, 30)
      return (await here.step('Start').boundingBox())?.x
    })
    .not.toBe(before?.x)
  await first.getByRole('button', { name: 'Stop' }).click()

  await two.close()
  await expect(ana).toHaveCount(0)
  await expect(first.locator('.person-pointer')).toHaveCount(0)
})

test('a tab that is closed in the middle of an edit loses nothing', async ({ page, context }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Closed tab')
  const flow = await flowInARow(page, workspace, 'Kept', [{ type: 'trigger.manual', label: 'Start' }])
  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('Start')).toBeVisible()
  await editor.saved()
  await editor.lookAtSteps('Start')

  await context.setOffline(true)
  await editor.addAfter('Start', 'Wait')
  await expect(editor.step('Wait')).toBeVisible()
  await expect(page.getByText(/kept here/)).toBeVisible()
  await page.close()

  await context.setOffline(false)
  const again = await context.newPage()
  await again.goto(`/w/${workspace}/flows/${flow}`)
  await expect(new EditorOnPage(again).step('Wait')).toBeVisible()
  await new EditorOnPage(again).saved()
})
