import { type CDPSession, expect, type Page, test } from '@playwright/test'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('Enter and Escape that end what an input method composes keep, close and choose nothing', async ({ page }) => {
  test.slow()
  const { editor, hand } = await openRow(page)

  await editor.select('First')
  const name = editor.inspector.getByRole('textbox', { name: 'Name of the step' })
  await name.fill('')
  await hand.compose('しはらい')
  await hand.press('Enter')
  await expect(name).toBeFocused()
  await hand.press('Escape')
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('しはらい')
  await page.keyboard.insertText('支払い')
  await page.keyboard.press('Enter')
  await expect(editor.step('支払い')).toBeVisible()

  const value = editor.inspector.getByRole('textbox', { name: 'Value 1' })
  await value.click()
  await page.keyboard.type('/')
  await expect(page.getByRole('option').first()).toBeVisible()
  await hand.compose('きん')
  await hand.press('Enter')
  await hand.press('Escape')
  await expect(value).toBeFocused()
  await page.keyboard.insertText('金額')
  await expect(value).toHaveText('/金額')

  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Search and do anything' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await hand.compose('ふろ')
  await hand.press('Enter')
  await hand.press('Escape')
  await expect(palette).toBeVisible()
  await page.keyboard.insertText('フロー')
  await expect(palette.getByRole('combobox')).toHaveValue('フロー')
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
})

test('names of frames and comments are composed to their end', async ({ page }) => {
  const { editor, hand } = await openRow(page)
  await editor.step('First').click({ position: { x: 100, y: 20 } })
  await page.keyboard.press('ControlOrMeta+g')
  const frame = page.getByRole('textbox', { name: 'Name of the frame' })
  await expect(frame).toBeFocused()
  await hand.compose('せいきゅう')
  await hand.press('Enter')
  await expect(frame).toBeFocused()
  await page.keyboard.insertText('請求')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('group', { name: 'Frame: 請求' })).toBeFocused()

  await editor.step('End').click({ position: { x: 100, y: 20 } })
  await page.keyboard.press('c')
  const comment = page.getByRole('textbox', { name: 'Say something about End' })
  await expect(comment).toBeFocused()
  await hand.compose('たしか')
  await hand.press('Escape')
  await expect(comment).toBeFocused()
  await page.keyboard.insertText('確かめて')
  await expect(comment).toHaveValue('確かめて')
})

/** Types as an input method does: letters stand in the field, underlined, and its keys take or leave them. */
class InputMethod {
  readonly #browser: CDPSession

  private constructor(browser: CDPSession) {
    this.#browser = browser
  }

  static async on(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page))
  }

  async compose(text: string): Promise<void> {
    await this.#browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  }

  /** As the page hears of it: by name, and with the number of no key. */
  async press(key: string): Promise<void> {
    for (const type of ['rawKeyDown', 'keyUp'] as const) {
      await this.#browser.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: 229 })
    }
  }
}

async function openRow(page: Page) {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Composed')
  const flowId = await flowInARow(page, workspace, 'Composed', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'First', params: { fields: [{ name: 'text', value: '' }] } },
    { type: 'data.set', label: 'End' },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('End')).toBeVisible()
  return { editor, hand: await InputMethod.on(page) }
}
