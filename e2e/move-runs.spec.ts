import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectCleanInBothThemes } from './support/axe'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

/** Publishes the draft, and looks at what still waits on an older version. */
async function publishAndLook(page: Page) {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('dialog', { name: 'Publish' }).getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  const waiting = page.getByRole('region', { name: 'Runs on older versions' })
  await expect(waiting).toContainText('2 runs wait on v1')
  await waiting.getByRole('button', { name: 'See which could move' }).press('Enter')
  await expect(waiting).toBeFocused()
  return waiting
}

test('runs that wait are moved to a new version, or it is said why they can’t be', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Moves')
  const flowId = await flowInARow(page, workspace, 'Reminders', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.wait', label: 'Rest', params: { mode: 'for', amount: 2, unit: 'hours' } },
    { type: 'data.set', label: 'Note it', params: { fields: [{ name: 'x', value: 1 }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  for (const run of [1, 2]) await callApi(page, workspace, 'runs.start', { flowId, input: { run } })
  await page.goto(`/w/${workspace}/runs?status=waiting`)
  await expect(page.getByRole('row', { name: /Reminders/ })).toHaveCount(2)

  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await test.step('where they wait is gone: all of them stay', async () => {
    await editor.select('Rest')
    await editor.step('Rest').press('Delete')
    await expect(editor.step('Rest')).toBeHidden()
    const waiting = await publishAndLook(page)
    await expect(waiting.getByText('It waits at “Rest”, which the new version does not have.')).toHaveCount(2)
    await expect(waiting).toContainText('None of 2 can move: they go on with the version they began with.')
    await expect(waiting.getByRole('button')).toHaveCount(0)
    await expectCleanInBothThemes(page, 'runs that can’t move')
    await page.keyboard.press('Escape')
  })

  await test.step('where they wait is back: both go on with the new version', async () => {
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(editor.step('Rest')).toBeVisible()
    const waiting = await publishAndLook(page)
    await expect(waiting.getByText('can move', { exact: false }).filter({ hasText: 'Run of v1' })).toHaveCount(2)
    await expectCleanInBothThemes(page, 'runs that can move')
    await waiting.getByRole('button', { name: 'Move 2 to v3' }).click()
    await expect(page.getByText('2 runs moved')).toBeVisible()
    await expect(waiting).toHaveCount(0)
  })
})
