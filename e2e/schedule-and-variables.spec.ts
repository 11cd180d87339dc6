import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a schedule is set up in words, and a variable that its flow uses is added, changed and kept from being removed', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Planned')
  const flowId = await flowInARow(page, workspace, 'Month end', [
    { type: 'trigger.schedule', label: 'Schedule' },
    { type: 'data.set', label: 'Remind', params: { fields: [{ name: 'text', value: 'Above {{ vars.approvalLimit }}' }] } },
  ])

  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Schedule')
  const next = editor.inspector.getByRole('region', { name: 'Next five runs' })
  await expect(next.getByRole('listitem')).toHaveCount(5)

  await editor.inspector.getByRole('combobox', { name: 'Repeats' }).click()
  await page.getByRole('option', { name: 'months' }).click()
  await editor.inspector.getByRole('combobox', { name: 'On day' }).click()
  await page.getByRole('option', { name: 'the last working day' }).click()
  await editor.inspector.getByRole('textbox', { name: 'At', exact: true }).fill('17:00')
  await editor.inspector.getByRole('combobox', { name: 'Time zone' }).click()
  await page.getByPlaceholder('Find a city or region').fill('Kathmandu')
  await page.getByRole('option', { name: /Kathmandu/ }).click()
  await expect(next.getByText('Asia/Kathmandu')).toBeVisible()
  await expect(next.getByRole('listitem').first()).toContainText(/05:00|17:00/)
  await expect(editor.step('Schedule')).toContainText('the last working day')

  await editor.inspector.getByRole('combobox', { name: 'Repeats' }).click()
  await page.getByRole('option', { name: 'weeks' }).click()
  await editor.inspector.getByRole('combobox', { name: 'On', exact: true }).click()
  await page.getByRole('option', { name: 'several days' }).click()
  await expect(next).toHaveCount(0)
  for (const day of ['Tuesday', 'Thursday']) await editor.inspector.getByRole('button', { name: day }).click()
  await expect(next.getByRole('listitem')).toHaveCount(5)
  await expectClean(page, 'the form of a schedule')
  await editor.saved()

  // The flow reads a variable that is not there yet.
  await expect(editor.step('Remind').getByRole('img', { name: 'There is no variable called approvalLimit.' })).toBeVisible()
  await page.goto(`/w/${workspace}/variables`)
  await page.getByRole('button', { name: 'Add variable' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('approvalLimit')
  await dialog.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Number' }).click()
  await dialog.getByLabel('Value').fill('a lot')
  await dialog.getByRole('button', { name: 'Add variable' }).click()
  await expect(dialog.getByText('Write a number')).toBeVisible()
  await dialog.getByLabel('Value').fill('1000')
  await expectClean(page, 'the form of a variable')
  await dialog.getByRole('button', { name: 'Add variable' }).click()
  const row = page.getByRole('row', { name: /approvalLimit/ })
  await expect(row).toContainText('1000')
  await callApi(page, workspace, 'versions.publish', { flowId })

  await page.reload()
  await expect(row).toContainText('1 flow')
  await row.getByRole('button', { name: 'Actions for approvalLimit' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('button', { name: 'Remove variable' }).click()
  await expect(page.getByText('“Month end” reads this variable.')).toBeVisible()
  await row.getByRole('button', { name: 'Actions for approvalLimit' }).click()
  await page.getByRole('menuitem', { name: 'Change' }).click()
  await dialog.getByLabel('Value').fill('2500')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(row).toContainText('2500')

  await page.goto(`/w/${workspace}/flows/${flowId}`)
  await editor.select('Remind')
  await expect(editor.inspector.getByText('Above 2500')).toBeVisible()
})
