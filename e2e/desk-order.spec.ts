import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectCleanInBothThemes } from './support/axe'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('what closes first is decided first, on a phone too, where nothing of the amount is cut off', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Order')
  const flowId = await flowInARow(page, workspace, 'Pay invoices', [
    { type: 'trigger.manual', label: 'Start' },
    {
      type: 'approval.ask',
      label: 'Ask',
      params: {
        question: 'Pay {{ trigger.vendor }}?',
        approvers: { members: [], roles: ['owner'], emails: [] },
        more: [{ name: 'total', value: 'EUR 1,234,567.89' }],
        deadline: 'after',
        amount: '{{ trigger.days }}',
        selfApproval: true,
      },
    },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  for (const [vendor, days] of [
    ['Initech', 3],
    ['Hooli', 1],
    ['Globex', 2],
  ])
    await callApi(page, workspace, 'runs.start', { flowId, input: { vendor, days } })
  await page.goto(`/w/${workspace}/approvals`)
  const questions = page.getByRole('table', { name: 'Waiting for me' }).locator('[data-primary]')
  await expect(questions).toHaveText(['Pay Hooli?', 'Pay Globex?', 'Pay Initech?'])
  await expect(page.getByText('What closes first comes first')).toBeVisible()

  await page.setViewportSize({ width: 390, height: 844 })
  const first = page.getByRole('row', { name: /Pay Hooli/ })
  const amount = first.getByText('EUR 1,234,567.89').filter({ visible: true })
  await expect(amount).toBeVisible()
  expect(await amount.evaluate((element) => element.getBoundingClientRect().right <= innerWidth)).toBe(true)
  await expect(first).toContainText('closes tomorrow')
  await expectCleanInBothThemes(page, 'approvals on a phone')

  await questions.first().click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('The flow went on.')).toBeVisible()
  await page.goto(`/w/${workspace}/approvals?show=decided`)
  await expect(
    page
      .getByRole('row', { name: /Pay Hooli/ })
      .getByText('Approved')
      .filter({ visible: true }),
  ).toBeVisible()
})
