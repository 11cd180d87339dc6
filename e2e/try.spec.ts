import { expect, test } from '@playwright/test'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('steps are tried, a failure is dealt with and the run goes on; a repeat ends when its condition holds', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Try')
  const flowId = await flowInARow(page, workspace, 'Careful', [{ type: 'trigger.manual', label: 'Start' }])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)

  await test.step('a Try comes with its steps for failures, and gets those for any case', async () => {
    await editor.addAfter('Start', 'Try')
    await expect(editor.step('If it fails')).toBeVisible()
    await editor.step('Try').getByRole('button', { name: 'In any case' }).click()
    await expect(editor.step('In any case')).toBeVisible()
    await editor.step('Try').getByRole('button', { name: 'Add the first step' }).click()
    await editor.pick('Stop with an error')
    await editor.write('Message', 'No total.')
    await editor.addAfter('If it fails', 'Set fields')
    await editor.rename('Mend')
    await editor.inspector.getByRole('textbox', { name: 'Name 1' }).fill('because')
    await editor.write('Value 1', '{{ steps.ifItFails.message }}')
    await editor.addAfter('In any case', 'Set fields')
    await editor.rename('Tidy')
  })

  await test.step('a repeat after it', async () => {
    await editor.addAfter('Try', 'Repeat until')
    await editor.write('Until', '{{ index == 2 }}')
    await editor.step('Repeat until').getByRole('button', { name: 'Add the first step' }).click()
    await editor.pick('Set fields')
    await editor.rename('Look')
    await editor.saved()
  })

  await page.getByRole('button', { name: /^Test/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Run test/ })
    .click()
  await expect(page.getByRole('region', { name: 'Run' }).getByText('Done')).toBeVisible()
  await expectStep(editor.step('Stop with an error'), 'failed')
  for (const label of ['If it fails', 'Mend', 'In any case', 'Tidy', 'Try', 'Look', 'Repeat until']) {
    await expectStep(editor.step(label), 'completed')
  }
  await editor.select('Mend')
  await editor.inspector.getByRole('tab', { name: 'Data' }).click()
  await expect(editor.inspector.getByText('No total.').first()).toBeVisible()
})
