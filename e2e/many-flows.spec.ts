import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectCleanInBothThemes, expectPartCleanInBothThemes } from './support/axe'
import { flowInARow } from './support/flows'
import { asks } from './support/hold-back'
import { joinAs, ownWorkspace, signInToDemo } from './support/people'

async function published(page: Page, workspace: string, name: string): Promise<string> {
  const flowId = await flowInARow(page, workspace, name, [{ type: 'trigger.manual', label: 'Start' }])
  await callApi(page, workspace, 'versions.publish', { flowId })
  return flowId
}

const bar = (page: Page) => page.getByRole('toolbar', { name: 'For many flows' })
const box = (page: Page, name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true })
const isOn = (page: Page, name: string) => page.getByRole('switch', { name: `${name} is on` })
const names = (page: Page) => page.getByRole('table', { name: 'Flows' }).locator('[data-primary]')

test('several flows are chosen and turned off, moved, exported and deleted, and each has a way back', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Many flows')
  await callApi(page, workspace, 'folders.create', { name: 'Finance' })
  for (const name of ['Bills', 'Refunds', 'Orders']) await published(page, workspace, name)
  await callApi(page, workspace, 'flows.create', { name: 'Sketch' })
  await page.goto(`/w/${workspace}/flows?sort=name`)
  await expect(names(page)).toHaveText(['Bills', 'Orders', 'Refunds', 'Sketch'])
  await expect(bar(page)).toHaveCount(0)

  await test.step('by key, by a stretch, all, none', async () => {
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await expect(bar(page)).toContainText('1 selected')
    await box(page, 'Refunds').click({ modifiers: ['Shift'] })
    await expect(bar(page)).toContainText('3 selected')
    await box(page, 'Orders').click()
    await expect(bar(page)).toContainText('2 selected')
    await box(page, 'Sketch').click({ modifiers: ['Shift'] })
    await expect(bar(page)).toContainText('4 selected')
    await page.keyboard.press('Escape')
    await expect(bar(page)).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+a')
    await expect(bar(page)).toContainText('4 selected')
    await expect(bar(page).getByRole('button', { name: 'Turn off 3 of 4' })).toBeVisible()
    await expect(bar(page).getByRole('button', { name: /Turn on|go on/ })).toHaveCount(0)
    await expectCleanInBothThemes(page, 'flows that are chosen')
  })

  await test.step('turned off: what was not is named, and undo turns on what was turned off', async () => {
    await bar(page)
      .getByRole('button', { name: /^Turn off/ })
      .click()
    await expect(page.getByText('3 flows are off. 1 has never been published: Sketch.')).toBeVisible()
    await expectCleanInBothThemes(page, 'what was not done')
    for (const name of ['Bills', 'Orders', 'Refunds']) await expect(isOn(page, name)).not.toBeChecked()
    await page.getByRole('button', { name: 'Undo' }).click()
    for (const name of ['Bills', 'Orders', 'Refunds']) await expect(isOn(page, name)).toBeChecked()
    await expect(page.getByText('has never been published')).toHaveCount(0)
  })

  await test.step('moved to a folder, and back', async () => {
    await box(page, 'Bills').click()
    await box(page, 'Orders').click()
    await bar(page).getByRole('button', { name: 'Move to folder' }).click()
    await page.getByRole('option', { name: 'Finance' }).click()
    await expect(page.getByText('2 flows were moved')).toBeVisible()
    await expect(page.getByRole('row', { name: /Bills/ })).toContainText('Finance')
    await expect(bar(page)).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(page.getByRole('row', { name: /Bills/ })).not.toContainText('Finance')
  })

  await test.step('exported as an archive with a file for each', async () => {
    await box(page, 'Bills').click()
    await box(page, 'Sketch').click()
    const [file] = await Promise.all([page.waitForEvent('download'), bar(page).getByRole('button', { name: 'Export' }).click()])
    expect(file.suggestedFilename()).toBe('2 flows.zip')
    const archive = (await readFile(await file.path())).toString('latin1')
    for (const name of ['Bills.kaos.json', 'Sketch.kaos.json']) expect(archive).toContain(name)
    await expect(page.getByText('2 flows were exported')).toBeVisible()
  })

  await test.step('deleted after a question that says how many and what ends, and brought back', async () => {
    await box(page, 'Bills').click()
    await box(page, 'Orders').click()
    await box(page, 'Sketch').click()
    await bar(page).getByRole('button', { name: 'Delete' }).click()
    const question = page.getByRole('alertdialog', { name: 'Delete 3 flows?' })
    await expect(question).toContainText('2 of them are on: nothing starts them any more.')
    await expectPartCleanInBothThemes(page, '[role="alertdialog"]', 'the question before many are deleted')
    await question.getByRole('button', { name: 'Delete 3 flows' }).click()
    await expect(names(page)).toHaveText(['Refunds'])
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect(names(page)).toHaveText(['Bills', 'Orders', 'Refunds', 'Sketch'])
    await expect(isOn(page, 'Bills')).toBeChecked()
  })
})

