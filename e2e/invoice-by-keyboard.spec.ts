import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { EditorOnPage, expectStep } from './support/editor'
import { Keys } from './support/keyboard'
import { ownWorkspace, signInToDemo } from './support/people'

const INVOICE = path.join(import.meta.dirname, 'data/invoices/zugferd-simple.pdf')

test('from an invoice to an approved bill, drawn, set up, published, run and approved by keyboard alone', async ({ page }) => {
  test.setTimeout(140_000)
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Keyboard only')
  const keys = new Keys(page)
  await keys.watchPointer()
  await page.goto(`/w/${workspace}/flows`)
  await expect(page.getByText('Draw your first flow')).toBeVisible()
  const hands = new Hands(page, keys)
  const { editor } = hands
  const { inspector } = editor

  await test.step('a mail starts it, and its invoice is read', async () => {
    await hands.command('new flow')
    await expect(page.getByRole('heading', { name: 'What should start this flow?' })).toBeVisible()
    await keys.press('n')
    await hands.pick('mail received', 'Mail received')
    await keys.press('Tab')
    await hands.pick('read invoice', 'Read invoice')
    await keys.press('Enter')
    // Whichever of two starts it was: the pick list names the one it knows.
    await keys.tabTo(inspector.getByRole('textbox', { name: 'Document' }))
    await keys.type('{{ trigger.attachments }}')
    await hands.backTo('Read invoice')
  })

  await test.step('an invoice that is dropped starts it, too', async () => {
    await keys.press('Escape', 'n')
    await hands.pick('by hand', 'By hand')
    await keys.press('Enter')
    await expect(inspector.getByRole('radio', { name: 'presses Run' })).toBeFocused()
    await keys.press('ArrowRight')
    await expect(inspector.getByRole('radio', { name: 'drops files' })).toBeFocused()
    await keys.press('Space')
    await expect(inspector.getByRole('radio', { name: 'drops files' })).toBeChecked()
    await hands.backTo('By hand')
    await keys.press('F2')
    await expect(inspector.getByRole('textbox', { name: 'Name of the step' })).toBeFocused()
    await keys.type('Invoice dropped')
    await keys.press('Enter')
    await expect(editor.step('Invoice dropped')).toBeFocused()
    await keys.press('l')
    await expect(page.getByPlaceholder('Where does it go from here?')).toBeFocused()
    await keys.type('read')
    await keys.press('Enter')
    await expect(editor.line('Invoice dropped', 'Read invoice')).toBeAttached()
    await keys.press('ArrowRight')
    await expect(editor.step('Read invoice')).toBeFocused()
  })

  await test.step('it is entered in Xero, with what was read', async () => {
    await keys.press('n')
    await hands.pick('create bill', 'Create bill')
    await keys.press('Enter')
    await keys.pressOn(inspector.getByRole('button', { name: 'Use a sandbox account' }))
    await expect(inspector.getByRole('combobox', { name: 'Xero account' })).toHaveText('Xero sandbox')
    for (const [field, words] of [
      ['Vendor', '/vendor'],
      ['Invoice number', '/invoice number'],
      ['Invoice date', '/invoice date'],
      ['Due date', '/due date'],
      ['Currency', '/currency'],
      ['Total', '/total'],
      ['Attachments', '/file'],
    ] as const)
      await hands.map(field, words)
    await keys.pressOn(inspector.getByRole('button', { name: 'More options' }))
    await keys.tabTo(inspector.getByRole('textbox', { name: 'Otherwise due after' }))
    await keys.type('14')
    await hands.backTo('Create bill')
  })

  await test.step('somebody is asked, also in Slack', async () => {
    await keys.press('Tab')
    await hands.pick('ask for approval', 'Ask for approval')
    await keys.press('Enter')
    await keys.pressOn(inspector.getByRole('button', { name: 'Use a sandbox account' }))
    await expect(inspector.getByRole('combobox', { name: 'Slack account' })).toHaveText('Slack sandbox')
    await keys.tabTo(inspector.getByRole('textbox', { name: 'Question' }))
    await keys.type('Pay /bill vendor')
    await expect(page.getByRole('listbox', { name: 'Data to pick' }).getByRole('option').first()).toBeVisible()
    await keys.press('Enter')
    await keys.type('?')
    await keys.tabTo(inspector.getByRole('combobox', { name: 'Add a person, a role or an address' }))
    await keys.type('owner')
    await keys.press('Enter')
    await hands.map('Values to show', '/read invoice')
    await keys.tabTo(inspector.getByRole('combobox', { name: 'Slack channel' }))
    await keys.press('Enter')
    await keys.type('finance')
    await expect(page.getByRole('option', { name: /^#finance/ })).toBeVisible()
    await keys.press('Enter')
    await keys.pressOn(inspector.getByRole('button', { name: 'More options' }))
    await keys.tabTo(inspector.getByRole('switch', { name: 'Whoever started the run may decide' }))
    await keys.press('Space')
    await hands.backTo('Ask for approval')
  })

  await test.step('the bill is approved, or taken back: each by its own way out', async () => {
    await keys.press('n')
    await keys.type('void bill')
    await keys.tabTo(page.getByRole('radio', { name: 'Approved' }))
    await keys.press('ArrowRight')
    await expect(page.getByRole('radio', { name: 'Rejected' })).toBeChecked()
    await keys.press('Enter')
    await hands.setUpBill('Void bill')
    await keys.press('ArrowLeft')
    await expect(editor.step('Ask for approval')).toBeFocused()
    await keys.press('n')
    await hands.pick('approve bill', 'Approve bill')
    await hands.setUpBill('Approve bill')
    await expect(page.locator('.canvas-edge-label').filter({ hasText: 'Approved' })).toBeAttached()
    await expect(page.locator('.canvas-edge-label').filter({ hasText: 'Rejected' })).toBeAttached()
  })

  await test.step('it goes live, and a dropped invoice is entered and asked about', async () => {
    await editor.saved()
    await keys.press('Escape', 'Shift+P')
    const publishing = page.getByRole('dialog', { name: 'Publish' })
    await keys.pressOn(publishing.getByRole('button', { name: 'Publish', exact: true }))
    await expect(page.getByText('Version 1 is live')).toBeVisible()
    await keys.press('Escape')
    await keys.tabTo(page.getByLabel('Drop files here to start'))
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), keys.press('Enter')])
    await chooser.setFiles(INVOICE)
    await expectStep(editor.step('Ask for approval'), 'waiting')
  })

  await test.step('it is approved, and the run goes on', async () => {
    await hands.command('go to approvals')
    await keys.pressOn(page.getByRole('link', { name: /^Pay .+\?$/ }))
    await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible()
    await keys.press('a')
    await expect(page.getByRole('textbox', { name: 'Comment' })).toBeFocused()
    await keys.press('ControlOrMeta+Enter')
    await keys.pressOn(page.getByRole('link', { name: 'Open the run' }))
    await expectStep(editor.step('Approve bill'), 'completed')
    await expectStep(editor.step('Void bill'), 'skipped')
  })
  keys.expectNoPointer()
})

