import { expect, type Page, test } from '@playwright/test'
import * as Y from 'yjs'
import { docFromGraph } from '../flow/draft/document'
import { emptyGraph, type Graph, type Node, type Note } from '../flow/graph/graph'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const NOVEL = 'It was a bright cold day in April, and the clocks were striking. '.repeat(20_000)
const HTML = '<img src=x onerror="window.taken=1"><script>window.taken=1</script>'
const RTL = 'שלום עולם 🎉 مرحبا'

const field = (name: string, value: string) => ({ fields: [{ name, value }] })

async function opened(page: Page, steps: Parameters<typeof flowInARow>[3]) {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Bad input')
  const flowId = await flowInARow(page, workspace, 'Bad input', steps)
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  return { workspace, flowId, editor: new EditorOnPage(page) }
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, text)
}

async function draftOf(page: Page, workspace: string, flowId: string): Promise<Graph> {
  const { graph } = await callApi<{ graph: Graph }>(page, workspace, 'flows.export', { id: flowId })
  return graph
}

test('a novel, broken JSON and five thousand steps are pasted: what fits comes, what does not is refused whole, in words', async ({
  page,
}) => {
  test.slow()
  const { workspace, flowId, editor } = await opened(page, [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Keep', params: field('text', 'as it was') },
  ])
  await editor.select('Keep')
  const value = editor.inspector.getByRole('textbox', { name: 'Value 1' })

  await value.click()
  await paste(page, NOVEL)
  await expect(page.getByText('This is more than fits here: 200,000 letters at most.')).toBeVisible()
  await expect(value).toHaveText('as it was')
  const chapter = NOVEL.slice(0, 150_000)
  await page.keyboard.press('ControlOrMeta+a')
  await paste(page, chapter)
  await editor.saved()
  const kept = (await draftOf(page, workspace, flowId)).nodes.find(({ label }) => label === 'Keep')
  expect(kept?.params).toEqual(field('text', chapter))

  const name = editor.inspector.getByRole('textbox', { name: 'Name of the step' })
  await name.click()
  await paste(page, NOVEL.slice(0, 10_000))
  await expect(page.getByText('This is more than fits here: 200 letters at most.')).toBeVisible()
  await page.keyboard.press('Escape')

  await editor.step('Keep').focus()
  await paste(page, NOVEL)
  await paste(page, '{"kaos": "clip", "nodes": [')
  await expect(page.getByText('What is on the clipboard is not complete. Copy it again.')).toBeVisible()
  await paste(page, '{"kaos": "clip", "nodes": [{"id": 1}], "edges": [], "notes": []}')
  await expect(page.getByText('The steps on the clipboard cannot be read. Copy them again.')).toBeVisible()

  await paste(page, JSON.stringify({ kaos: 'clip', nodes: many(5_000), edges: [], notes: [] }))
  await expect(page.getByRole('group', { name: /^Pasted/ }).first()).toBeVisible({ timeout: 60_000 })
  await editor.saved()
  await expect.poll(async () => (await draftOf(page, workspace, flowId)).nodes.length, { timeout: 60_000 }).toBe(5_002)
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(async () => (await draftOf(page, workspace, flowId)).nodes.length, { timeout: 60_000 }).toBe(2)

  const huge = many(5_000).map((node) => ({ ...node, params: field('text', 'x'.repeat(700)) }))
  await paste(page, JSON.stringify({ kaos: 'clip', nodes: huge, edges: [], notes: [] }))
  await expect(page.getByText('This is more than can be pasted at once.')).toBeVisible()
  await editor.saved()
})

test('HTML in any name or value is text, and both directions, emoji and what is long stay what they are', async ({ page }) => {
  const { workspace, flowId, editor } = await opened(page, [
    { type: 'trigger.manual', label: HTML.slice(0, 100) },
    { type: 'data.set', label: RTL, params: field(HTML, HTML) },
    { type: 'data.set', label: '🎉'.repeat(100), params: field('a', RTL) },
  ])
  await expect(editor.step(RTL)).toContainText(RTL)
  await editor.select(RTL)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+N')
  await page.getByRole('textbox', { name: 'Note' }).fill(HTML)
  await page.keyboard.press('Escape')
  await editor.saved()
  await callApi(page, workspace, 'flows.rename', { id: flowId, name: HTML.slice(0, 100) })

  const input = { [HTML]: HTML, both: RTL, long: 'x'.repeat(10_000) }
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId, input })
  for (const path of [`/runs/${runId}`, `/runs/${runId}/receipt`, '/runs', '/flows', `/flows/${flowId}`]) {
    await page.goto(`/w/${workspace}${path}`)
    await expect(page.getByText('<img src=x').first()).toBeVisible()
    expect(await page.evaluate(() => 'taken' in window)).toBe(false)
    expect(await page.locator('img[src="x"]').count()).toBe(0)
  }
})

