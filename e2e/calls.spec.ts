import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

async function published(page: Page, workspace: string, name: string, steps: Parameters<typeof flowInARow>[3]): Promise<void> {
  const flowId = await flowInARow(page, workspace, name, steps)
  await callApi(page, workspace, 'versions.publish', { flowId })
}

test('a flow runs another one, and when that fails a third one is told', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Calls')
  await published(page, workspace, 'Rate a customer', [
    { type: 'trigger.called', label: 'Called', params: { inputs: [{ name: 'customer', kind: 'text' }] } },
    { type: 'flow.stop', label: 'Give up', params: { message: 'There is no rating for {{ trigger.customer }}.' } },
  ])
  await published(page, workspace, 'Look after failures', [
    { type: 'trigger.run-failed', label: 'A run failed' },
    { type: 'data.set', label: 'Note it', params: { fields: [{ name: 'what', value: '{{ trigger.error.message }}' }] } },
  ])
  const flowId = await flowInARow(page, workspace, 'Onboard', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.call', label: 'Get the rating' },
  ])

  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Get the rating')
  await editor.inspector.getByRole('combobox', { name: 'Flow: Choose a flow' }).click()
  await page.getByRole('option', { name: 'Rate a customer' }).click()
  await expect(editor.inspector.getByText('still needed')).toBeVisible()
  await editor.write('customer', 'Hooli')
  await expect(editor.inspector.getByText('still needed')).toBeHidden()
  await expect(editor.step('Get the rating')).toContainText('Run Rate a customer')
  await expectClean(page, 'the form of a call')

  await page.getByRole('button', { name: 'Settings of the flow' }).click()
  const settings = page.getByRole('dialog', { name: 'Settings of the flow' })
  await settings.getByRole('combobox', { name: 'When a run fails, start: Nothing' }).click()
  await page.getByRole('option', { name: 'Look after failures' }).click()
  await expect(settings.getByRole('combobox', { name: 'When a run fails, start: Look after failures' })).toBeVisible()
  await expectClean(page, 'the settings of a flow')
  await page.keyboard.press('Escape')
  await editor.saved()
  await callApi(page, workspace, 'versions.publish', { flowId })

  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expect(page.getByText('The other flow failed: There is no rating for Hooli.').first()).toBeVisible({ timeout: 40_000 })
  await expectStep(editor.step('Get the rating'), 'failed')
  await editor.step('Get the rating').click({ position: { x: 100, y: 20 } })
  const ran = page.getByRole('region', { name: 'What it ran' })
  await expect(ran.getByRole('link', { name: 'Rate a customer' })).toContainText('Failed')
  await expectClean(page, 'a run that called another')
  await ran.getByRole('link', { name: 'Rate a customer' }).click()
  await expect(page.getByText('There is no rating for Hooli.').first()).toBeVisible()
  await page.getByRole('link', { name: 'Onboard' }).click()

  await page.getByRole('link', { name: 'Its failure started Look after failures' }).click()
  await expect(page.getByRole('link', { name: 'a failure of Onboard' })).toBeVisible()
  await expectStep(editor.step('Note it'), 'completed')
  await editor.step('Note it').click({ position: { x: 100, y: 20 } })
  await expect(editor.inspector.getByText('The other flow failed: There is no rating for Hooli.').first()).toBeVisible()
})