test('what KAOS refuses or a colleague did meanwhile is not shown as done', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Refused')
  for (const name of ['Bills', 'Orders']) await published(page, workspace, name)
  const gone = await published(page, workspace, 'Refunds')
  await page.goto(`/w/${workspace}/flows?sort=name`)
  await expect(names(page)).toHaveText(['Bills', 'Orders', 'Refunds'])

  await page.keyboard.press('ControlOrMeta+a')
  await page.route(asks('flows.setEnabledMany'), (route) => route.abort())
  await bar(page)
    .getByRole('button', { name: /^Turn off/ })
    .click()
  await expect(page.getByRole('listitem').filter({ hasText: /not reached|could not|connection/i })).toBeVisible()
  for (const name of ['Bills', 'Orders', 'Refunds']) await expect(isOn(page, name)).toBeChecked()
  await expect(bar(page)).toContainText('3 selected')
  await page.unroute(asks('flows.setEnabledMany'))

  await callApi(page, workspace, 'flows.remove', { id: gone })
  await bar(page)
    .getByRole('button', { name: /^Pause/ })
    .click()
  await expect(page.getByText('2 flows are paused. 1 is not there any more: Refunds.')).toBeVisible()
  await expect(names(page)).toHaveText(['Bills', 'Orders'])
  await page.getByRole('button', { name: 'Hide what was not done' }).click()
  await expect(page.getByText('not there any more')).toHaveCount(0)
})

test('whoever may not is offered nothing they may not', async ({ page, browser }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Operator')
  for (const name of ['Bills', 'Orders']) await published(page, workspace, name)
  const second = await (await browser.newContext()).newPage()
  await joinAs(second, page, workspace, 'Olga Oper', 'operator')
  await expect(names(second)).toHaveText(['Orders', 'Bills'])
  await second.keyboard.press('ControlOrMeta+a')
  await expect(bar(second)).toContainText('2 selected')
  await expect(bar(second).getByRole('button', { name: 'Pause' })).toBeVisible()
  await expect(bar(second).getByRole('button', { name: 'Select none' })).toBeVisible()
  await expect(bar(second).getByRole('button')).toHaveCount(2)
  await second.context().close()
})

test('all of a long list are chosen, those too that are not loaded yet', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Long')
  for (let from = 0; from < 140; from += 20)
    await Promise.all(Array.from({ length: 20 }, (_, at) => callApi(page, workspace, 'flows.create', { name: `Flow ${from + at}` })))
  await page.goto(`/w/${workspace}/flows`)
  await page.getByRole('checkbox', { name: 'Select all that are loaded' }).check()
  await bar(page).getByRole('button', { name: 'Select all 140' }).click()
  await expect(bar(page)).toContainText('140 selected')
  await bar(page).getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete 140 flows' }).click()
  await expect(page.getByRole('heading', { name: 'Draw your first flow' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('status').filter({ hasText: '140 flows' })).toBeVisible()
})
