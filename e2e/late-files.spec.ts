import { expect, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { holdBack } from './support/hold-back'
import { ownWorkspace, signInToDemo } from './support/people'

/** What happens while files are on their way. */
const STEPS: Parameters<typeof flowInARow>[3] = [
  { type: 'trigger.manual', label: 'Files dropped', params: { asks: 'files' } },
  { type: 'data.set', label: 'Keep', params: { fields: [{ name: 'a', value: 'b' }] } },
]
const FILE = { name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('Ten boxes of paper') }
const uploads = ({ pathname }: URL) => pathname.startsWith('/api/files/')

test('whoever closes the dialog while files are on their way starts nothing, and is told so', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Thought better')
  const flowId = await flowInARow(page, workspace, 'Read orders', STEPS)
  await callApi(page, workspace, 'versions.publish', { flowId })
  await page.goto(`/w/${workspace}/flows`)
  await page.getByRole('link', { name: 'Read orders' }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Run now' }).click()
  const dialog = page.getByRole('dialog', { name: 'Run Read orders' })
  const letGo = await holdBack(page, uploads)
  const started: string[] = []
  page.on('request', (request) => void (/runs\.start/.test(request.url()) && started.push(request.url())))
  await dialog.getByLabel('Drop files here').setInputFiles(FILE)
  await expect(dialog).toContainText('On its way')
  await page.keyboard.press('Escape')
  letGo()
  await expect(page.getByText('Nothing was started.')).toBeVisible()
  await page.goto(`/w/${workspace}/runs`)
  await expect(page.getByText('Nothing has run yet')).toBeVisible()
  expect(started).toEqual([])
})

test('files run the version that is live once they have arrived, and it is said which', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Replaced')
  const flowId = await flowInARow(page, workspace, 'Read orders', STEPS)
  await callApi(page, workspace, 'versions.publish', { flowId })
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const zone = page.getByRole('region', { name: 'Start with files' })
  await expect(zone).toContainText('runs version 1 for real')
  const letGo = await holdBack(page, uploads)
  await zone.getByLabel('Drop files here to start').setInputFiles(FILE)
  await expect(zone).toContainText('On its way')
  await callApi(page, workspace, 'versions.publish', { flowId })
  letGo()
  await expect(page.getByText('Version 2 went live meanwhile: that is what runs.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Run' }).getByText('Done')).toBeVisible()
  await expect(new EditorOnPage(page).step('Keep')).toBeVisible()
})
