import { expect, test } from '@playwright/test'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a flow of two steps is made, set up and tested without a pointer', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Keyboard')
  await page.goto(`/w/${workspace}/flows`)
  // What the page has asked for has come: it listens.
  await expect(page.getByText('Draw your first flow')).toBeVisible()
  const { keyboard } = page

  await keyboard.press('ControlOrMeta+k')
  await keyboard.type('new flow')
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'What should start this flow?' })).toBeVisible()

  const editor = new EditorOnPage(page)
  await keyboard.press('n')
  await expect(page.getByPlaceholder('What should happen?')).toBeFocused()
  await keyboard.type('by hand')
  await keyboard.press('Enter')
  await expect(editor.step('By hand')).toBeFocused()

  await keyboard.press('n')
  await expect(page.getByPlaceholder('What should happen?')).toBeFocused()
  await keyboard.type('set fields')
  await keyboard.press('Enter')
  await expect(editor.step('Set fields')).toBeFocused()
  await expect(editor.line('By hand', 'Set fields')).toBeAttached()

  await keyboard.press('Enter')
  const name = editor.inspector.getByRole('textbox', { name: 'Name 1' })
  await expect(name).toBeFocused()
  await keyboard.type('greeting')
  await keyboard.press('Tab')
  await keyboard.type('hello')
  await keyboard.press('Escape')
  await expect(editor.step('Set fields')).toBeFocused()
  await expect(editor.step('Set fields')).toContainText('greeting')

  await keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await keyboard.press('ControlOrMeta+Enter')
  await expectStep(editor.step('Set fields'), 'completed')
})

test('what is typed before the palette has come is for the palette, Enter too', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'In a hurry')
  await page.goto(`/w/${workspace}/flows`)
  await expect(page.getByText('Draw your first flow')).toBeVisible()
  let letGo = () => {}
  const allowed = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/_next/static/chunks/**', (route) => allowed.then(() => route.continue()))
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('new flow')
  await page.keyboard.press('Enter')
  letGo()
  await expect(page.getByRole('heading', { name: 'What should start this flow?' })).toBeVisible()
})

test('what is typed right after N is for the picker, however late it comes', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'In a hurry to add')
  const flowId = await flowInARow(page, workspace, 'Bills', [{ type: 'trigger.manual', label: 'Start' }])
  let letGo = () => {}
  const allowed = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/_next/static/chunks/**', async (route) => {
    const response = await route.fetch()
    if ((await response.text()).includes('What should happen?')) await allowed
    await route.fulfill({ response })
  })
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await expect(editor.step('Start')).toBeVisible()
  await page.keyboard.press('n')
  await page.keyboard.type('mapping')
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.keyboard.type('waitt')
  await page.keyboard.press('Backspace')
  letGo()
  await expect(page.getByPlaceholder('What should happen?')).toHaveValue('wait')
  // Other parts may still be on their way.
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

test('a dialog or the picker that closes leaves the keyboard where it was, and chooses nothing', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Closed again')
  const flow = await flowInARow(page, workspace, 'Closed again', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Middle' },
  ])
  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  await editor.select('Middle')
  await page.keyboard.press('Escape')
  await expect(editor.inspector).toHaveCount(0)

  for (const [key, name] of [
    ['Shift+P', 'Publish'],
    ['?', 'Keyboard shortcuts'],
    ['n', 'Add a step'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog', { name })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(editor.step('Middle')).toBeFocused()
    await expect(editor.inspector, name).toHaveCount(0)
  }

  await page.keyboard.press('Shift+Tab')
  await expect(editor.inspector.getByRole('textbox', { name: 'Name of the step' })).toHaveValue('Start')
})