test('an app that is not installed any more: its step stays, is marked and told of, and nothing of it is lost', async ({ page }) => {
  const params = { to: 'Hooli', nested: { list: [1, { a: HTML }] } }
  const { workspace, flowId, editor } = await opened(page, [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'acme.send', label: 'Send by Acme', params },
    { type: 'data.set', label: 'End', params: field('a', '{{ steps.step1.id }}') },
  ])
  const step = page.getByRole('group', { name: /^Send by Acme/ })
  await expect(step).toBeVisible()
  await expect(step.getByRole('img', { name: /There is no step of the type acme.send here/ })).toBeVisible()
  await step.click({ position: { x: 100, y: 20 } })
  await expect(editor.inspector.getByRole('list', { name: 'What it is set up with' })).toContainText('Hooli')
  await editor.rename('Sent by Acme')
  await editor.step('End').focus()
  await page.keyboard.press('Shift+L')
  await editor.saved()
  const { nodes, edges } = await draftOf(page, workspace, flowId)
  expect(nodes.find(({ type }) => type === 'acme.send')).toMatchObject({ label: 'Sent by Acme', params })
  expect(edges).toHaveLength(2)
  await expect(editor.line('Sent by Acme', 'End')).toBeAttached()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Publish' })).toContainText('Sent by Acme')
  await expect(page.getByRole('dialog', { name: 'Publish' }).getByRole('button', { name: 'Publish', exact: true })).toBeDisabled()
})

test('a change the server will not have is taken back and told of, and what comes after it is saved', async ({ page }) => {
  test.slow()
  const { workspace, flowId, editor } = await opened(page, [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'End', params: field('a', 'b') },
  ])
  await expect(editor.step('End')).toBeVisible()
  // As many notes as a flow holds, far away from the steps.
  const doc = docFromGraph({ ...emptyGraph(), notes: Array.from({ length: 5_000 }, (_, at) => farNote(at)) })
  const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
  await callApi(page, workspace, 'drafts.push', { flowId, update })

  await page.keyboard.press('Shift+N')
  const note = page.getByRole('textbox', { name: 'Note' })
  const takenBack = page.getByRole('button', { name: /changes? taken back/ })
  await expect(takenBack).toBeVisible({ timeout: 30_000 })
  await expect(note).toHaveCount(0)
  await editor.select('End')
  await editor.rename('Saved all the same')
  await editor.saved()
  const graph = await draftOf(page, workspace, flowId)
  expect(graph.nodes.map(({ label }) => label)).toContain('Saved all the same')
  expect(graph.notes).toHaveLength(5_000)

  await page.reload()
  await takenBack.click()
  const list = page.getByRole('list', { name: 'Changes taken back' })
  await expect(list).toContainText('A flow holds 5,000 notes and frames at most.')
  await list.getByRole('button', { name: 'Let go of it' }).first().click()
  await expect(takenBack).toHaveCount(0)
})

test('an hour without the server: what was changed is kept, and sent when it is back', async ({ page, context }) => {
  await page.clock.install()
  const { workspace, flowId, editor } = await opened(page, [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Before', params: field('a', 'b') },
  ])
  await editor.select('Before')
  await editor.saved()
  await context.setOffline(true)
  await editor.rename('During')
  await expect(page.getByRole('status').filter({ hasText: /kept here/ })).toBeVisible()
  await page.clock.fastForward('01:00:00')
  await editor.rename('After an hour')
  await expect(page.getByRole('status').filter({ hasText: /kept here/ })).toBeVisible()
  await context.setOffline(false)
  await page.clock.fastForward('00:30')
  await editor.saved()
  expect((await draftOf(page, workspace, flowId)).nodes.map(({ label }) => label)).toContain('After an hour')
})

function farNote(at: number): Note {
  return {
    id: `far${at}`,
    text: 'Far',
    position: { x: 50_000 + (at % 70) * 300, y: Math.floor(at / 70) * 200 },
    size: { width: 200, height: 120 },
  }
}

function many(count: number): Node[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `p${at}`,
    key: `p${at}`,
    type: 'data.set',
    typeVersion: 1,
    label: `Pasted ${at}`,
    params: {},
    position: { x: (at % 70) * 280, y: Math.floor(at / 70) * 160 },
    disabled: false,
    onError: 'fail',
  }))
}
