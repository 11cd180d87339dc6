import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import nodemailer from 'nodemailer'
import { EditorOnPage, expectStep } from './support/editor'
import { ownWorkspace, signInToDemo } from './support/people'

const { KAOS_E2E_SMTP = 'smtp://localhost:2525' } = process.env
const INVOICES = path.join(import.meta.dirname, 'data/invoices')

test('from an empty workspace: take the template, drop an invoice, read what stands on it; then one by mail', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Invoices')
  await page.goto(`/w/${workspace}/templates`)
  await page.getByRole('button', { name: /Read invoices/ }).click()
  await page.getByRole('button', { name: 'Use this template' }).click()
  const editor = new EditorOnPage(page)
  await expect(editor.step('Read invoice')).toBeVisible()
  await expect(page.getByText('runs version 1 for real')).toBeVisible()

  await editor.select('Invoice mail')
  const to = await editor.inspector.getByRole('textbox', { name: 'Mail address of the flow' }).inputValue()

  await page.getByLabel('Drop files here to start').setInputFiles(path.join(INVOICES, 'zugferd-simple.pdf'))
  await expectStep(editor.step('To be paid'), 'completed')
  await expectStep(editor.step('Have a look'), 'skipped')
  await expect(editor.step('To be paid')).toContainText('Lieferant GmbH')

  const transport = nodemailer.createTransport(KAOS_E2E_SMTP, { tls: { rejectUnauthorized: false } })
  const content = await readFile(path.join(INVOICES, 'zugferd-conflict.pdf'))
  await transport.sendMail({
    from: 'billing@hooli.com',
    to,
    subject: 'Our invoice',
    text: 'Please pay.',
    attachments: [{ filename: 'invoice.pdf', content }],
  })
  transport.close()
  await page.goto(`/w/${workspace}/runs`)
  await page.getByRole('link', { name: 'Read invoices' }).first().click()
  await expectStep(editor.step('Have a look'), 'completed')
  await expectStep(editor.step('To be paid'), 'skipped')
})
