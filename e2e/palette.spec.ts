import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('steps are dragged from the palette: onto free ground, into a line, beside a way out', async ({ page }) => {
  const editor = await openFlow(page)
  await page.keyboard.press('Shift+A')
  const palette = page.getByRole('complementary', { name: 'Steps to add' })
  await expect(palette).toBeVisible()

  await palette.getByRole('searchbox').fill('reminder')
  const wait = palette.getByRole('button', { name: 'Wait', exact: true })
  await expect(palette.getByRole('button')).toHaveCount(3) // clear, close, and the one that fits
  const start = await boxOf(editor, 'Start')
  await drag(page, wait, { x: start.x + 80, y: start.y + 280 })
  await expect(editor.step('Wait')).toBeVisible()
  await expect(editor.line('Start', 'Wait')).toHaveCount(0)

  await palette.getByRole('searchbox').fill('set fields')
  const line = await middleBetween(editor, 'Start', 'Stop')
  await drag(page, palette.getByRole('button', { name: 'Set fields' }), line)
  await expect(editor.line('Start', 'Set fields')).toBeAttached()
  await expect(editor.line('Set fields', 'Stop')).toBeAttached()

  await palette.getByRole('searchbox').fill('http')
  const free = await boxOf(editor, 'Wait')
  await drag(page, palette.getByRole('button', { name: 'HTTP request' }), { x: free.x + free.width + 90, y: free.y + 26 })
  await expect(editor.line('Wait', 'HTTP request')).toBeAttached()
  await editor.saved()
  await page.reload()
  await expect(editor.line('Wait', 'HTTP request')).toBeAttached()
  await expect(palette).toBeVisible()
})

test('the card is under the pointer, and shows what it would be joined to', async ({ page }) => {
  const editor = await openFlow(page)
  await page.keyboard.press('Shift+A')
  const palette = page.getByRole('complementary', { name: 'Steps to add' })
  const hold = async (name: string, to: { x: number; y: number }) => {
    await palette.getByRole('searchbox').fill(name)
    await palette.getByRole('button', { name }).first().hover()
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 6 })
  }
  const letGoNowhere = async () => {
    await page.keyboard.press('Escape')
    await page.mouse.up()
  }
  const joined = page.locator('.canvas-drop')

  const start = await boxOf(editor, 'Start')
  await hold('HTTP request', { x: start.x + 100, y: start.y + 280 })
  const card = await page.locator('body > [aria-hidden] .canvas-card').boundingBox()
  expect(card?.x).toBeLessThan(start.x + 100)
  expect((card?.x ?? 0) + (card?.width ?? 0)).toBeGreaterThan(start.x + 100)
  expect(card?.y).toBeLessThan(start.y + 280)
  expect((card?.y ?? 0) + (card?.height ?? 0)).toBeGreaterThan(start.y + 280)
  await expect(joined).toHaveCount(0)
  const line = await middleBetween(editor, 'Start', 'Stop')
  await page.mouse.move(line.x, line.y, { steps: 4 })
  await expect(joined).toHaveAttribute('aria-label', 'From Start to Stop')
  await letGoNowhere()
  await expect(joined).toHaveCount(0)

  await hold('Stop with an error', line)
  await expect(joined).toHaveCount(0) // nothing follows it, so it goes into no line
  await letGoNowhere()
})

test('a step that is dropped on a line goes into it, what follows makes room, and one undo takes it back', async ({ page }) => {
  const editor = await openFlow(page)
  await page.keyboard.press('Shift+A')
  const palette = page.getByRole('complementary', { name: 'Steps to add' })
  const start = await boxOf(editor, 'Start')
  for (const [name, dx] of [
    ['Wait', 200],
    ['Webhook', -100],
  ] as const) {
    await palette.getByRole('searchbox').fill(name)
    await drag(page, palette.getByRole('button', { name, exact: true }), { x: start.x + 60 + dx, y: start.y + 170 })
    await expect(editor.step(name)).toBeVisible()
  }
  await page.keyboard.press('Shift+A')
  await page.keyboard.press('1')
  const ontoLine = async (name: string) => {
    const from = await boxOf(editor, name)
    const line = await middleBetween(editor, 'Start', 'Stop')
    await page.mouse.move(from.x + 100, from.y + 20)
    await page.mouse.down()
    await page.mouse.move(from.x + 102, from.y + 22) // as a hand would: a drag begins where the pointer is when it first moves
    await page.mouse.move(line.x, line.y, { steps: 40 })
  }

  await ontoLine('Webhook')
  await expect(page.locator('.canvas-drop')).toHaveCount(0) // no line leads to what starts a flow
  await page.mouse.up()
  await page.keyboard.press('ControlOrMeta+z')

  await ontoLine('Wait')
  await expect(page.locator('.canvas-drop')).toHaveAttribute('aria-label', 'From Start to Stop')
  await page.mouse.up()
  await expect(editor.line('Start', 'Wait')).toBeAttached()
  await expect(editor.line('Wait', 'Stop')).toBeAttached()
  const [wait, stop] = [await boxOf(editor, 'Wait'), await boxOf(editor, 'Stop')]
  expect(wait.x + wait.width).toBeLessThan(stop.x)
  expect(wait.x).toBeGreaterThan((await boxOf(editor, 'Start')).x + wait.width)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(editor.line('Start', 'Stop')).toBeAttached()
  await expect(editor.line('Start', 'Wait')).toHaveCount(0)
  await expect.poll(async () => (await boxOf(editor, 'Wait')).y > (await boxOf(editor, 'Start')).y + 100).toBe(true)
})

test('the palette works by keyboard, and Escape takes a drag back', async ({ page }) => {
  const editor = await openFlow(page)
  await editor.select('Start')
  await page.getByRole('button', { name: 'Open the palette of steps' }).click()
  const palette = page.getByRole('complementary', { name: 'Steps to add' })
  await palette.getByRole('searchbox').fill('wait')
  await palette.getByRole('button', { name: 'Wait', exact: true }).press('Enter')
  await expect(editor.line('Start', 'Wait')).toBeAttached()

  await palette.getByRole('searchbox').fill('http')
  await palette.getByRole('button', { name: 'HTTP request' }).hover()
  await page.mouse.down()
  await page.mouse.move(700, 500, { steps: 4 })
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(editor.step('HTTP request')).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme })
    test('axe finds nothing in the palette', async ({ page }) => {
      await openFlow(page)
      await page.keyboard.press('Shift+A')
      await expect(page.getByRole('complementary', { name: 'Steps to add' })).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([])
    })
  })
}

async function openFlow(page: Page): Promise<EditorOnPage> {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Palette')
  const flow = await flowInARow(page, workspace, 'Dragged together', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.stop', label: 'Stop', params: { message: 'Enough' } },
  ])
  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('Start')).toBeVisible()
  return editor
}

async function drag(page: Page, entry: ReturnType<Page['getByRole']>, to: { x: number; y: number }): Promise<void> {
  await entry.hover()
  await page.mouse.down()
  await page.mouse.move(to.x - 40, to.y - 10, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 3 })
  await page.mouse.up()
}

async function boxOf(editor: EditorOnPage, label: string) {
  await editor.step(label).hover({ trial: true }) // the view may still be moving: only what stands has a place
  const box = await editor.step(label).boundingBox()
  if (!box) throw new Error(`“${label}” is not on the canvas`)
  return box
}

async function middleBetween(editor: EditorOnPage, left: string, right: string) {
  const [from, to] = [await boxOf(editor, left), await boxOf(editor, right)]
  return { x: (from.x + from.width + to.x) / 2, y: from.y + 26 }
}
