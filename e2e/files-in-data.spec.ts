import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const INVOICE = path.join(import.meta.dirname, 'data/invoices/american.pdf')
/** A page is drawn by a program of its own, which a busy machine brings late. */
const DRAWN = { timeout: 60_000 }
/** More than is fetched of a text to be looked at. */
const LONG_TEXT = 'A line of a log that goes on and on.\n'.repeat(60_000)

async function keep(page: Page, workspace: string, name: string, type: string, data: Buffer): Promise<unknown> {
  const headers = { 'content-type': type, 'x-file-name': encodeURIComponent(name), origin: new URL(page.url()).origin }
  const answer = await page.request.post(`/api/files/${workspace}`, { data, headers })
  expect(answer.ok(), await answer.text()).toBe(true)
  return (await answer.json()).file
}

test('a file in data is a file wherever one looks, and is looked at in a room that stays as it is', async ({ page }) => {
  test.slow()
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Files in data')
  const invoice = await keep(page, workspace, 'invoice.pdf', 'application/pdf', await readFile(INVOICE))
  const log = await keep(page, workspace, 'import.log', 'text/plain', Buffer.from(LONG_TEXT))
  const archive = await keep(page, workspace, 'all.zip', 'application/zip', Buffer.from('PK'))
  const flowId = await flowInARow(page, workspace, 'Files', [{ type: 'trigger.manual', label: 'Start' }])
  const input = { invoice, papers: [invoice, log, archive].map((document, at) => ({ document, total: at })) }
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId, input })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  const editor = new EditorOnPage(page)
  await expectStep(editor.step('Start'), 'completed')
  await editor.step('Start').click({ position: { x: 100, y: 20 } })
  const panel = page.getByRole('complementary', { name: 'Selected step' })
  const tree = panel.getByRole('tree', { name: 'Output' })

  const line = tree.getByRole('treeitem', { name: /^invoice invoice\.pdf, PDF, \d/ })
  await expect(line).toBeVisible()
  await expect(tree.getByText('$file')).toHaveCount(0)
  await line.click()
  const closer = panel.getByRole('button', { name: 'Look closer at invoice.pdf' })
  await expect(closer).toBeVisible()
  await expect(panel.locator('canvas').first()).toBeVisible(DRAWN)

  await closer.click()
  const dialog = page.getByRole('dialog', { name: 'invoice.pdf' })
  await dialog.evaluate((box) => Promise.all(box.getAnimations().map(({ finished }) => finished)))
  const before = await dialog.boundingBox()
  await expect(dialog.locator('canvas').first()).toBeVisible(DRAWN)
  expect(await dialog.boundingBox()).toEqual(before)
  await expectClean(page, 'a closer look at a PDF')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(closer).toBeFocused()

  await tree.getByRole('treeitem', { name: /papers/ }).click()
  await panel.getByRole('button', { name: 'Show as a table' }).click()
  const table = panel.getByRole('group', { name: 'papers as a table' })
  await expect(table.getByRole('link', { name: 'all.zip' })).toHaveAttribute('download', 'all.zip')
  await table.getByRole('button', { name: 'import.log' }).click()
  const text = page.getByRole('dialog', { name: 'import.log' })
  await expect(text.getByText('A line of a log')).toBeVisible()
  await expect(text.getByText('This is the beginning. Save the file to read all of it.')).toBeVisible()
})

test('a preview whose program does not come is waited for, and takes nothing down', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Slow preview')
  const invoice = await keep(page, workspace, 'invoice.pdf', 'application/pdf', await readFile(INVOICE))
  const flowId = await flowInARow(page, workspace, 'Files', [{ type: 'trigger.manual', label: 'Start' }])
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId, input: { invoice } })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  const editor = new EditorOnPage(page)
  await expectStep(editor.step('Start'), 'completed')
  await editor.step('Start').click({ position: { x: 100, y: 20 } })
  const panel = page.getByRole('complementary', { name: 'Selected step' })
  const line = panel.getByRole('tree', { name: 'Output' }).getByRole('treeitem', { name: /^invoice / })
  await expect(line).toBeVisible()
  const missed = page.waitForEvent('requestfailed')
  await page.route(/\/_next\/static\//, (route) => route.abort())
  await line.click()
  await missed
  await expect(panel.getByText('This page could not be shown')).toHaveCount(0)
  await expect(line).toBeVisible()
  await page.unroute(/\/_next\/static\//)
  await expect(panel.locator('canvas').first()).toBeVisible(DRAWN)
})
