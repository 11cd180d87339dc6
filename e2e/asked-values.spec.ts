import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { flowInARow } from './support/flows'
import { joinAs, ownWorkspace, signInToDemo } from './support/people'

const STORY = 'The supplier delivered four pallets of paper to the wrong warehouse. '

test('who decides reads lists and records as tables and names, long texts to their end, and nothing that was decided meanwhile', async ({
  page,
  browser,
}) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Asked values')
  const flowId = await flowInARow(page, workspace, 'Credit notes', [
    { type: 'trigger.manual', label: 'Start' },
    {
      type: 'approval.ask',
      label: 'Ask for approval',
      params: {
        question: 'Book the credit note of {{ trigger.vendor }}?',
        approvers: { members: [], roles: ['owner', 'approver'], emails: [] },
        data: '{{ trigger }}',
        selfApproval: true,
      },
      leaves: 'approved',
    },
    { type: 'data.set', label: 'Book', params: { fields: [{ name: 'by', value: '{{ steps.step1.decision }}' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const input = {
    vendor: 'Hooli GmbH',
    description: `${STORY.repeat(60)}That was all.`,
    lines: [3.99, 19.950000000000003].map((net, at) => ({
      sku: `A4-${at}`,
      itemName: 'Paper, A4, 80 g, white, box of five',
      net,
      accepted: at === 0,
    })),
    address: { city: 'Rotterdam', contact: { phone: '+31 10 123' } },
  }
  await callApi(page, workspace, 'runs.start', { flowId, input })

  const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })).newPage()
  await joinAs(phone, page, workspace, 'Ana Lima', 'approver')
  await phone.goto(`/w/${workspace}/approvals`)
  await phone.getByRole('link', { name: /^Book the credit note/ }).tap()
  const approval = phone.getByRole('region', { name: 'Approval' })

  await test.step('a list of records is a table, a record has names', async () => {
    const lines = approval.getByRole('table', { name: 'Lines' })
    await expect(lines.getByRole('columnheader')).toHaveText(['SKU', 'Item name', 'Net', 'Accepted'])
    await expect(lines.getByRole('row').nth(2).getByRole('cell')).toHaveText(['A4-1', 'Paper, A4, 80 g, white, box of five', '19.95', 'No'])
    await expect(approval).toContainText('Phone+31 10 123')
    await expect(approval).not.toContainText('{"')
    await expectClean(phone, 'an approval with lists and records')
    const beside = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
    expect(await phone.evaluate(beside)).toBe(0)
  })

  await test.step('a long text is folded, and all of it is there', async () => {
    await approval.getByRole('button', { name: 'Show all of it' }).tap()
    const end = approval.getByText(/That was all\.$/)
    await end.scrollIntoViewIfNeeded()
    await expect(end).toBeVisible()
    await approval.getByRole('button', { name: 'Show less' }).tap()
    await expect(approval.getByRole('button', { name: 'Show all of it' })).toBeVisible()
  })

  await test.step('somebody who was not asked may look, and is not offered to ask', async () => {
    const looker = await (await browser.newContext()).newPage()
    await joinAs(looker, page, workspace, 'Vera Sol', 'viewer')
    await looker.goto(phone.url())
    await expect(looker.getByText('You are not among those who were asked.')).toBeVisible()
    await expect(looker.getByRole('button', { name: 'Approve' })).toBeDisabled()
    await expect(looker.getByRole('button', { name: 'Ask', exact: true })).toHaveCount(0)
    await looker.context().close()
  })

  await test.step('a value that is being changed closes when somebody else decides', async () => {
    await expect(approval.getByRole('button', { name: 'Ask', exact: true })).toBeVisible()
    await approval.getByRole('button', { name: /^Vendor: Hooli GmbH/ }).tap()
    await expect(approval.getByRole('textbox', { name: 'Vendor' })).toBeFocused()
    await page.goto(phone.url())
    await page.getByRole('button', { name: 'Approve' }).click()
    await expect(approval.getByText(/^Approved by /).first()).toBeVisible()
    await expect(approval.getByRole('textbox')).toHaveCount(0)
  })
  await phone.context().close()
})
