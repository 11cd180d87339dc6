import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { holdBack } from './support/hold-back'
import { ownWorkspace, signInToDemo } from './support/people'
import { twoInOneFlow } from './support/together'

test('a note written on a variable leaves the value that a colleague gave it meanwhile', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Noted')
  const { id } = await callApi<{ id: string }>(page, workspace, 'variables.create', { name: 'approvalLimit', value: 1000 })
  await page.goto(`/w/${workspace}/variables`)
  const row = page.getByRole('row', { name: /approvalLimit/ })
  await row.getByRole('button', { name: 'Actions for approvalLimit' }).click()
  await page.getByRole('menuitem', { name: 'Change' }).click()
  const dialog = page.getByRole('dialog', { name: 'approvalLimit' })
  await dialog.getByLabel('What it is for').fill('in EUR')
  await callApi(page, workspace, 'variables.update', { id, value: 2500 })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(row).toContainText('in EUR')
  await expect(row).toContainText('2500')
})

test('the link of an invitation comes also to whoever closed the dialog before it was there', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Invited')
  await page.goto(`/w/${workspace}/settings/members`)
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'E-mail' }).fill('mona@acme.example')
  const letGo = await holdBack(page, 'members.invite')
  const asked = page.waitForRequest(/members\.invite\b/)
  await dialog.getByRole('button', { name: 'Create invitation' }).click()
  await asked
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  letGo()
  await expect(page.getByRole('dialog', { name: 'Invitation ready' })).toContainText('mona@acme.example')
  await expect(dialog.getByRole('textbox', { name: 'Invitation link' })).toHaveValue(/\/invitation\//)
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'mona@acme.example' })).toBeVisible()
})

test('the history of a draft grows while it is looked at, and stays at the point that was chosen', async ({ browser }) => {
  const { workspace, flow, first, here, second, two } = await twoInOneFlow(browser, 'Growing', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Middle' },
  ])
  await here.select('Middle')
  await here.rename('Prepare')
  await here.saved()
  await second.getByRole('button', { name: 'More about this flow' }).click()
  await second.getByRole('menuitem', { name: 'History of the draft' }).click()
  const history = second.getByRole('dialog', { name: 'History of the draft' })
  await expect(history.getByText('2 of 2')).toBeVisible()
  await history.getByRole('button', { name: 'Earlier' }).click()
  await expect(history.getByText('1 of 2')).toBeVisible()

  const { there } = await asAna(second, workspace, flow)
  await there.select('Prepare')
  await there.rename('Get ready')
  await expect(history.getByText('1 of 3')).toBeVisible()
  await history.getByRole('button', { name: 'Later' }).click()
  await history.getByRole('button', { name: 'Later' }).click()
  await expect(history.getByText('3 of 3')).toBeVisible()
  await first.close()
  await two.close()
})

/** The same person in another tab, for what is done behind the dialog. */
async function asAna(page: Page, workspace: string, flow: string) {
  const tab = await page.context().newPage()
  await tab.goto(`/w/${workspace}/flows/${flow}`)
  const there = new EditorOnPage(tab)
  await there.step('Prepare').waitFor()
  return { there }
}
