import { expect, type Locator, test } from '@playwright/test'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { holdBack } from './support/hold-back'
import { ownWorkspace, signInToDemo } from './support/people'

test('a flow is seen before its editor is there, and stands where it was seen', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'First sight')
  const flowId = await flowInARow(page, workspace, 'Greet', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Write <b>what</b> greets everybody', params: { fields: [] } },
    { type: 'data.set', label: 'Keep', params: { fields: [] } },
  ])
  const letGo = await holdBack(page, 'drafts.open')
  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const sight = page.locator('[data-first-sight]')
  await expect(sight.getByText('Write <b>what</b> g…', { exact: true })).toBeVisible()
  await expect(page.getByRole('group', { name: /^Keep, / })).toHaveCount(0)
  // The page takes over what the server drew, while this looks.
  let seen = { x: 0, y: 0 }
  await expect(async () => {
    seen = await placeOf(sight.locator('g', { has: page.getByText('Keep', { exact: true }) }))
  }).toPass()

  letGo()
  const card = new EditorOnPage(page).step('Keep')
  await expect(card).toBeVisible()
  await expect(sight).toHaveCount(0)
  const drawn = await placeOf(card)
  expect(Math.abs(drawn.x - seen.x)).toBeLessThan(4)
  expect(Math.abs(drawn.y - seen.y)).toBeLessThan(4)
})

async function placeOf(card: Locator): Promise<{ x: number; y: number }> {
  const box = await card.boundingBox()
  if (!box) throw new Error('It is not drawn.')
  return box
}
