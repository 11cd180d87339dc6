import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { joinAs, ownWorkspace, signInToDemo } from './support/people'

const NOVEL = 'It was a bright cold day in April, and the clocks were striking, '.repeat(400)
const RTL = 'שלום 🎉 مرحبا'
const WORD = 'x'.repeat(10_000)

/** Nothing reaches over the side of the window. */
async function expectNothingBeside(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}

test('a novel is not cut to a description; of much that is not understood a little is said', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Novel')
  const flowId = await flowInARow(page, workspace, 'Novel', [])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const words = page.getByRole('textbox', { name: /^Describe it in words/ })
  await words.focus()
  await page.evaluate((novel) => {
    const data = new DataTransfer()
    data.setData('text/plain', novel)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, NOVEL)
  await expect(page.getByText('This is more than fits here: 2,000 letters at most.')).toBeVisible()
  await expect(words).toHaveValue('')

  await words.fill(NOVEL.slice(0, 1_900))
  await expect(page.getByText(/Not understood: .* and \d+ more\./)).toBeVisible()
  await words.fill(WORD.slice(0, 2_000))
  await expect(page.getByText(/Not understood: “x+…”\./)).toBeVisible()
  await words.fill('send a mail and '.repeat(120))
  await expect(page.getByRole('list', { name: 'What is drawn' }).getByText(/^and \d+ more$/)).toBeVisible()
  await expectNothingBeside(page)
})

test('items of a loop with endless words, both directions and pictures for letters are found and read', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Long items')
  const flowId = await flowInARow(page, workspace, 'Long items', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.for-each', label: RTL, params: { items: '{{ trigger.items }}' } },
    { type: 'data.set', label: 'Keep', parentId: 'step1', params: { fields: [{ name: 'a', value: '{{ item }}' }] } },
  ])
  const items = [WORD, RTL, '🎉'.repeat(5_000), '<img src=x onerror="window.taken=1">', { [WORD]: RTL }]
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId, input: { items } })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  const editor = new EditorOnPage(page)
  await expectStep(editor.step(RTL), 'completed')
  await editor.step('Keep').click({ position: { x: 100, y: 20 } })
  const panel = page.getByRole('complementary', { name: 'Selected step' })
  await panel.getByRole('button', { name: 'Find an item' }).click()
  const list = page.getByRole('dialog', { name: 'Find an item' })
  await expect(list.getByText('5 found')).toBeVisible()
  await expect(list.getByRole('button', { name: /Item 3/ })).toContainText('🎉')
  await list.getByRole('textbox', { name: 'Find by value' }).fill('שלום')
  await expect(list.getByText('2 found')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('spinbutton', { name: 'Item number' })).toHaveValue('2')
  await expectNothingBeside(page)
  expect(await page.evaluate(() => 'taken' in window)).toBe(false)
})

test('the inbox keeps its shape, whatever a flow is called and however much was said', async ({ page, browser }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Long inbox')
  const there = await (await browser.newContext()).newPage()
  await joinAs(there, page, workspace, 'Ana Lima')
  const flowId = await flowInARow(page, workspace, `${RTL} ${'y'.repeat(90)}`, [{ type: 'trigger.manual', label: 'Start' }])
  const members = await (await page.request.get(`/api/trpc/${workspace}/members.list`)).json()
  const me = members.result.data.json.find(({ name }: { name: string }) => name === 'Demo').userId
  const body = `@{${me}} ${WORD.slice(0, 3_000)}`
  await callApi(there, workspace, 'comments.start', { flowId, place: { nodeId: 'step0' }, body })
  await page.goto(`/w/${workspace}/flows`)
  await page.getByRole('button', { name: /^Inbox/ }).click()
  await expect(page.getByText('mentioned you')).toBeVisible()
  const box = await page.getByRole('listitem').filter({ hasText: 'mentioned you' }).boundingBox()
  expect(box?.height).toBeLessThan(160)
  await expectNothingBeside(page)
  await there.context().close()
})
