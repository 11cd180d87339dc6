import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a draft is tried on past runs before it is published, and bills nobody', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'What if')
  const { id: connectionId } = await callApi<{ id: string }>(page, workspace, 'connections.createSandbox', { connector: 'xero' })
  const flowId = await flowInARow(page, workspace, 'Bills', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Amount', params: { fields: [{ name: 'total', value: '{{ trigger.net * 2 }}' }] } },
    { type: 'xero.create-bill', label: 'Create bill', connectionId, params: { vendor: 'Hooli GmbH', total: '{{ steps.step1.total }}' } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  for (const net of [1, 2, 3]) {
    const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: { net } })
    await page.goto(`/w/${workspace}/runs/${runId}`)
    await expect(page.getByText('Done', { exact: true }).first()).toBeVisible()
  }

  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Amount')
  await editor.write('Value', '{{ trigger.net > 2 ? 7 : trigger.net * 2 }}')

  await page.getByRole('button', { name: 'Publish' }).click()
  const publishing = page.getByRole('dialog', { name: 'Publish' })
  await publishing.getByRole('button', { name: 'Try on the last 3 live runs' }).click()
  await expect(publishing.getByText('Tried on the last 3 live runs: 2 same, 1 different')).toBeVisible({ timeout: 30_000 })
  await expectClean(page, 'publish, tried')

  await publishing.getByRole('link', { name: 'Look at them' }).click()
  await expect(page.getByRole('heading', { name: 'Tried on past runs', level: 1 })).toBeVisible()
  const runs = page.getByRole('table', { name: 'Runs that were tried' })
  // On a phone the same stands below the run.
  await expect(runs.getByText('Amount: Total: 6 → 7').filter({ visible: true })).toBeVisible()
  await expect(runs.getByText('Would now send', { exact: false })).toContainText('api.xero.com')
  await expectClean(page, 'tried runs')
  await page.getByRole('button', { name: /^Different/ }).click()
  await expect(runs.getByRole('row')).toHaveCount(2)

  await runs.getByRole('button').first().press('Enter')
  const difference = page.getByRole('dialog')
  await expect(difference.getByRole('region', { name: 'Amount, then' })).toContainText('6')
  await expect(difference.getByRole('region', { name: 'Amount, now' })).toContainText('7')
  await difference.getByRole('button', { name: /^Create bill/ }).click()
  await expect(difference.getByText('Its answer is that of then')).toBeVisible()
  await expectClean(page, 'a run then and now')
  await page.keyboard.press('Escape')

  await page.goto(`/w/${workspace}/connections/${connectionId}/sandbox`)
  await expect(page.getByRole('link', { name: 'Hooli GmbH' })).toHaveCount(3)
})

test('without past runs it says so, and there is nothing to press', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'No past')
  const flowId = await flowInARow(page, workspace, 'Fresh', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Set', params: { fields: [{ name: 'x', value: 1 }] } },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  await page.getByRole('button', { name: /^Test/ }).click()
  await page.getByRole('button', { name: 'Try on past runs' }).click()
  const dialog = page.getByRole('dialog', { name: 'Try on past runs' })
  await expect(dialog.getByText('There is no such run yet.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Try', exact: true })).toBeDisabled()
  await expectClean(page, 'no past runs')
})
