import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { holdBack } from './support/hold-back'
import { ownWorkspace, signInToDemo } from './support/people'

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
