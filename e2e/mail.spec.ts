import { expect, test } from '@playwright/test'
import nodemailer from 'nodemailer'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const { KAOS_E2E_SMTP = 'smtp://localhost:2525' } = process.env

test('a mail to the flow’s address starts it, and one from somebody else is sent back', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Mail')
  const flowId = await flowInARow(page, workspace, 'Invoices', [
    { type: 'mail.received', label: 'Mail', params: { senders: '@hooli.com' } },
    { type: 'data.set', label: 'Note', params: { fields: [{ name: 'file', value: '{{ trigger.attachments }}' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Mail')
  const field = editor.inspector.getByRole('textbox', { name: 'Mail address of the flow' })
  await expect(field).toHaveValue(/^invoices-[a-z2-7]{24}@localhost$/)
  const to = await field.inputValue()

  const transport = nodemailer.createTransport(KAOS_E2E_SMTP, { tls: { rejectUnauthorized: false } })
  const mail = { to, subject: 'Invoice 2041', text: 'Please pay.', attachments: [{ filename: 'bill.pdf', content: '%PDF-1.7 bill' }] }
  await expect(transport.sendMail({ ...mail, from: 'mallory@evil.test' })).rejects.toMatchObject({ responseCode: 550 })
  expect((await transport.sendMail({ ...mail, from: 'Hooli <billing@hooli.com>' })).response).toMatch(/^250/)
  transport.close()

  await page.goto(`/w/${workspace}/runs`)
  await expect(page.getByText('billing@hooli.com: Invoice 2041')).toBeVisible()
  await page.getByRole('link', { name: 'Invoices' }).first().click()
  await expectStep(editor.step('Note'), 'completed')

  await page.goto(`/w/${workspace}/flows/${flowId}`)
  await editor.select('Mail')
  await expect(editor.inspector.getByText('mallory@evil.test may not send mails here.')).toBeVisible()

  // One press lets them in, from publishing on.
  await editor.inspector.getByRole('button', { name: 'Allow mallory@evil.test' }).click()
  await expect(
    editor.inspector.getByRole('status').filter({ hasText: 'It holds for mails that come once you have published' }),
  ).toBeVisible()
  await expect(editor.inspector.getByRole('textbox', { name: 'Only from' })).toHaveValue('@hooli.com\nmallory@evil.test')
  await expectClean(page, 'a refused sender who was let in')
  await editor.saved()
  const again = nodemailer.createTransport(KAOS_E2E_SMTP, { tls: { rejectUnauthorized: false } })
  await expect(again.sendMail({ ...mail, from: 'mallory@evil.test' })).rejects.toMatchObject({ responseCode: 550 })
  await callApi(page, workspace, 'versions.publish', { flowId })
  expect((await again.sendMail({ ...mail, from: 'mallory@evil.test' })).response).toMatch(/^250/)
  again.close()
})
