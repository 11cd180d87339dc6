import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a run that waits for somebody to say whether something happened says so, and goes on with the answer', async ({ page }) => {
  test.slow()
  // Takes the order, and is gone before it says so.
  const shop = createServer((request) => request.socket.destroy())
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const { port } = shop.address() as AddressInfo // TCP has an address with a port
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Did it happen')
  const flowId = await flowInARow(page, workspace, 'Order paper', [
    { type: 'trigger.manual', label: 'Start' },
    {
      type: 'http.request',
      label: 'Order ten boxes of white paper for the whole of the third floor',
      params: { method: 'POST', url: `http://127.0.0.1:${port}/`, send: 'json', json: { boxes: 10 } },
      retry: { attempts: 1, delayMs: 100, factor: 1 },
    },
    { type: 'data.set', label: 'Note it', params: { fields: [{ name: 'ordered', value: 'yes' }] } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: {} })
  const canvas = new EditorOnPage(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/w/${workspace}/runs/${runId}`)

  const waits = page.getByRole('region', { name: 'Waits for an answer' })
  await expect(waits.getByRole('heading')).toHaveText(/^Did Order ten boxes .+ happen\?$/, { timeout: 40_000 })
  await expectClean(page, 'a run that waits for an answer')
  const beside = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
  expect(await page.evaluate(beside)).toBe(0)
  await waits.getByRole('button', { name: 'Go to the step' }).click()
  await page.getByRole('button', { name: 'It happened: go on' }).click()
  await expect(waits).toHaveCount(0)
  await page.setViewportSize({ width: 1280, height: 800 })
  await expectStep(canvas.step('Note it'), 'completed')

  const given = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs/${given.runId}`)
  const order = canvas.step('Order ten boxes of white paper for the whole of the third floor')
  await expectStep(order, 'unverified')
  await callApi(page, workspace, 'runs.cancel', { id: given.runId })
  await expectStep(order, 'cancelled')
  await order.click({ position: { x: 100, y: 20 } })
  await expect(page.getByRole('region', { name: 'It may have happened' })).toBeVisible()
  shop.close()
})
