import { expect, type Page, test } from '@playwright/test'
import { expectCleanInBothThemes } from './support/axe'
import { EditorOnPage } from './support/editor'
import { furnished } from './support/furnished'
import { signInToDemo } from './support/people'

/** What opens over a page, looked at by axe in light and in dark. What only one journey shows, that one looks at. */

async function look(page: Page, name: string): Promise<void> {
  await expectCleanInBothThemes(page, name)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('axe finds nothing on the dialogs of a workspace', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const { workspace } = await furnished(page)
  for (const [place, button] of [
    ['flows', 'Import'],
    ['flows', 'New folder'],
    ['connections', 'Add account'],
    ['variables', 'Add variable'],
    ['settings/members', 'Invite'],
    ['templates', /Invoice to approved bill/],
  ] as const) {
    await page.goto(`/w/${workspace}/${place}`)
    await page.getByRole('button', { name: button }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await look(page, `${place}: ${button}`)
  }
})

test('axe finds nothing on what opens over the editor', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const { workspace, flow } = await furnished(page)
  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  await editor.select('Enter the bill')
  await expectCleanInBothThemes(page, 'the form of a step')
  for (const tab of ['Data', 'If it fails']) {
    await editor.inspector.getByRole('tab', { name: tab }).click()
    await expectCleanInBothThemes(page, `${tab}, of a step`)
  }
  await editor.inspector.getByRole('tab', { name: 'Set up' }).click()
  await editor.inspector.getByRole('button', { name: 'Functions for Vendor', exact: true }).click()
  await look(page, 'functions')

  for (const action of ACTIONS) {
    await editor.select('Enter the bill')
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('Search flows, pages and actions').fill(action)
    await page.getByRole('option', { name: action }).first().click()
    await expect(page.getByPlaceholder('Search flows, pages and actions')).toBeHidden()
    await expect(page.getByRole('dialog')).toBeVisible()
    await look(page, action)
  }
  for (const [keys, name] of [
    ['ControlOrMeta+k', 'everything that can be done'],
    ['Shift+?', 'keyboard shortcuts'],
  ] as const) {
    await page.keyboard.press(keys)
    await expect(page.getByRole('dialog')).toBeVisible()
    await look(page, name)
  }
})

/** What opens a dialog in the editor, by name. */
const ACTIONS = [
  'Add a step',
  'Draw a line to a step',
  'Find a step',
  'Find and replace',
  'Test',
  'Publish',
  'Versions',
  'History of the draft',
  'Settings of the flow',
  'Show a past run here',
  'Try on past runs',
  'Export',
]
