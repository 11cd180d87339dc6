import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { Outbox } from './support/outbox'
import { ownWorkspace, signInToDemo } from './support/people'

const { KAOS_E2E_OUTBOX_PORT = '3966' } = process.env
const INVOICE = path.join(import.meta.dirname, 'data/invoices/dutch.pdf')

const outbox = new Outbox()
test.beforeAll(() => outbox.open(Number(KAOS_E2E_OUTBOX_PORT)))
test.afterAll(() => outbox.close())
test.describe.configure({ mode: 'serial' })

/** An invoice is dropped, read, and waits for somebody to say yes. */
async function askedAboutInvoice(page: Page, approvers: { roles?: string[]; emails?: string[] }): Promise<string> {
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

test('an invoice is asked about with its page beside it, corrected, approved, and the flow goes on', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await askedAboutInvoice(page, { roles: ['owner'] })
  await page.goto(`/w/${workspace}/approvals`)
  const question = page.getByRole('link', { name: /^Pay .+\?$/ })
  await expect(question).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('link', { name: 'Approvals, 1 waiting' })).toBeVisible()
  await expectClean(page, 'desk')
  await question.click()

  const sheet = page.getByRole('img', { name: /dutch\.pdf/ }).first()
  await expect.poll(() => sheet.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalHeight : 0))).toBe(1800)
  const number = page.getByRole('button', { name: /^Invoice number: .+ Change$/ })
  await number.hover()
  await expect(page.locator('[data-mark="invoiceNumber"]')).toBeVisible()
  await expectClean(page, 'approval')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectClean(page, 'approval, dark')
  await number.click()
  await page.getByRole('textbox', { name: 'Invoice number' }).fill('CORRECTED-1')
  await page.keyboard.press('Enter')
  await expect(page.getByText('was read as')).toBeVisible()
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText(/^Approved by /).first()).toBeVisible()
  await expectClean(page, 'approval, decided')

  await page.getByRole('link', { name: 'Open the run' }).click()
  const editor = new EditorOnPage(page)
  await expectStep(editor.step('Pay'), 'completed')
  await editor.step('Pay').click({ position: { x: 100, y: 20 } })
  await expect(page.getByText('CORRECTED-1').first()).toBeVisible()
})

test('somebody without an account approves on a phone, by the link in the mail', async ({ page, browser }) => {
  test.slow()
  await signInToDemo(page)
  const guest = 'finance@outside.test'
  const workspace = await askedAboutInvoice(page, { emails: [guest] })
  const mail = await outbox.mailTo(guest)
  expect(mail.subject).toMatch(/^Approval needed: Pay .+\?$/)
  const link = /https?:\/\/\S+\/approve\/[\w-]+/.exec(mail.text)?.[0] ?? ''

  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  const phone = await context.newPage()
  const opened = await phone.goto(link)
  const headers = opened?.headers() ?? {}
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['x-frame-options']).toBe('DENY')
  await expect(phone.getByRole('heading', { level: 1, name: /^Pay .+\?$/ })).toBeVisible()
  await expect(phone.getByRole('button', { name: /dutch\.pdf/ })).toBeVisible()
  await expectClean(phone, 'link on a phone')
  await phone.reload()
  await phone.getByRole('button', { name: 'Approve' }).click()
  await expect(phone.getByText(`Approved by ${guest}`).first()).toBeVisible()
  await expectClean(phone, 'link on a phone, decided')
  await context.close()

  await page.goto(`/w/${workspace}/approvals?show=decided`)
  await expect(page.getByRole('link', { name: /^Pay .+\?$/ })).toBeVisible()
  await expect(page.getByText(guest)).toBeVisible()
})
