import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const SECRET = 'what-both-sides-know'

test('a webhook asks for a signature: its secret is added on the spot, and the example of the form gets in', async ({ page, request }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Signed')
  const flowId = await flowInARow(page, workspace, 'Orders', [
    { type: 'trigger.webhook', label: 'Webhook' },
    { type: 'data.set', label: 'Keep', params: { fields: [{ name: 'order', value: '{{ trigger.body.order }}' }] } },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Webhook')
  await expect(editor.inspector.getByText('Webhook secret')).toBeHidden()

  await editor.inspector.getByRole('combobox', { name: 'Callers prove themselves with' }).click()
  await page.getByRole('option', { name: 'a signature (HMAC)' }).click()
  await expect(editor.inspector.getByText('still needed')).toBeVisible()
  await editor.inspector.getByRole('textbox', { name: 'Before the signature' }).fill('sha256=')
  await editor.inspector.getByRole('radio', { name: 'timestamp.body', exact: true }).click()

  await editor.inspector.getByRole('button', { name: 'Add secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a Webhook secret' })
  await dialog.getByLabel('Secret', { exact: true }).fill(SECRET)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(editor.inspector.getByText('still needed')).toBeHidden()
  await editor.saved()
  await callApi(page, workspace, 'versions.publish', { flowId })

  const url = await editor.inspector.getByRole('textbox', { name: 'URL of the webhook' }).inputValue()
  expect((await request.post(url, { data: { order: 17 } })).status()).toBe(401)

  await editor.inspector.getByRole('button', { name: 'How to call it' }).click()
  await expectClean(page, 'the form of a webhook')
  const example = await editor.inspector.locator('pre').innerText()
  const { stdout } = await promisify(execFile)('sh', ['-c', example.replace("SECRET='…'", `SECRET='${SECRET}'`)])
  const { runId } = JSON.parse(stdout)
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expect(page.getByText('Done').first()).toBeVisible()
  await expect(page.getByText(SECRET)).toHaveCount(0)
})
