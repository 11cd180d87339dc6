import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a bill that a run enters stands in the books of the sandbox, once, and leads back to the run', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Books')
  const { id: connectionId } = await callApi<{ id: string }>(page, workspace, 'connections.createSandbox', { connector: 'xero' })
  const bill = { vendor: 'Hooli GmbH', invoiceNumber: '4711', total: '4280.00', tax: '683.36', currency: 'EUR', dueDate: '2026-12-02' }
  const flowId = await flowInARow(page, workspace, 'Enter bills', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'xero.create-bill', label: 'Create bill', connectionId, params: bill },
    { type: 'xero.approve-bill', label: 'Approve bill', connectionId, params: { billId: '{{ steps.step1.billId }}' } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })

  await page.goto(`/w/${workspace}/connections`)
  await page.getByRole('link', { name: 'Xero sandbox' }).click()
  await expect(page.getByText('No bills yet')).toBeVisible()
  await callApi(page, workspace, 'runs.start', { flowId })

  const bills = page.getByRole('table', { name: 'Bills' }).getByRole('row')
  for (const text of ['Approved', '4711', '4,280.00', 'Enter bills']) await expect(bills.nth(1)).toContainText(text)
  await expect(page.getByText('nothing here is real')).toBeVisible()

  // The same invoice once more: the run fails and says why, and the books stay as they are.
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expect(page.getByText('Xero already has a bill 4711 of Hooli GmbH: EUR 4280.00, approved.').first()).toBeVisible()
  await page.goto(`/w/${workspace}/connections/${connectionId}/sandbox`)
  await expect(bills).toHaveCount(2)
  await page.getByRole('link', { name: 'Hooli GmbH' }).click()
  await expect(page).toHaveURL(/\/runs\//)
})
