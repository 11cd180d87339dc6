import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectCleanInBothThemes } from './support/axe'
import { EditorOnPage } from './support/editor'
import { furnished } from './support/furnished'
import { signInToDemo } from './support/people'

/** What opens over a page, looked at by axe in light and in dark. What only one journey shows, that one looks at. */

async function look(page: Page, name: string): Promise<void> {
  await expectCleanInBothThemes(page, name)
  await page.keyboard.press('Escape')
  await expect(anyDialog(page)).toHaveCount(0)
}

/** One that asks before it does something counts, too. */
function anyDialog(page: Page) {
  return page.getByRole('dialog').or(page.getByRole('alertdialog'))
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

test('axe finds nothing on the dialogs of one account, flow, folder, member or variable', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const { workspace } = await furnished(page)
  const fields = { address: 'bills@acme.example', imapHost: 'imap.acme.example', password: 'secret' }
  await callApi(page, workspace, 'connections.create', { connector: 'mail', name: 'Bills by mail', fields })
  for (const [place, row, doings] of ROWS) {
    await page.goto(`/w/${workspace}/${place}`)
    const menu = page.getByRole('button', { name: row, exact: true }).first()
    for (const doing of doings) {
      await menu.click()
      await page.getByRole('menuitem', { name: doing }).click()
      await expect(anyDialog(page)).toBeVisible()
      await look(page, `${place}: ${row}: ${doing}`)
    }
  }
})

test('axe finds nothing on the dialogs of runs, of an approval and of what the audit keeps', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const { workspace, failed, approval } = await furnished(page)
  for (const [place, buttons] of [
    ['runs?status=failed', ['Save this view', 'Go on from where they stopped', 'Run again']],
    [`runs/${failed}`, ['Go on from here']],
    [`approvals/${approval}`, ['Reject', 'Ask']],
    ['governance', [/published version/i]],
  ] as const) {
    await page.goto(`/w/${workspace}/${place}`)
    for (const name of buttons) {
      await page.getByRole('button', { name }).first().click()
      await expect(anyDialog(page)).toBeVisible()
      await look(page, `${place}: ${name}`)
    }
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

/** The menu of one row, and what in it opens a dialog. */
const ROWS: readonly [place: string, menu: string, doings: readonly string[]][] = [
  ['connections', 'Actions for Bills by mail', ['Rename', 'Edit', 'Limit', 'Remove']],
  ['flows', 'Actions for Bills', ['Rename', 'Move to folder', 'Priority and limit', 'Export']],
  ['flows', 'Actions for folder Finance', ['New folder inside', 'Rename folder', 'Remove folder']],
  ['settings/members', 'Actions for Demo', ['Remove from Axe']],
  ['variables', 'Actions for approvalLimit', ['Change', 'Remove']],
]

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
