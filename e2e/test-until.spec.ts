import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a test up to a step with pinned data sends nothing, says so, and is done for real when it is asked to be', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Tests')
  const { id: connectionId } = await callApi<{ id: string }>(page, workspace, 'connections.createSandbox', { connector: 'xero' })
  const flow = await flowInARow(page, workspace, 'Books', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Total', params: { fields: [{ name: 'total', value: '10.00' }] } },
    { type: 'xero.create-bill', label: 'Create bill', connectionId, params: { vendor: 'Hooli GmbH', total: '{{ steps.step1.total }}' } },
    { type: 'data.set', label: 'After', params: { fields: [{ name: 'done', value: true }] } },
  ])
  const books = `/w/${workspace}/connections/${connectionId}/sandbox`
  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  const { inspector } = editor

  await test.step('until here: the bill is not made, and the step says where its data is from', async () => {
    await editor.select('Create bill')
    await page.getByRole('button', { name: 'Run until here' }).click()
    await expectStep(editor.step('Create bill'), 'completed')
    await expect(editor.step('Create bill')).toContainText('not sent: a test')
    await expect(page.getByRole('region', { name: 'Run' })).not.toContainText('After')
    await inspector.getByRole('tab', { name: 'Data' }).click()
    await expect(inspector.getByText('Not sent: this was a test.')).toBeVisible()
    await expect(inspector.getByRole('tree', { name: 'Input' })).toContainText('10.00')
    await expectClean(page, 'data of a test')
  })

  await test.step('pin other data by hand', async () => {
    await editor.select('Total')
    await inspector.getByRole('tab', { name: 'Data' }).click()
    await inspector.getByRole('button', { name: 'Write data by hand' }).click()
    await inspector.getByRole('textbox', { name: 'Data' }).fill('{ "total": "99.00" }')
    await inspector.getByRole('button', { name: 'Pin', exact: true }).click()
    await expect(editor.step('Total').getByRole('img', { name: 'Pinned' })).toBeVisible()
    await expect(editor.step('Create bill')).toContainText('changed since this run')
    await editor.saved()
    await editor.select('Create bill')
    await page.getByRole('button', { name: 'Run until here' }).click()
    await expect(editor.step('Total')).toContainText('pinned data')
    await inspector.getByRole('tab', { name: 'Data' }).click()
    await expect(inspector.getByRole('tree', { name: 'Input' })).toContainText('99.00')
  })

  await test.step('nothing stands in the books', async () => {
    await page.goto(books)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expect(page.getByRole('link', { name: 'Hooli GmbH' })).toHaveCount(0)
    await page.goto(`/w/${workspace}/flows/${flow}`)
  })

  await test.step('for real', async () => {
    await page.getByRole('button', { name: /^Test/ }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('radio', { name: 'Pretend' })).toBeChecked()
    await expectClean(page, 'test dialog')
    await dialog.getByRole('radio', { name: 'For real' }).click()
    await dialog.getByRole('button', { name: /Run test/ }).click()
    await expectStep(editor.step('After'), 'completed')
    await page.goto(books)
    await expect(page.getByRole('row').filter({ hasText: 'Hooli GmbH' })).toContainText('99.00')
  })
})

test('one step is run by itself, by its key, with what came before it; a past run is shown and gone on from', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'One step')
  const flow = await flowInARow(page, workspace, 'Sums', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'First', params: { fields: [{ name: 'n', value: 20 }] } },
    { type: 'data.set', label: 'Second', params: { fields: [{ name: 'n', value: '{{ steps.step1.n + 1 }}' }] } },
  ])
  await page.goto(`/w/${workspace}/flows/${flow}`)
  const editor = new EditorOnPage(page)
  const { inspector } = editor
  await editor.test()
  await expectStep(editor.step('Second'), 'completed')

  await editor.select('Second')
  await page.keyboard.press('Shift+Enter')
  const run = page.getByRole('region', { name: 'Run' })
  await expect(run.getByText('taken over')).toBeVisible()
  await expectStep(editor.step('Second'), 'completed')
  await inspector.getByRole('tab', { name: 'Data' }).click()
  await expect(inspector.getByRole('tree', { name: 'Output' })).toContainText('21')

  await page.keyboard.press('Escape')
  await expect(editor.step('Second')).toBeFocused()
  await page.keyboard.press('p')
  await expect(editor.step('Second').getByRole('img', { name: 'Pinned' })).toBeVisible()
  await page.keyboard.press('p')
  await expect(editor.step('Second').getByRole('img', { name: 'Pinned' })).toHaveCount(0)

  await run.getByRole('link', { name: 'Open run' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await page.goBack()
  await expectStep(editor.step('Second'), 'completed')
  await run.getByRole('link', { name: 'Open run' }).click()
  await page.getByRole('link', { name: 'Open in the editor' }).click()
  await expectStep(editor.step('Second'), 'completed')
  await run.getByRole('button', { name: 'Show another run' }).click()
  await expectClean(page, 'past runs')
  await page.getByRole('dialog').getByRole('listitem').last().getByRole('button').click()
  await editor.select('Second')
  await page.getByRole('button', { name: 'Go on from here' }).click()
  await expect(run.getByText('taken over')).toBeVisible()
})
