import { type Browser, expect, type Page, test } from '@playwright/test'
import { askedAboutInvoice } from './support/approvals'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { Outbox } from './support/outbox'
import { signInToDemo } from './support/people'

const { KAOS_E2E_OUTBOX_PORT = '3966' } = process.env

const outbox = new Outbox()
test.beforeAll(() => outbox.open(Number(KAOS_E2E_OUTBOX_PORT)))
test.afterAll(() => outbox.close())
test.describe.configure({ mode: 'serial' })

test('somebody without an account approves on a phone, by the link in the mail, and the flow goes on', async ({ page, browser }) => {
  test.slow()
  await signInToDemo(page)
  const guest = 'finance@outside.test'
  const workspace = await askedAboutInvoice(page, { emails: [guest] })
  const mail = await outbox.mailTo(guest)
  expect(mail.subject).toMatch(/^Approval needed: Pay .+\?$/)
  const link = /https?:\/\/\S+\/approve\/[\w-]+/.exec(mail.text)?.[0] ?? ''

  const phone = await onPhone(browser)
  const opened = await phone.goto(link)
  const headers = opened?.headers() ?? {}
  expect(headers['referrer-policy']).toBe('no-referrer')
  expect(headers['x-frame-options']).toBe('DENY')

  await test.step('what is asked is read, with the page it stands on', async () => {
    await expect(phone.getByRole('heading', { level: 1, name: /^Pay .+\?$/ })).toBeVisible()
    await expect(phone.getByText('Nothing is paid before you decide.')).toBeVisible()
    await expectNothingBeside(phone)
    await expectClean(phone, 'link on a phone')
    await phone.getByRole('button', { name: /dutch\.pdf/ }).tap()
    const sheet = phone.getByRole('dialog').getByRole('img', { name: /dutch\.pdf/ })
    await expect.poll(() => sheet.first().evaluate((image) => (image instanceof HTMLImageElement ? image.naturalHeight : 0))).toBe(1800)
    await expectNothingBeside(phone)
    await phone.getByRole('dialog').getByRole('button', { name: 'Close' }).tap()
    await expect(phone.getByRole('dialog')).toHaveCount(0)
  })

  await test.step('a file let go beside leaves the page', async () => {
    const isKept = await phone.locator('main').evaluate((element) => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['%PDF-1.7'], 'bill.pdf', { type: 'application/pdf' }))
      const events = ['dragover', 'drop'].map((type) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
      return events.map((event) => !element.dispatchEvent(event))
    })
    expect(isKept).toEqual([true, true])
  })

  await test.step('reading, and coming back to it, has decided nothing', async () => {
    await phone.reload()
    await expect(phone.getByRole('button', { name: 'Approve' })).toBeEnabled()
    await expectStep(new EditorOnPage(page).step('Ask for approval'), 'waiting')
  })

  await test.step('approved with a note, under the thumb', async () => {
    await phone.getByRole('button', { name: 'Add a comment' }).tap()
    await phone.getByRole('textbox', { name: 'Comment' }).fill('Ordered on Monday')
    const approve = phone.getByRole('button', { name: 'Approve' })
    await expect(approve).toBeInViewport()
    await approve.tap()
    await expect(phone.getByText(`Approved by ${guest}`).first()).toBeVisible()
    await expect(phone.getByText('Ordered on Monday')).toBeVisible()
    await expectNothingBeside(phone)
    await expectClean(phone, 'link on a phone, decided')
  })
  await phone.context().close()

  await expectStep(new EditorOnPage(page).step('Pay'), 'completed')
  await page.goto(`/w/${workspace}/approvals?show=decided`)
  await page.getByRole('link', { name: /^Pay .+\?$/ }).click()
  await expect(page.getByText('Ordered on Monday')).toBeVisible()
})

test('a member finds what waits at the desk on a phone, corrects a value, and approves', async ({ page, browser }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await askedAboutInvoice(page, { roles: ['owner'] })

  const phone = await onPhone(browser)
  await phone.goto(`/w/${workspace}/approvals`)
  await expect(phone).toHaveURL(/\/sign-in/)
  await expectNothingBeside(phone)
  await phone.getByLabel('E-mail').fill(process.env.KAOS_E2E_EMAIL ?? '')
  await phone.getByLabel('Password').fill(process.env.KAOS_E2E_PASSWORD ?? '')
  await phone.getByRole('button', { name: 'Sign in', exact: true }).tap()
  await expect(phone).toHaveURL(new RegExp(`/w/${workspace}/approvals$`))

  await phone.getByRole('link', { name: /^Pay .+\?$/ }).tap()
  await expect(phone.getByRole('heading', { name: /^Pay .+\?$/ })).toBeVisible()
  await expectNothingBeside(phone)
  await phone.getByRole('button', { name: /^Invoice number: .+ Change$/ }).tap()
  await phone.getByRole('textbox', { name: 'Invoice number' }).fill('BY-THUMB-1')
  await phone.keyboard.press('Enter')
  await expect(phone.getByText('was read as')).toBeVisible()
  await phone.getByRole('button', { name: 'Approve' }).tap()
  await expect(phone.getByText(/^Approved by /).first()).toBeVisible()
  await phone.getByRole('link', { name: 'Open the run' }).tap()
  await expectStep(new EditorOnPage(phone).step('Pay'), 'completed')
  await expectNothingBeside(phone)
  await phone.context().close()
})

async function onPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  return context.newPage()
}

/** Nothing is cut off at the side, nor has to be pushed to be read. */
async function expectNothingBeside(page: Page): Promise<void> {
  const tooWide = () =>
    [...document.querySelectorAll('html, header, main, section, form, footer, [role="dialog"]')]
      .filter((part) => part.scrollWidth > part.clientWidth + 1 && !/auto|scroll/.test(getComputedStyle(part).overflowX))
      .map((part) => `${part.tagName} ${part.getAttribute('aria-label') ?? part.textContent?.slice(0, 60)}`)
  expect(await page.evaluate(tooWide)).toEqual([])
}
