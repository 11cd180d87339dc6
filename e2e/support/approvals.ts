import path from 'node:path'
import type { Page } from '@playwright/test'
import { callApi } from './api'
import { EditorOnPage, expectStep } from './editor'
import { flowInARow } from './flows'
import { ownWorkspace } from './people'

const INVOICE = path.join(import.meta.dirname, '../data/invoices/dutch.pdf')

/** An invoice is dropped, read, and waits for somebody to say yes. */
export async function askedAboutInvoice(page: Page, approvers: { roles?: string[]; emails?: string[] }): Promise<string> {
  const workspace = await ownWorkspace(page, 'Approvals')
  const flowId = await flowInARow(page, workspace, 'Pay invoices', [
    { type: 'trigger.manual', label: 'Invoice dropped', params: { asks: 'files' } },
    { type: 'documents.read-invoice', label: 'Read invoice', params: { file: '{{ trigger.attachments }}' } },
    {
      type: 'approval.ask',
      label: 'Ask for approval',
      params: {
        question: 'Pay {{ steps.step1.vendor }}?',
        standing: 'Nothing is paid before you decide.',
        approvers: { members: [], roles: [], emails: [], ...approvers },
        data: '{{ steps.step1 }}',
        selfApproval: true,
      },
      leaves: 'approved',
    },
    { type: 'data.set', label: 'Pay', params: { fields: [{ name: 'number', value: '{{ steps.step2.fields.invoiceNumber }}' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  await page.getByLabel('Drop files here to start').setInputFiles(INVOICE)
  await expectStep(new EditorOnPage(page).step('Ask for approval'), 'waiting')
  return workspace
}
