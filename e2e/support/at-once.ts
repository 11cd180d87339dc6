import type { Page } from '@playwright/test'

type Pressed = { key: string; ctrlKey: boolean; shiftKey: boolean }

/** Presses keys before the page can draw or load anything in between, as somebody quicker than the screen does. `Control+g` */
export async function pressAtOnce(page: Page, ...keys: string[]): Promise<void> {
  const pressed = keys.map((each): Pressed => {
    const parts = each.split('+')
    return { key: parts.at(-1) ?? '', ctrlKey: parts.includes('Control'), shiftKey: parts.includes('Shift') }
  })
  await page.evaluate((pressed) => {
    for (const each of pressed) {
      const target = document.activeElement
      const goesOn = target?.dispatchEvent(new KeyboardEvent('keydown', { ...each, bubbles: true, cancelable: true }))
      if (goesOn && each.key === 'Enter' && target instanceof HTMLButtonElement) target.click()
    }
  }, pressed)
}

/** Types into the field that has the keyboard and presses Enter, with nothing drawn in between. */
export async function typeAndEnter(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    document.execCommand('insertText', false, text)
    const field = document.activeElement
    const goesOn = field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
    if (goesOn && field instanceof HTMLInputElement) field.form?.requestSubmit()
  }, text)
}
