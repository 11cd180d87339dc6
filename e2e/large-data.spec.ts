import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

/** About 15 MB of JSON; code may give 20. */
const MANY = 150_000
const CODE = `
  const lines = []
  for (let at = 0; at < ${MANY}; at++) lines.push({ name: "Line " + at, total: at, note: "Delivered as ordered and checked by hand", paid: at % 2 === 0 })
  return lines`

/** The longest text that the page itself read as JSON, from when it was opened. */
async function watchReading(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const read = { longest: 0 }
    Object.assign(window, { read })
    const { parse } = JSON
    JSON.parse = (text, reviver) => {
      read.longest = Math.max(read.longest, String(text).length)
      return parse(text, reviver)
    }
    for (const way of ['json', 'text', 'arrayBuffer', 'blob'] as const) {
      const whole = Response.prototype[way] as () => Promise<unknown>
      Object.assign(Response.prototype, {
        [way](this: Response) {
          read.longest = Math.max(read.longest, Number(this.headers.get('content-length') ?? 0))
          return whole.call(this)
        },
      })
    }
  })
  return () => page.evaluate(() => (window as unknown as { read: { longest: number } }).read.longest)
}

test('many megabytes are fetched, read and searched beside the page, which draws what is in sight', async ({ page }) => {
  test.slow()
  const longestRead = await watchReading(page)
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Large data')
  const flowId = await flowInARow(page, workspace, 'Large', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'code.javascript', label: 'Make', params: { inputs: [], code: CODE, seconds: 30, memoryMb: 256 } },
  ])
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  const editor = new EditorOnPage(page)
  await expectStep(editor.step('Make'), 'completed')
  await editor.step('Make').click({ position: { x: 100, y: 20 } })
  const panel = page.getByRole('complementary', { name: 'Selected step' })
  await panel.getByRole('button', { name: /^Show \d+ MB of data$/ }).click()

  const shown = panel.getByRole('group', { name: 'How Output is shown' })
  const tree = panel.getByRole('tree', { name: 'Output' })
  await expect(tree.getByRole('treeitem').first()).toContainText(`list, ${MANY.toLocaleString('en')} entries`, { timeout: 60_000 })
  expect(page.workers().some((worker) => worker.url().includes('worker'))).toBe(true)
  await tree.focus()
  await page.keyboard.press('End')
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText(String(MANY))

  await panel.getByRole('searchbox', { name: 'Find in this data' }).fill(`Line ${MANY - 1}`)
  // Before anything is found.
  await page.keyboard.press('Enter')
  await expect(panel.getByText('1 of 1', { exact: true })).toBeVisible({ timeout: 60_000 })
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText(`Line ${MANY - 1}`)
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(80)

  await shown.getByRole('button', { name: 'Table' }).click()
  const table = panel.getByRole('group', { name: 'Output as a table' })
  await expect(table.getByRole('cell', { name: 'Line 3', exact: true })).toBeVisible()
  await table.evaluate((box) => box.scrollTo(0, box.scrollHeight))
  await expect(table.getByRole('cell', { name: `Line ${MANY - 1}`, exact: true })).toBeVisible()

  await shown.getByRole('button', { name: 'JSON' }).click()
  const text = panel.getByRole('group', { name: 'Output as JSON' })
  await expect(text.getByText('"name": "Line 0"')).toBeVisible({ timeout: 60_000 })

  await shown.getByRole('button', { name: 'Tree' }).click()
  await expect(tree.getByRole('treeitem', { selected: true })).toContainText(`Line ${MANY - 1}`)
  expect(await longestRead()).toBeLessThan(1_000_000)
})
