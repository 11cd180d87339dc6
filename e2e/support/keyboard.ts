import { expect, type Locator, type Page } from '@playwright/test'

/** Hands on the keyboard: goes through the page with Tab alone, and knows when a pointer was used after all. */
export class Keys {
  readonly #page: Page
  readonly #pointed: string[] = []

  constructor(page: Page) {
    this.#page = page
  }

  /** Listens on every page that is opened from now on. */
  async watchPointer(): Promise<void> {
    await this.#page.exposeFunction('pointerWasUsed', (what: string) => void this.#pointed.push(what))
    await this.#page.addInitScript(() => {
      for (const type of ['pointerdown', 'mousedown', 'touchstart', 'wheel']) {
        addEventListener(type, (event) => Reflect.get(window, 'pointerWasUsed')(`${type} on ${event.target}`), { capture: true })
      }
    })
  }

  expectNoPointer(): void {
    expect(this.#pointed).toEqual([])
  }

  press(...keys: string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.#page.keyboard.press(key)), Promise.resolve())
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text)
  }

  /** On with Tab until the keyboard is there. */
  async tabTo(target: Locator, key = 'Tab'): Promise<void> {
    await expect(target).toBeVisible()
    for (let presses = 0; presses < 60; presses++) {
      if (await isFocused(target)) return
      await this.#page.keyboard.press(key)
    }
    throw new Error(`Tab does not lead to ${target}`)
  }

  async pressOn(button: Locator): Promise<void> {
    await this.tabTo(button)
    await this.press('Enter')
  }

  /** In a list that is open. */
  async choose(option: Locator): Promise<void> {
    await expect(option).toBeVisible()
    for (let presses = 0; presses < 20; presses++) {
      if (await isFocused(option)) return this.press('Enter')
      await this.press('ArrowDown')
      // Lists move the keyboard a turn later.
      await this.#page.evaluate(() => new Promise((resolve) => setTimeout(resolve)))
    }
    throw new Error(`The arrows do not lead to ${option}`)
  }
}

/** Fails at once when what is looked for went away on the way to it. */
function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === document.activeElement, undefined, { timeout: 2_000 })
}
