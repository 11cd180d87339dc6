import { expect, test } from '@playwright/test'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { joinAs, ownWorkspace, signInToDemo } from './support/people'

test('the sheet of keys and the palette offer whoever may only look nothing else', async ({ page, browser }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Looking on')
  const flowId = await flowInARow(page, workspace, 'Bills', [{ type: 'trigger.manual', label: 'Start' }])
  const theirs = await browser.newContext()
  const looking = await theirs.newPage()
  await joinAs(looking, page, workspace, 'Vera Novak', 'viewer')

  const sheet = looking.getByRole('dialog', { name: 'Keyboard shortcuts' })
  const key = (name: string) => sheet.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) })
  await looking.getByRole('link', { name: 'Bills' }).focus()
  await looking.keyboard.press('?')
  await expect(key('Select')).toBeVisible()
  for (const name of ['Rename', 'Delete', 'Move to folder', 'New flow']) await expect(key(name)).toHaveCount(0)
  await looking.keyboard.press('Escape')

  await looking.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(looking)
  await editor.select('Start')
  await looking.keyboard.press('?')
  for (const name of ['Find a step', 'Copy', 'Zoom in']) await expect(key(name)).toBeVisible()
  for (const name of ['Add a step', 'Delete', 'Publish', 'Undo', 'Comment', 'Tidy up', 'Move left', 'Align left sides'])
    await expect(key(name)).toHaveCount(0)
  await looking.keyboard.press('Escape')
  await looking.keyboard.press('ControlOrMeta+k')
  const palette = looking.getByRole('dialog', { name: 'Search and do anything' })
  await expect(palette.getByRole('option', { name: 'Find a step' })).toBeVisible()
  for (const name of ['Publish', 'Delete', 'Undo']) await expect(palette.getByRole('option', { name, exact: true })).toHaveCount(0)
  await theirs.close()
})
