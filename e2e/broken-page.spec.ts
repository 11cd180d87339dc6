import { expect, type Page, test } from '@playwright/test'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { asks, holdBack } from './support/hold-back'
import { ownWorkspace, signInToDemo } from './support/people'

test('a page that broke says of one’s work what is true', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Broken page')
  const flowId = await flowInARow(page, workspace, 'Draws', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Keep' },
  ])
  const editor = new EditorOnPage(page)
  const broken = page.getByRole('alert').filter({ hasText: 'This page could not be shown' })
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  await editor.select('Keep')
  const letGo = await holdBack(page, 'drafts.push')
  await editor.rename('Kept here')
  await breakPublishing(page)
  await expect(broken).toContainText('What you changed last is kept in this browser')
  letGo()
  await broken.getByRole('button', { name: 'Try again' }).click()
  await expect(editor.step('Kept here')).toBeVisible()
})

/** What no server of ours answers takes the page down. */
async function breakPublishing(page: Page): Promise<void> {
  const answer = (one: string) =>
    one === 'drafts.contributions' ? { result: { data: { json: { stretches: 1, people: null } } } } : undefined
  await page.route(asks('drafts.contributions'), async (route) => {
    const asked = new URL(route.request().url()).pathname.split('/').at(-1)?.split(',') ?? []
    const response = await route.fetch()
    const answers = await response.json()
    const all = Array.isArray(answers) ? answers : [answers]
    const changed = asked.map((one, at) => answer(one) ?? all[at])
    await route.fulfill({ response, json: Array.isArray(answers) ? changed : changed[0] })
  })
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
}
