import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Download, expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const run = promisify(execFile)

test('a run ends with a receipt that verifies, and the audit that holds it verifies too, on the page and offline', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Proof')
  const flow = await flowInARow(page, workspace, 'Greeting', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Greet', params: { fields: [{ name: 'text', value: 'hello' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId: flow })
  await callApi(page, workspace, 'flows.rename', { id: flow, name: 'Welcome' })
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId: flow })

  await page.goto(`/w/${workspace}/runs/${runId}`)
  await page.getByRole('link', { name: 'Receipt' }).click()
  const receipt = page.getByRole('article')
  await expect(receipt.getByText('Verified', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expect(receipt.getByRole('heading', { name: 'Welcome' })).toBeVisible()
  await expect(receipt.getByRole('region', { name: 'What happened' }).getByRole('listitem')).toHaveCount(2)
  const [receiptFile] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download' }).click()])
  expect(await verify(receiptFile)).toContain('✓ Verified: this is what was sealed when the run ended.')

  await page.goto(`/w/${workspace}/governance`)
  const chain = page.getByRole('region', { name: 'Audit chain' })
  await chain.getByRole('button', { name: 'Verify' }).click()
  await expect(chain).toContainText(/Sealed up to .*, \d+ events, verified/)
  const table = page.getByRole('table', { name: 'Audit' })
  await expect(table.getByRole('row').filter({ hasText: 'Downloaded the receipt of a run of “Welcome”' })).toBeVisible()
  await expect(table.getByRole('row').filter({ hasText: 'Renamed a flow' })).toContainText('Greeting')
  await table.getByRole('button', { name: /Sealed the record of a run of “Welcome”, which was done/i }).click()
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Open the receipt' })).toBeVisible()
  await page.keyboard.press('Escape')

  const sealed = table.getByRole('row').filter({ hasText: 'Sealed the record of a run' })
  await expect(sealed).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Who' }).click()
  await page.getByRole('option', { name: 'People only' }).click()
  await expect(sealed).toHaveCount(0)
  await expect(table.getByRole('row').filter({ hasText: 'Renamed a flow' })).toHaveCount(1)

  await page.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'Exports' }).click()
  await expect(table.getByRole('row')).toHaveCount(2)
  const [auditFile] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export' }).click()])
  expect(await verify(auditFile)).toContain('✓ Nothing was changed, removed or put in another order.')
})

async function verify(download: Download): Promise<string> {
  const { stdout } = await run('npx', ['tsx', 'server/governance/verify-file.ts', await download.path()])
  return stdout
}
