import { expect, type Locator, type Page, test } from '@playwright/test'
import { expectClean } from './support/axe'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })

/** One finger that goes down on something, moves, and is lifted. */
async function dragByFinger(page: Page, what: Locator, by: { x: number; y: number }): Promise<void> {
  const { x, y, width } = (await what.boundingBox()) ?? { x: 0, y: 0, width: 0 }
  const from = { x: x + width / 2, y: y + 12 }
  const client = await page.context().newCDPSession(page)
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] })
  for (const part of [0.2, 0.4, 0.6, 0.8, 1]) {
    await client.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: [{ x: from.x + by.x * part, y: from.y + by.y * part }],
    })
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await client.detach()
}

test('on a phone a finger drags a card, a tap opens it, and the bar tells what the flow is called', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Phone')
  const flowId = await flowInARow(page, workspace, 'Monthly reminders', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.stop', label: 'Say it', params: { message: '' } },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  const card = editor.step('Say it')

  await test.step('the name is read in full beside what is to be mended', async () => {
    await expect(page.getByRole('button', { name: /^\d+ problems?$/ })).toBeVisible()
    const name = page.getByRole('textbox', { name: 'Name of the flow' })
    await expect(name).toHaveValue('Monthly reminders')
    expect(await name.evaluate((field) => field.scrollWidth - field.clientWidth)).toBeLessThanOrEqual(0)
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
    await expectClean(page, 'a flow on a phone')
    await page.getByRole('button', { name: /^\d+ problems?$/ }).tap()
    await expect(page.getByRole('dialog').getByText(/Message/)).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('a finger drags it, and its form stays away', async () => {
    const before = await card.boundingBox()
    await dragByFinger(page, card, { x: 0, y: 120 })
    await expect.poll(async () => Math.round(((await card.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeGreaterThan(100)
    await editor.saved()
    await expect(card).not.toHaveClass(/\bselected\b/)
    await expect(editor.inspector).toHaveCount(0)
  })

  await test.step('a tap opens its form, one field is written, and it is closed again', async () => {
    await card.tap({ position: { x: 60, y: 14 } })
    await expect(editor.inspector).toBeVisible()
    await editor.inspector.getByRole('textbox', { name: 'Message' }).tap()
    await page.keyboard.insertText('Hello')
    await editor.saved()
    await editor.inspector.getByRole('button', { name: 'Close' }).tap()
    await expect(editor.inspector).toHaveCount(0)
    await expect(card).toContainText('Hello')
  })
})
