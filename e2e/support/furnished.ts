import { expect, type Page } from '@playwright/test'
import { callApi } from './api'
import { EditorOnPage, expectStep } from './editor'
import { flowInARow } from './flows'
import { ownWorkspace } from './people'

/** One workspace in which every page has something to show, and one in which none has. */
export async function furnished(page: Page) {
  const [empty, workspace] = [await ownWorkspace(page, 'Axe, empty'), await ownWorkspace(page, 'Axe')]
  const call = <Output>(procedure: string, input: unknown) => callApi<Output>(page, workspace, procedure, input)
  const { id: connection } = await call<{ id: string }>('connections.createSandbox', { connector: 'xero' })
  await call('variables.create', { name: 'approvalLimit', value: 1000, note: 'in EUR' })
  await call('folders.create', { name: 'Finance' })
  const { link } = await call<{ link: string }>('members.invite', { email: 'axe.guest@example.test', role: 'approver' })
  const flow = await flowInARow(page, workspace, 'Bills', [
    { type: 'trigger.manual', label: 'Start' },
    {
      type: 'xero.create-bill',
      label: 'Enter the bill',
      connectionId: connection,
      params: { vendor: '{{ trigger.vendor }}', total: '{{ trigger.total }}' },
    },
    {
      type: 'approval.ask',
      label: 'Ask for approval',
      params: {
        question: 'Pay {{ steps.step1.vendor }}?',
        approvers: { members: [], roles: ['owner'], emails: [] },
        data: '{{ trigger }}',
        selfApproval: true,
      },
      leaves: 'approved',
    },
    { type: 'data.set', label: 'Note it', params: { fields: [{ name: 'by', value: '{{ steps.step2.decision }}' }] } },
  ])
  await call('versions.publish', { flowId: flow })
  const start = (input: unknown) => call<{ runId: string }>('runs.start', { flowId: flow, input })
  const { runId: run } = await start({ vendor: 'Hooli GmbH', total: '4280.00' })
  const { runId: failed } = await start({ vendor: 'Hooli GmbH', total: 'a lot' })
  await call('comments.start', { flowId: flow, place: { nodeId: 'step1' }, body: 'Is this the right account?' })
  const editor = new EditorOnPage(page)
  await page.goto(`/w/${workspace}/runs/${failed}`)
  await expectStep(editor.step('Enter the bill'), 'failed')
  const { id: whatIf } = await call<{ id: string }>('whatIf.start', { flowId: flow, most: 10 })
  await page.goto(`/w/${workspace}/approvals`)
  const question = page.getByRole('link', { name: 'Pay Hooli GmbH?' })
  await expect(question).toBeVisible()
  const approval = (await question.getAttribute('href'))?.split('/').at(-1) ?? ''
  return { workspace, empty, flow, run, failed, whatIf, connection, approval, invitation: new URL(link).pathname }
}
