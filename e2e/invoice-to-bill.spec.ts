import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import nodemailer from 'nodemailer'
import { EditorOnPage, expectStep } from './support/editor'
import { ownWorkspace, signInToDemo } from './support/people'

const { KAOS_E2E_SMTP = 'smtp://localhost:2525' } = process.env
const INVOICES = path.join(import.meta.dirname, 'data/invoices')

/** From an empty account to the template, live, with sandboxes of its own. */
async function takeTemplate(page: Page, name: string): Promise<{ workspace: string; editor: EditorOnPage }> {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, name)
  await page.goto(`/w/${workspace}/templates`)
  await page.getByRole('button', { name: /Invoice to approved bill/ }).click()
  await page.getByRole('button', { name: 'Use this template' }).click()
  const editor = new EditorOnPage(page)
  await expect(editor.step('Ask for approval')).toBeVisible()
  await expect(page.getByText('runs version 1 for real')).toBeVisible()
  return { workspace, editor }
}

test('from an empty account to a first approved bill: take the template, drop an invoice, watch, approve, and prove it', async ({
  page,
}) => {
  test.slow()
  const { workspace, editor } = await takeTemplate(page, 'Bills')
  await page.getByLabel('Drop files here to start').setInputFiles(path.join(INVOICES, 'american.pdf'))
  await expectStep(editor.step('Ask for approval'), 'waiting')

  await page.goto(`/w/${workspace}/approvals`)
  await expect(page.getByRole('link', { name: 'Approvals, 1 waiting' })).toBeVisible()
  await page.getByRole('link', { name: /^Pay Stanford Plumbing/ }).click()
  await expect(page.getByRole('img', { name: /american\.pdf/ }).first()).toBeVisible()
  await page.getByRole('button', { name: /^Vendor: .+ Change$/ }).hover()
  await expect(page.locator('[data-mark="vendor"]')).toBeVisible()
  await page.getByRole('button', { name: /^Invoice number: .+ Change$/ }).click()
  await page.getByRole('textbox', { name: 'Invoice number' }).fill('INV-CORRECTED')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText(/^Approved by /).first()).toBeVisible()

  await page.getByRole('link', { name: 'Open the run' }).click()
  await expectStep(editor.step('Approve the bill'), 'completed')
  await expectStep(editor.step('Take the bill back'), 'skipped')

  await page.goto(`/w/${workspace}/connections`)
  await page.getByRole('link', { name: 'Xero sandbox' }).click()
  const bill = page.getByRole('row').filter({ hasText: 'Stanford Plumbing' })
  await expect(bill).toContainText('INV-CORRECTED')
  await expect(bill).toContainText('1,536.52')
  await expect(bill).toContainText(/approved/i)
})

test('by mail: the bill stands, Slack is told, a press there decides, and the receipt verifies', async ({ page }) => {
  test.slow()
  const { workspace, editor } = await takeTemplate(page, 'Mailed bills')
  await editor.select('Invoice mail')
  const to = await editor.inspector.getByRole('textbox', { name: 'Mail address of the flow' }).inputValue()
  const transport = nodemailer.createTransport(KAOS_E2E_SMTP, { tls: { rejectUnauthorized: false } })
  const content = await readFile(path.join(INVOICES, 'zugferd-simple.pdf'))
  const attachments = [{ filename: 'invoice.pdf', content }]
  await transport.sendMail({ from: 'billing@hooli.com', to, subject: 'Our invoice', text: 'Please pay.', attachments })
  transport.close()

  await page.goto(`/w/${workspace}/connections`)
  await page.getByRole('link', { name: 'Slack sandbox' }).click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(page.getByText(/Approved by/).first()).toBeVisible()

  await page.goto(`/w/${workspace}/runs`)
  await page.getByRole('link', { name: 'Invoice to approved bill' }).first().click()
  await expectStep(editor.step('Approve the bill'), 'completed')
  await page.getByRole('link', { name: 'Receipt' }).click()
  await expect(page.getByText('Verified').first()).toBeVisible()
  await expect(page.getByText('billing@hooli.com').first()).toBeVisible()
})
