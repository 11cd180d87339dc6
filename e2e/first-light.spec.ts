import { expect, test } from '@playwright/test'
import { EditorOnPage, expectStep } from './support/editor'

test('sign up, draw a flow with a branch and a join, watch it run, publish it, call it', async ({ page, request }) => {
  test.slow()
  await page.goto('/sign-up')
  await page.getByLabel('Your name').fill('Ada King')
  await page.getByLabel('E-mail').fill('ada@hooli.example')
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByLabel('Workspace').fill('Hooli')
  await page.getByRole('button', { name: 'Create workspace' }).click()
  await expect(page.getByRole('heading', { name: 'Flows', level: 1 })).toBeVisible()

  await page
    .getByRole('button', { name: /new flow/i })
    .first()
    .click()
  const editor = new EditorOnPage(page)

  await test.step('draw five steps', async () => {
    await page.getByRole('button', { name: /^Webhook/ }).click()
    await editor.addAfter('Webhook', 'Condition')
    await editor.write('Value of rule 1', '{{ trigger.body.total }}')
    await editor.inspector.getByRole('combobox', { name: 'Comparison of rule 1' }).click()
    await page.getByRole('option', { name: 'over', exact: true }).click()
    await editor.write('Compare rule 1 with', '1000')

    await editor.addAfter('Condition', 'Set fields', 'yes')
    await editor.rename('Ask')
    await editor.inspector.getByRole('textbox', { name: 'Name 1' }).fill('answer')
    await editor.write('Value 1', 'ask finance')

    await editor.addAfter('Condition', 'Set fields', 'no')
    await editor.rename('Pay')
    await editor.inspector.getByRole('textbox', { name: 'Name 1' }).fill('answer')
    await editor.write('Value 1', 'pay')

    await editor.addAfter('Ask', 'Set fields')
    await editor.rename('Tell')
    await editor.inspector.getByRole('textbox', { name: 'Name 1' }).fill('total')
    await editor.write('Value 1', '{{ trigger.body.total * 2 }}')
    await editor.connect('Pay', 'Tell')
    await editor.saved()
  })

  await test.step('test it: one side of the branch lights up, the other is skipped', async () => {
    await page.getByRole('button', { name: /^Test/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('{ "body": { "total": 4280 } }')
    await dialog.getByRole('button', { name: /Run test/ }).click()
    const run = page.getByRole('region', { name: 'Run' })
    await expect(run.getByText('Done')).toBeVisible()
    for (const label of ['Webhook', 'Condition', 'Ask', 'Tell']) await expectStep(editor.step(label), 'completed')
    await expectStep(editor.step('Pay'), 'skipped')
  })

  await test.step('a field shows what its mapping gives', async () => {
    await editor.select('Tell')
    await expect(editor.inspector.getByText('8560')).toBeVisible()
  })

  await test.step('publish it', async () => {
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect(page.getByText('Version 1 is live')).toBeVisible()
  })

  await test.step('call its webhook, and see the run', async () => {
    await page.getByRole('button', { name: 'Show all of it' }).click()
    await editor.select('Webhook')
    const url = await editor.inspector.getByRole('textbox', { name: 'URL of the webhook' }).inputValue()
    const answer = await request.post(url, { data: { total: 12 } })
    expect(answer.status()).toBe(202)
    const { runId } = await answer.json()

    await page.getByRole('link', { name: 'Runs' }).first().click()
    const row = page.getByRole('link').and(page.locator(`[href$="/runs/${runId}"]`))
    await row.click()
    await expect(page.getByText('Done').first()).toBeVisible()
    await expectStep(editor.step('Pay'), 'completed')
    await expectStep(editor.step('Ask'), 'skipped')
    await expectStep(editor.step('Tell'), 'completed')
  })
})
