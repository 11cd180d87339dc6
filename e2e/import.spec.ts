import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a flow goes to another workspace, and what is missing there is chosen on the way', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signInToDemo(page)
  const [from, to] = [await ownWorkspace(page, 'Export from'), await ownWorkspace(page, 'Import to')]
  const account = await callApi<{ id: string }>(page, from, 'connections.createSandbox', { connector: 'xero', name: 'Old books' })
  await callApi(page, to, 'connections.createSandbox', { connector: 'xero', name: 'New books' })
  const flow = await flowInARow(page, from, 'Reminders 🎉', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'xero.create-bill', label: 'Book <b>it</b>', connectionId: account.id },
    {
      type: 'http.request',
      label: 'Note it',
      params: { url: 'https://api.test/', headers: [{ name: 'Authorization', value: 'Bearer s3cret' }] },
    },
  ])

  let file = ''
  await test.step('exported from the menu of its editor, without what is secret', async () => {
    await page.goto(`/w/${from}/flows/${flow}`)
    await expect(new EditorOnPage(page).step('Note it')).toBeVisible()
    await page.getByRole('button', { name: 'More about this flow' }).click()
    await page.getByRole('menuitem', { name: 'Export' }).click()
    const dialog = page.getByRole('dialog', { name: /^Export Reminders/ })
    await expect(dialog.getByText('Note it: Authorization')).toBeVisible()
    await expectClean(page, 'export')
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Download' }).click()])
    expect(download.suggestedFilename()).toBe('Reminders.kaos.json')
    file = await download.path()
    await dialog.getByRole('button', { name: 'Copy' }).click()
    await expect(dialog.getByText('Copied')).toBeVisible()
    expect(await page.evaluate(() => navigator.clipboard.readText())).not.toMatch(/s3cret/)
  })

  await test.step('imported there: the account is missing and another is offered', async () => {
    const dialog = await openImport(page, to)
    await expectClean(page, 'import')
    await dialog.getByLabel('Drop a file here').setInputFiles(file)
    await expect(dialog.getByText('Account “Old books” at Xero')).toBeVisible()
    await expect(dialog.getByRole('combobox', { name: /Old books/ })).toHaveText('New books')
    await expect(dialog.getByText('Note it: Authorization')).toBeVisible()
    await expectClean(page, 'what is missing')
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    const editor = new EditorOnPage(page)
    await editor.select('Book <b>it</b>')
    await expect(editor.inspector.getByRole('combobox', { name: 'Xero account' })).toContainText('New books')
  })

  await test.step('what was not chosen is asked for by the step', async () => {
    const dialog = await openImport(page, to)
    await dialog.getByLabel('Drop a file here').setInputFiles(file)
    await dialog.getByRole('combobox', { name: /Old books/ }).click()
    await page.getByRole('option', { name: 'Choose later' }).click()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Later')
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(page.getByRole('button', { name: /problem/ })).toBeVisible()
    await page.getByRole('button', { name: /problem/ }).click()
    await expect(page.getByText('Choose an account.')).toBeVisible()
  })
})

test('from the clipboard and from an address; what is no flow is refused in words', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Import')
  const text = JSON.stringify({
    kaos: 'flow',
    format: 1,
    name: 'Wandered in',
    graph: {
      schema: 1,
      nodes: [
        { ...NODE, id: 'a', key: 'a', type: 'trigger.manual', label: 'Start' },
        { ...NODE, id: 'b', key: 'b', type: 'acme.send', label: 'From Acme' },
      ],
      edges: [{ id: 'e', source: 'a', sourcePort: 'out', target: 'b' }],
      notes: [],
      settings: { timeZone: 'UTC' },
    },
  })
  const dialog = await openImport(page, workspace)
  const box = dialog.getByRole('textbox', { name: 'Or paste it' })

  for (const [wrong, words] of [
    ['Call me Ishmael. '.repeat(2_000), /This is not a flow/],
    [text.slice(0, -4), /This is not a flow/],
    ['{"a":1}', /This JSON is not a flow/],
  ] as const) {
    await box.fill(wrong)
    await dialog.getByRole('button', { name: 'Read it' }).click()
    await expect(dialog.getByRole('alert')).toHaveText(words)
  }
  await test.step('what is wrong with an address is said there, and no longer of what was pasted', async () => {
    const address = dialog.getByRole('textbox', { name: 'Or give its address' })
    await address.fill('http://127.0.0.1:1/flow.json')
    await dialog.getByRole('button', { name: 'Fetch' }).click()
    await expect(address).toHaveAccessibleDescription(/refuses connections/)
    await expect(dialog.getByRole('alert')).toHaveCount(0)
  })

  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(text))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // TCP has an address with a port
  await dialog.getByRole('textbox', { name: 'Or give its address' }).fill(`http://127.0.0.1:${port}/flow.json`)
  await dialog.getByRole('button', { name: 'Fetch' }).click()
  await expect(dialog.getByText('Kind of step “acme.send”')).toBeVisible({ timeout: 30_000 })
  server.close()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  const editor = new EditorOnPage(page)
  await expect(editor.step('From Acme')).toContainText('not installed here')
  await expect(editor.line('Start', 'From Acme')).toBeAttached()
})

test('on a phone, too', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 700 })
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Phone')
  const nodes = [
    { ...NODE, id: 'a', key: 'a', type: 'trigger.manual', label: 'Start' },
    { ...NODE, id: 'b', key: 'b', type: 'acme.send', label: 'From Acme' },
  ]
  const graph = { schema: 1, nodes, edges: [], notes: [], settings: { timeZone: 'UTC' } }
  const dialog = await openImport(page, workspace)
  const isWithin = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
  expect(await isWithin()).toBe(true)
  await dialog.getByRole('textbox', { name: 'Or paste it' }).fill(JSON.stringify({ kaos: 'flow', format: 1, name: 'Pocket', graph }))
  await dialog.getByRole('button', { name: 'Read it' }).click()
  await expect(dialog.getByText('Kind of step “acme.send”')).toBeVisible()
  expect(await isWithin()).toBe(true)
  await expectClean(page, 'import on a phone')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(new EditorOnPage(page).step('From Acme')).toBeVisible()
})

const NODE = { typeVersion: 1, params: {}, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' }

async function openImport(page: Page, workspace: string) {
  await page.goto(`/w/${workspace}/flows`)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Import a flow' })
  await expect(dialog).toBeVisible()
  return dialog
}
