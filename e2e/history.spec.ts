import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { joinAs, ownWorkspace, signInToDemo } from './support/people'

test('who changed what is seen, an earlier point comes back, and nobody’s work goes live unseen', async ({ browser }) => {
  const [one, two] = await Promise.all([browser.newContext(), browser.newContext({ colorScheme: 'dark' })])
  const [first, second] = await Promise.all([one.newPage(), two.newPage()])
  await signInToDemo(first)
  const workspace = await ownWorkspace(first, 'History')
  await joinAs(second, first, workspace, 'Ana Lima')
  const flow = await flowInARow(first, workspace, 'Remembered', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Middle', params: { fields: [{ name: 'a', value: 'one' }] } },
    { type: 'data.set', label: 'End', params: { fields: [{ name: 'b', value: 'x' }] } },
  ])
  await callApi(first, workspace, 'versions.publish', { flowId: flow })
  for (const page of [first, second]) await page.goto(`/w/${workspace}/flows/${flow}`)
  const here = new EditorOnPage(first)
  const there = new EditorOnPage(second)

  await test.step('Ana renames one step and deletes another', async () => {
    await there.select('Middle')
    await there.rename('Prepare')
    await there.select('End')
    await there.step('End').focus()
    await second.keyboard.press('Delete')
    await there.saved()
    await expect(here.step('End')).toHaveCount(0)
  })

  await test.step('publishing shows it, field by field, and asks to look', async () => {
    await first.getByRole('button', { name: 'Publish', exact: true }).click()
    const dialog = first.getByRole('dialog', { name: 'Publish' })
    await expect(dialog.getByRole('button', { name: /changed Prepare.*Ana Lima/ })).toBeVisible()
    await expect(dialog.locator('del').filter({ hasText: 'Middle' })).toBeVisible()
    await expect(dialog.locator('ins').filter({ hasText: 'Prepare' })).toBeVisible()
    await expect(dialog.getByRole('button', { name: /removed End.*Ana Lima/ })).toBeVisible()
    await expect(dialog.locator('.change-removed')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled()
    await expectClean(first, 'publish')
    await dialog.getByRole('checkbox', { name: /I have seen what Ana Lima made: 2 changes/ }).check()
    await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeEnabled()
  })

  await test.step('what she changes meanwhile has to be looked at again', async () => {
    await there.select('Prepare')
    await there.rename('Get ready')
    const dialog = first.getByRole('dialog', { name: 'Publish' })
    await expect(dialog.locator('ins').filter({ hasText: 'Get ready' })).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Publish', exact: true })).toBeDisabled()
    await dialog.getByRole('checkbox', { name: /Ana Lima/ }).check()
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
    await expect(first.getByText('Version 2 is live')).toBeVisible()
  })

  await test.step('an earlier point is seen and brought back, as an edit', async () => {
    await second.keyboard.press('Shift+H')
    const dialog = second.getByRole('dialog', { name: 'History of the draft' })
    const slider = dialog.getByRole('slider', { name: 'Point of the history' })
    await expect(slider).toHaveAttribute('aria-valuetext', /^Ana Lima, /)
    const [frame, card] = [dialog.locator('.change-changed'), dialog.getByRole('group', { name: /^Get ready, / })]
    await expect(frame).toHaveCount(1)
    const tallerBy = async () => ((await frame.boundingBox())?.height ?? 0) - ((await card.boundingBox())?.height ?? 0)
    await expect.poll(tallerBy, 'a mark is as tall as its card').toBeLessThan(4)
    await slider.press('ArrowLeft')
    await expect(slider).toHaveAttribute('aria-valuetext', /^Demo, /)
    await expect(dialog.getByText('Published as v1')).toBeVisible()
    await expect(dialog.getByRole('group', { name: /^End, / })).toBeVisible()
    await expectClean(second, 'history, dark')
    const points = Number(await slider.getAttribute('max'))
    await here.select('Start')
    await here.rename('Begin')
    await expect(slider).toHaveAttribute('max', String(points + 1)) // what a colleague does meanwhile
    await expect(slider).toHaveAttribute('aria-valuetext', /^Demo, /) // the point one looks at stays
    await dialog.getByRole('button', { name: 'Bring this back' }).click()
    for (const editor of [here, there]) {
      await expect(editor.step('Middle')).toBeVisible()
      await expect(editor.step('End')).toBeVisible()
    }
    await second.getByRole('button', { name: 'Undo', exact: true }).first().click()
    for (const editor of [here, there]) await expect(editor.step('End')).toHaveCount(0)
  })
})
