import { expect, type Locator, type Page } from '@playwright/test'

/** The editor as a person uses it: by what is written on it. */
export class EditorOnPage {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  step(label: string): Locator {
    return this.#page.getByRole('group', { name: new RegExp(`^${label}, `) })
  }

  get inspector(): Locator {
    return this.#page.getByRole('complementary', { name: 'Selected step' })
  }

  async addAfter(label: string, type: string, port?: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Add a step after ${label}${port ? `, ${port}` : ''}`, exact: true }).click()
    await this.pick(type)
  }

  /** Takes a kind of step from the picker that is open. */
  async pick(type: string): Promise<void> {
    await this.#page.getByPlaceholder('What should happen?').fill(type)
    await this.#page
      .getByRole('option', { name: new RegExp(`^${type}`) })
      .first()
      .click()
  }

  /** Looks at what could be added, and adds nothing. What was open once is there without the network, too. */
  async lookAtSteps(label: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Add a step after ${label}`, exact: true }).click()
    await this.#page.getByPlaceholder('What should happen?').waitFor()
    await this.#page.keyboard.press('Escape')
    await this.#page.getByPlaceholder('What should happen?').waitFor({ state: 'hidden' })
  }

  async select(label: string): Promise<void> {
    await this.step(label).click({ position: { x: 100, y: 20 } })
    await expect(this.inspector.getByRole('textbox', { name: 'Name of the step' })).toHaveValue(label)
  }

  async rename(name: string): Promise<void> {
    const field = this.inspector.getByRole('textbox', { name: 'Name of the step' })
    await field.fill(name)
    await field.press('Enter')
    await expect(this.step(name)).toBeVisible()
  }

  /** Types into a field that takes mappings. */
  async write(field: string, text: string): Promise<void> {
    const box = this.inspector.getByRole('textbox', { name: field })
    await box.click()
    await this.#page.keyboard.press('ControlOrMeta+a')
    await this.#page.keyboard.insertText(text)
  }

  /** Tests the draft with the data that is offered. */
  async test(): Promise<void> {
    await this.#page.getByRole('button', { name: /^Test/ }).click()
    await this.#page.getByRole('button', { name: /^Run test/ }).click()
  }

  /** Draws a line from one step's way out into another step. */
  async connect(from: string, to: string): Promise<void> {
    await this.#page
      .getByRole('img', { name: `Out of ${from}`, exact: true })
      .dragTo(this.#page.getByRole('img', { name: `Into ${to}`, exact: true }))
    await expect(this.line(from, to)).toBeAttached()
  }

  line(from: string, to: string): Locator {
    return this.#page.getByRole('group', { name: `From ${from} to ${to}`, exact: true })
  }

  /** What was typed last is written down once its letters were shown. */
  async saved(): Promise<void> {
    await this.#page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
    await expect(this.#page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  }
}

/** How a step stands in the run on the canvas. */
export async function expectStep(step: Locator, status: string): Promise<void> {
  await expect(step.locator('[data-status]').first()).toHaveAttribute('data-status', status, { timeout: 40_000 })
}
