import { createServer, type ServerResponse } from 'node:http'
import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('a cancelled run first does what is to be done in any case, and says how far it is and who cancelled it', async ({ page }) => {
  const asked: ServerResponse[] = []
  const room = createServer((_, response) => void asked.push(response))
  await new Promise<void>((resolve) => room.listen(0, '127.0.0.1', resolve))
  const address = room.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Tidy')
  const flowId = await flowInARow(page, workspace, 'Book a room', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'flow.scope', label: 'Try' },
    { type: 'flow.wait', label: 'Stay', parentId: 'step1', params: { mode: 'for', amount: 2, unit: 'hours' } },
  ])
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)

  await test.step('the last part is told to count when the run is cancelled, too', async () => {
    await editor.step('Try').getByRole('button', { name: 'In any case' }).click()
    await editor.select('In any case')
    await editor.inspector.getByRole('switch', { name: 'Also when the run is cancelled' }).click()
    await expect(editor.step('In any case')).toContainText('also when the run is cancelled')
    await editor.addAfter('In any case', 'HTTP request')
    await editor.rename('Give the room back')
    await editor.write('URL', `http://127.0.0.1:${address.port}/release`)
    await editor.saved()
  })

  await callApi(page, workspace, 'versions.publish', { flowId })
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expectStep(editor.step('Stay'), 'waiting')
  await page.getByRole('button', { name: 'Cancel' }).click()
  const line = page.getByRole('status').filter({ hasText: 'Cancelled by' })
  await expect(line).toHaveText('Cancelled by Demo, tidying up: 0 of 1 step')
  await expectStep(editor.step('Give the room back'), 'running')
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0)
  await expectClean(page, 'a run that tidies up')

  await expect.poll(() => asked.length).toBe(1)
  for (const response of asked) response.end('{}')
  await expect(line).toHaveText('Cancelled by Demo, and tidied up')
  await expectStep(editor.step('Give the room back'), 'completed')
  expect(asked).toHaveLength(1)
  room.closeAllConnections()
  room.close()
})
