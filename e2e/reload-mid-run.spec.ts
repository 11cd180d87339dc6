import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'
import { Relay } from './support/relay'

test('a run opened, reloaded and cut off in the middle shows the truth and goes on', async ({ page }) => {
  test.slow()
  // Answers when the journey has seen the middle.
  const asked: ServerResponse[] = []
  const far = createServer((_, response) => void asked.push(response))
  await new Promise<void>((resolve) => far.listen(0, '127.0.0.1', resolve))
  const { port } = far.address() as AddressInfo // TCP has an address with a port
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Mid run')
  const flow = await flowInARow(page, workspace, 'Slow', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Before', params: { fields: [{ name: 'n', value: 1 }] } },
    { type: 'http.request', label: 'Ask', params: { url: `http://127.0.0.1:${port}/` } },
    { type: 'data.set', label: 'After', params: { fields: [{ name: 'n', value: '{{ steps.step1.n + 1 }}' }] } },
  ])
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId: flow, effects: 'live' })
  const canvas = new EditorOnPage(page)
  const expectMiddle = async () => {
    await expectStep(canvas.step('Before'), 'completed')
    await expectStep(canvas.step('Ask'), 'running')
    await expectStep(canvas.step('After'), 'idle')
  }

  const relay = new Relay(Number(new URL(page.url()).port))
  const line = await relay.open()
  await page.goto(`${line}/w/${workspace}/runs/${runId}`)
  await expectMiddle()
  await page.reload()
  await expectMiddle()

  relay.cut()
  await expect(page.getByText('Reconnecting').first()).toBeVisible({ timeout: 30_000 })
  for (const response of asked) response.end('{}')
  relay.mend()

  await expectStep(canvas.step('After'), 'completed')
  await expect(page.getByText('Done').first()).toBeVisible()
  await canvas.step('After').click({ position: { x: 100, y: 20 } })
  await expect(page.getByRole('complementary').getByText('2', { exact: true }).first()).toBeVisible()
  relay.close()
  far.closeAllConnections()
  far.close()
})
