import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { holdBack } from './support/hold-back'
import { joinAs, ownWorkspace, signInToDemo } from './support/people'

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

test('whoever signed out in another window is told so, and goes on where they were once they are signed in again', async ({
  page,
  browser,
}) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Signed out')
  const flowId = await flowInARow(page, workspace, 'Bills', [{ type: 'trigger.manual', label: 'Start' }])
  const theirs = await browser.newContext()
  const [here, there] = [await theirs.newPage(), await theirs.newPage()]
  await joinAs(here, page, workspace, 'Ana Lima')
  await here.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(here)
  await editor.select('Start')
  await there.goto(`/w/${workspace}/flows`)
  await there.getByRole('button', { name: 'Your account, Ana Lima' }).click()
  await there.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(there.getByRole('heading', { name: 'Sign in to KAOS' })).toBeVisible()

  await editor.rename('Begin')
  const told = here.getByRole('listitem').filter({ hasText: 'You are signed out.' })
  await expect(told).toBeVisible()
  await expect(here.getByRole('button', { name: 'Not saved' })).toBeVisible()
  await told.getByRole('button', { name: 'Sign in' }).click()
  await here.getByLabel('E-mail').fill(`ana.lima.${workspace}@example.test`)
  await here.getByLabel('Password').fill('Ana Lima keeps a secret')
  await here.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(editor.step('Begin')).toBeVisible()
  await editor.saved()
  await theirs.close()
})

test('that nobody is signed in any more is said once and stays, whatever is tried and said beside', async ({ page, browser }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Said once')
  await flowInARow(page, workspace, 'Bills', [{ type: 'trigger.manual', label: 'Start' }])
  const theirs = await browser.newContext()
  const [here, there] = [await theirs.newPage(), await theirs.newPage()]
  await joinAs(here, page, workspace, 'Ana Lima')
  await there.goto(`/w/${workspace}/settings/account`)
  await there.getByRole('button', { name: 'Your account, Ana Lima' }).click()
  await there.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(there.getByRole('heading', { name: 'Sign in to KAOS' })).toBeVisible()

  const duplicate = async () => {
    await here.getByRole('button', { name: 'Actions for Bills' }).click()
    const refused = here.waitForResponse(/flows\.duplicate\b/)
    await here.getByRole('menuitem', { name: 'Duplicate' }).click()
    await refused
  }
  await duplicate()
  const told = here.getByRole('region', { name: 'Notice' }).getByRole('listitem').filter({ hasText: 'You are signed out.' })
  await expect(told).toBeVisible()
  await duplicate()
  await expect(told.getByRole('button', { name: 'Sign in' })).toBeInViewport({ ratio: 1 })
  await expect(here.getByText('Sign in first.')).toHaveCount(0)
  await told.getByRole('button', { name: 'Sign in' }).click()
  await expect(here.getByRole('heading', { name: 'Sign in to KAOS' })).toBeVisible()
  await theirs.close()
})

test('a tab does nothing in the name of whoever signed in beside it, says so, and goes on as they', async ({ page, browser }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Two in one')
  await flowInARow(page, workspace, 'Bills', [{ type: 'trigger.manual', label: 'Start' }])
  const shared = await browser.newContext()
  const [here, there] = [await shared.newPage(), await shared.newPage()]
  await joinAs(here, page, workspace, 'Ana Lima')
  await joinAs(there, page, workspace, 'Ben Okoye')

  const told = here.getByRole('region', { name: 'Notice' }).getByRole('listitem')
  await expect(told).toContainText('This browser is signed in as Ben Okoye now.')
  await here.getByRole('button', { name: 'Actions for Bills' }).click()
  const refused = here.waitForResponse(/flows\.duplicate\b/)
  await here.getByRole('menuitem', { name: 'Duplicate' }).click()
  expect((await refused).status()).toBe(412)
  await told.getByRole('button', { name: 'Go on' }).click()
  await expect(here.getByRole('button', { name: 'Your account, Ben Okoye' })).toBeVisible()
  await expect(here.getByRole('row', { name: /Bills/ })).toHaveCount(1)
  await expect(told).toHaveCount(0)
  await shared.close()
})

test('whoever has a flow open that a colleague deletes is told at once and led on', async ({ page, browser }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Deleted meanwhile')
  const flowId = await flowInARow(page, workspace, 'Bills', [{ type: 'trigger.manual', label: 'Start' }])
  const theirs = await browser.newContext()
  const here = await theirs.newPage()
  await joinAs(here, page, workspace, 'Ana Lima')
  await here.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(here)
  await editor.select('Start')
  await editor.saved()
  await callApi(page, workspace, 'flows.remove', { id: flowId })
  await expect(here.getByRole('heading', { name: 'This flow is not there' })).toBeVisible()
  await expect(editor.step('Start')).toHaveCount(0)
  await here.getByRole('link', { name: 'Show all flows' }).click()
  await expect(here.getByText('Draw your first flow')).toBeVisible()
  await theirs.close()
})
