import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectCleanInBothThemes } from './support/axe'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('runs say why they wait, and of those chosen how many can do what', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Chosen')
  const started = async (name: string, ...steps: Parameters<typeof flowInARow>[3]) => {
    const flowId = await flowInARow(page, workspace, name, [{ type: 'trigger.manual', label: 'Start' }, ...steps])
    await callApi(page, workspace, 'versions.publish', { flowId })
    await callApi(page, workspace, 'runs.start', { flowId })
  }
  await started('Bills', { type: 'data.set', label: 'Note', params: { fields: [{ name: 'n', value: '1' }] } })
  await started('Refunds', { type: 'flow.stop', label: 'Give up', params: { message: 'No money' } })
  await started('Orders', {
    type: 'approval.ask',
    label: 'Ask',
    params: { question: 'Order it?', approvers: { members: [], roles: ['owner'], emails: [] } },
  })
  await started('Letters', { type: 'flow.wait', label: 'Rest', params: { mode: 'for', amount: 2, unit: 'hours' } })
  await page.goto(`/w/${workspace}/runs`)
  const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
  await expect(row('Orders')).toContainText('Waits for a decision by an owner')
  await expect(row('Letters')).toContainText('Goes on in 2 hours')
  await expect(row('Bills')).toContainText('Done')
  await expect(row('Refunds')).toContainText('Failed')
  await expect(row('Bills')).not.toContainText('Waits')

  const bar = page.getByRole('toolbar', { name: 'For many runs' })
  await page.getByRole('checkbox', { name: 'Select this run of Bills' }).check()
  await expect(bar.getByRole('button', { name: 'Run again' })).toBeVisible()
  // It is done: there is nothing to go on with.
  await expect(bar.getByRole('button', { name: /Go on/ })).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+a')
  await expect(bar.getByRole('button', { name: 'Go on from where they stopped 1 of 4' })).toBeVisible()
  await expect(bar.getByRole('button', { name: 'Run again 2 of 4' })).toBeVisible()
  await expect(bar.getByRole('button', { name: 'Cancel runs 2 of 4' })).toBeVisible()
  await expectCleanInBothThemes(page, 'runs that are chosen')
  await bar.getByRole('button', { name: /^Go on/ }).click()
  await expect(page.getByRole('alertdialog')).toContainText('This holds for 1 of them; the others have not stopped on the way.')
  await page.getByRole('button', { name: 'Go on', exact: true }).click()
  await expect(page.getByText('of 1 new run ended')).toBeVisible()
})