/** What this journey does again and again. */
class Hands {
  readonly editor: EditorOnPage
  readonly #page: Page
  readonly #keys: Keys

  constructor(page: Page, keys: Keys) {
    this.#page = page
    this.#keys = keys
    this.editor = new EditorOnPage(page)
  }

  async command(words: string): Promise<void> {
    await this.#keys.press('ControlOrMeta+k')
    await expect(this.#page.getByPlaceholder('Search flows, pages and actions')).toBeFocused()
    await this.#keys.type(words)
    await this.#keys.press('Enter')
  }

  /** From the open picker. */
  async pick(words: string, label: string): Promise<void> {
    await expect(this.#page.getByPlaceholder('What should happen?')).toBeFocused()
    await this.#keys.type(words)
    await this.#keys.press('Enter')
    await expect(this.editor.step(label)).toBeFocused()
  }

  /** From the form to its card. */
  async backTo(label: string): Promise<void> {
    await this.#keys.press('Escape')
    await expect(this.editor.step(label)).toBeFocused()
  }

  /** A field gets what `/` and some letters find first. */
  async map(field: string, words: string): Promise<void> {
    const box = this.editor.inspector.getByRole('textbox', { name: field, exact: true })
    await this.#keys.tabTo(box)
    await this.#keys.type(words)
    await expect(this.#page.getByRole('listbox', { name: 'Data to pick' }).getByRole('option').first()).toBeVisible()
    await this.#keys.press('Enter')
    await expect(box).not.toHaveText(words)
  }

  /** Of a step that does something to the bill: the account, and which bill. */
  async setUpBill(label: string): Promise<void> {
    await expect(this.editor.step(label)).toBeFocused()
    await this.#keys.press('Enter')
    await this.#keys.tabTo(this.editor.inspector.getByRole('combobox', { name: 'Xero account' }))
    await this.#keys.press('Enter')
    await this.#keys.choose(this.#page.getByRole('option', { name: 'Xero sandbox' }))
    await this.map('Bill', '/bill id')
    await this.backTo(label)
  }
}
