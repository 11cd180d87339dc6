import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { findDovecot, MAILBOX, startDovecot } from '../worker/testing/dovecot'
import { callApi } from './support/api'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const program = findDovecot()

// Where there is none, `npm test` has said so.
if (program)
  test('an invoice in a mailbox on a real IMAP server ends as an approved bill, with a receipt that verifies', async ({ page }) => {
    test.slow()
    const dovecot = await startDovecot(program)
    try {
      await signInToDemo(page)
      const workspace = await ownWorkspace(page, 'Mailbox')
      const account = async (connector: string) =>
        (await callApi<{ id: string }>(page, workspace, 'connections.createSandbox', { connector })).id
      const { id: mailbox } = await callApi<{ id: string }>(page, workspace, 'connections.create', {
        connector: 'mail',
        name: 'Accounts payable',
        fields: {
          address: MAILBOX.user,
          password: MAILBOX.password,
          imapHost: '127.0.0.1',
          imapPort: dovecot.imapPort,
          imapSecurity: 'none',
        },
      })
      const books = await account('xero')
      const flowId = await flowInARow(page, workspace, 'Bills by mail', [
        { type: 'mail.mailbox', label: 'New mail', connectionId: mailbox, params: { needsAttachment: true } },
        { type: 'documents.read-invoice', label: 'Read invoice', params: { file: '{{ trigger.attachments }}' } },
        {
          type: 'xero.create-bill',
          label: 'Enter the bill',
          connectionId: books,
          params: {
            vendor: '{{ steps.step1.vendor }}',
            invoiceNumber: '{{ steps.step1.invoiceNumber }}',
            date: '{{ steps.step1.invoiceDate }}',
            dueDate: '{{ steps.step1.dueDate }}',
            dueInDays: '14',
            currency: '{{ steps.step1.currency }}',
            total: '{{ steps.step1.total }}',
            attachments: '{{ steps.step1.file }}',
          },
        },
        {
          type: 'approval.ask',
          label: 'Ask for approval',
          params: {
            question: 'Pay {{ steps.step2.vendor }} {{ steps.step2.currency }} {{ steps.step2.total }}?',
            data: '{{ steps.step1 }}',
            approvers: { members: [], roles: ['owner'], emails: [] },
          },
          leaves: 'approved',
        },
        { type: 'xero.approve-bill', label: 'Approve the bill', connectionId: books, params: { billId: '{{ steps.step2.billId }}' } },
      ])
      await callApi(page, workspace, 'versions.publish', { flowId })

      const content = await readFile(path.join(import.meta.dirname, 'data/invoices/zugferd-simple.pdf'))
      await dovecot.deliver({
        from: 'Lieferant <billing@lieferant.test>',
        subject: 'Rechnung 471102',
        text: 'Please pay.',
        attachments: [{ filename: 'rechnung.pdf', content }],
      })
      await page.goto(`/w/${workspace}/approvals`)
      await page.getByRole('link', { name: 'Pay Lieferant GmbH EUR 529.87?' }).click({ timeout: 45_000 })
      await expect(page.getByRole('img', { name: /rechnung\.pdf/ }).first()).toBeVisible()
      await page.getByRole('button', { name: 'Approve' }).click()
      await expect(page.getByText(/^Approved by /).first()).toBeVisible()

      await page.getByRole('link', { name: 'Open the run' }).click()
      await expectStep(new EditorOnPage(page).step('Approve the bill'), 'completed')
      await page.getByRole('link', { name: 'Receipt' }).click()
      await expect(page.getByText('Verified', { exact: true })).toBeVisible({ timeout: 20_000 })
      await expect(page.getByText('billing@lieferant.test').first()).toBeVisible()
    } finally {
      await dovecot.stop()
    }
  })
