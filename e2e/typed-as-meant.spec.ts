import { expect, type Page, test } from '@playwright/test'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

async function openFlow(page: Page): Promise<EditorOnPage> {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Typing')
  const id = await flowInARow(page, workspace, 'Asks later', [
    { type: 'trigger.manual', label: 'By hand' },
    { type: 'flow.wait', label: 'Wait a while', params: { mode: 'for', amount: 1.05, unit: 'hours' } },
    { type: 'approval.ask', label: 'Ask', params: { title: 'May it?' } },
  ])
  await page.goto(`/w/${workspace}/flows/${id}`)
  return new EditorOnPage(page)
}

test('a number is written letter by letter, through what is no number yet', async ({ page }) => {
  const editor = await openFlow(page)
  await editor.select('Wait a while')
  const amount = editor.inspector.getByRole('textbox', { name: 'How long' })
  await expect(amount).toHaveText('1.05')
  await amount.press('End')
  await amount.press('Backspace')
  await editor.saved()
  await expect(amount).toHaveText('1.0')
  await amount.press('7')
  await expect(amount).toHaveText('1.07')
  await editor.saved()
  await page.reload()
  await editor.select('Wait a while')
  await expect(amount).toHaveText('1.07')

  await editor.inspector.getByRole('tab', { name: 'If it fails' }).click()
  await editor.inspector.getByLabel('Set how often to try').click()
  const attempts = editor.inspector.getByLabel('Attempts in all')
  await expect(attempts).toHaveValue('3')
  await attempts.press('End')
  await attempts.press('Backspace')
  await expect(attempts).toHaveValue('')
  await attempts.press('5')
  await expect(attempts).toHaveValue('5')
  await attempts.press('0')
  await attempts.press('Tab')
  await expect(attempts).toHaveValue('20')
})

test('whoever is written among the approvers is asked, also when one goes on without pressing Add', async ({ page }) => {
  const editor = await openFlow(page)
  await editor.select('Ask')
  await editor.inspector.getByLabel('Add a person, a role or an address').fill('Any admin')
  await editor.inspector.getByLabel('Add a person, a role or an address').press('Tab')
  await expect(editor.inspector.getByRole('button', { name: 'Do not ask Any admin' })).toBeVisible()
  await editor.saved()
})

test('the name of a flow is read whole where there is room for it', async ({ page }) => {
  await openFlow(page)
  const name = page.getByRole('textbox', { name: 'Name of the flow' })
  const cutOff = () => name.evaluate((field) => field.scrollWidth - field.clientWidth)
  await expect(name).not.toHaveValue('')
  expect(await cutOff()).toBeLessThanOrEqual(0)
})

test('a long name of a step stays within its panel, and one that was not finished outlives a reload', async ({ page }) => {
  const editor = await openFlow(page)
  await editor.select('Wait a while')
  const name = editor.inspector.getByRole('textbox', { name: 'Name of the step' })
  await name.fill('Wait until the bank has opened its doors '.repeat(4))
  const widths = () =>
    name.evaluate((field) => ({
      field: field.getBoundingClientRect().right,
      panel: field.closest('[data-inspector]')?.getBoundingClientRect().right ?? 0,
      page: document.documentElement.scrollWidth - window.innerWidth,
    }))
  const { field, panel, page: beside } = await widths()
  expect(field).toBeLessThan(panel - 32)
  expect(beside).toBeLessThanOrEqual(0)

  await name.fill('Half a na')
  await page.reload()
  await expect(editor.step('Half a na')).toBeVisible()
})
