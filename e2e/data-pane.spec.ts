import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const htmlWith = (pixel: string) => `<h1>Hello</h1><img src="${pixel}"><script>parent.document.title = "taken"</script>`

for (const colorScheme of ['light', 'dark'] as const) {
  test(`data is shown as a tree, a table and JSON, searched, and a page in it can do nothing (${colorScheme})`, async ({ browser }) => {
    test.slow()
    const page = await (await browser.newContext({ colorScheme })).newPage()
    await signInToDemo(page)
    const workspace = await ownWorkspace(page, `Data ${colorScheme}`)
    // What the browser says of requests counts those it then holds back.
    const asked: (string | undefined)[] = []
    const spy = createServer(({ url }, response) => {
      asked.push(url)
      response.end()
    }).listen(0, '127.0.0.1')
    await once(spy, 'listening')
    const html = htmlWith(`http://127.0.0.1:${(spy.address() as AddressInfo).port}/pixel`)
    const lines = Array.from({ length: 3_000 }, (_, at) => ({ name: `Line ${at}`, total: at }))
    const flow = await flowInARow(page, workspace, 'Data', [
      { type: 'trigger.manual', label: 'Start' },
      { type: 'data.set', label: 'Keep', params: { fields: [{ name: 'lines', value: '{{ trigger.lines }}' }] } },
    ])
    const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId: flow, input: { html, lines } })
    await page.goto(`/w/${workspace}/runs/${runId}`)
    const editor = new EditorOnPage(page)
    await expectStep(editor.step('Keep'), 'completed')
    await editor.step('Start').click({ position: { x: 100, y: 20 } })
    const panel = page.getByRole('complementary', { name: 'Selected step' })
    const tree = panel.getByRole('tree', { name: 'Output' })
    await expect(tree.getByRole('treeitem', { name: /lines/ })).toContainText('3,000 entries')

    await panel.getByRole('searchbox', { name: 'Find in this data' }).fill('Line 2999')
    await expect(panel.getByText('1 found')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(tree.getByRole('treeitem', { selected: true })).toContainText('Line 2999')
    expect(await tree.getByRole('treeitem').count()).toBeLessThan(60)

    await expectClean(page, `data, ${colorScheme}`)

    await tree.focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await expect(tree.getByRole('treeitem', { selected: true })).toContainText('html')
    await panel.getByRole('button', { name: 'Show as a page' }).click()
    await expect(panel.frameLocator('iframe').getByRole('heading', { name: 'Hello' })).toBeVisible()
    expect(asked).toEqual([])
    expect(await page.title()).not.toBe('taken')

    await tree.focus()
    await page.keyboard.press('ArrowDown')
    await panel.getByRole('button', { name: 'Show as a table' }).click()
    await expect(panel.getByRole('cell', { name: 'Line 3', exact: true })).toBeVisible()

    await panel.getByRole('button', { name: 'JSON' }).click()
    await expect(panel.getByRole('group', { name: 'Output as JSON' })).toContainText('"lines": [')
    await page.close()
    spy.close()
  })
}
