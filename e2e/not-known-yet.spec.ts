import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { holdBack } from './support/hold-back'
import { ownWorkspace, signInToDemo } from './support/people'

const START = { type: 'trigger.manual', label: 'Start' }

test('a flow is not called unpublished, nor silent, before that is known', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Published slowly')
  const flowId = await flowInARow(page, workspace, 'Published', [START])
  await callApi(page, workspace, 'versions.publish', { flowId })
  await callApi(page, workspace, 'comments.start', { flowId, place: { nodeId: 'step0' }, body: 'Is this right?' })
  const editor = new EditorOnPage(page)
  const panel = page.getByRole('complementary', { name: 'Comments' })
  const letGo = await Promise.all(['flows.get', 'comments.list'].map((procedure) => holdBack(page, procedure)))
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  await expect(editor.step('Start')).toBeVisible()
  await expect(page.getByText('Draft, not published')).toHaveCount(0)
  await page.getByRole('button', { name: 'Comments', exact: true }).click()
  await expect(panel).toBeVisible()
  await expect(panel.getByText('Nothing is said here yet.')).toHaveCount(0)
  for (const each of letGo) each()
  await expect(page.getByText('Live as v1')).toBeVisible()
  await expect(panel.getByRole('article')).toContainText('Is this right?')
})

test('a flow is made in the folder one is in, also before the folders are known', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Slow folders')
  const { id } = await callApi<{ id: string }>(page, workspace, 'folders.create', { name: 'Finance' })
  const letGo = await holdBack(page, 'folders.list')
  const asked = page.waitForRequest(/folders\.list/)
  await page.goto(`/w/${workspace}/flows?folder=${id}`)
  await asked
  await page.keyboard.press('n')
  await expect(page.getByRole('heading', { name: 'What should start this flow?' })).toBeVisible()
  letGo()
  await page.goto(`/w/${workspace}/flows?folder=${id}`)
  await expect(page.getByRole('link', { name: 'Untitled flow' })).toBeVisible()
})

test('keys and the palette mean a row as it is now', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Rows as they are')
  const flowId = await flowInARow(page, workspace, 'Turned', [START])
  await callApi(page, workspace, 'versions.publish', { flowId })
  await page.goto(`/w/${workspace}/flows`)
  await page.getByRole('link', { name: 'Turned' }).focus()
  const choose = async (words: string) => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('Search flows, pages and actions').fill(words)
    await page.getByRole('option', { name: words, exact: true }).click()
  }
  const isOn = page.getByRole('switch', { name: 'Turned is on' })
  await choose('Turn off')
  await expect(isOn).not.toBeChecked()
  await choose('Turn on')
  await expect(isOn).toBeChecked()
})

test('a flow whose deletion did not get through stays in the list', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Not deleted')
  await flowInARow(page, workspace, 'Stays here', [START])
  await page.goto(`/w/${workspace}/flows`)
  const flow = page.getByRole('link', { name: 'Stays here' })
  await flow.focus()
  await page.route(/flows\.(remove|list)/, (route) => route.abort())
  await page.keyboard.press('Delete')
  await expect(page.getByText('KAOS could not be reached').first()).toBeVisible()
  await expect(flow).toBeVisible()
})

test('a run that ended while its page was open is done in the list one comes back to', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Came back')
  const flowId = await flowInARow(page, workspace, 'Waits', [
    START,
    { type: 'flow.wait', label: 'Wait', params: { amount: 1, unit: 'hours' } },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: {} })
  await page.goto(`/w/${workspace}/runs`)
  const row = page.getByRole('row').filter({ hasText: 'Waits' })
  await expect(row).toContainText('Waiting')
  await page.getByRole('link', { name: 'Waits' }).click()
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await callApi(page, workspace, 'runs.cancel', { id: runId })
  await expect(page.getByRole('main').getByText('Cancelled', { exact: true }).first()).toBeVisible()
  await page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name: 'Runs' }).click()
  await expect(row).toContainText('Cancelled')
})
