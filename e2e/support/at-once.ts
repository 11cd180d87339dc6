import type { Page } from '@playwright/test'

/** Types into the field that has the keyboard and presses Enter, with nothing drawn in between. */
export async function typeAndEnter(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    document.execCommand('insertText', false, text)
    const field = document.activeElement
    const goesOn = field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    if (goesOn && field instanceof HTMLInputElement) field.form?.requestSubmit()
  }, text)
}
