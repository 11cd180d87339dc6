import { expect, type Locator, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 700, height: 900 }

/** All cards lie within what shows them. */
async function expectAllInSight(picture: Locator): Promise<void> {
  await expect
    .poll(async () => {
      const room = await picture.boundingBox()
      const cards = await picture.locator('.react-flow__node').all()
      const boxes = await Promise.all(cards.map((card) => card.boundingBox()))
      return room !== null && boxes.length > 0 && boxes.every((box) => box && box.x >= room.x && box.x + box.width <= room.x + room.width)
    })
    .toBe(true)
}

async function expectToRefit(page: Page, picture: Locator): Promise<void> {
  await expectAllInSight(picture)
  await page.setViewportSize(NARROW)
  await expectAllInSight(picture)
  await page.setViewportSize(WIDE)
  await expectAllInSight(picture)
}

test('pictures of what changes, of the history and of two runs keep all in sight when the window changes its size', async ({ page }) => {
  test.slow()
  await page.setViewportSize(WIDE)
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Refit')
  const set = { type: 'data.set', params: { fields: [{ name: 'x', value: 1 }] } }
  const flowId = await flowInARow(page, workspace, 'In a row', [
    { type: 'trigger.manual', label: 'Start' },
    { ...set, label: 'One' },
    { ...set, label: 'Two' },
    { ...set, label: 'Three' },
  ])
  await callApi(page, workspace, 'versions.publish', { flowId })
  const runs: string[] = []
  for (const x of [1, 1, 2]) runs.push((await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input: { x } })).runId)

  await page.goto(`/w/${workspace}/flows/${flowId}`)
  const editor = new EditorOnPage(page)
  await editor.select('Two')
  await editor.write('Value', '2')
  await editor.saved()

  await test.step('what changes, also after something was written beside it', async () => {
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    const publishing = page.getByRole('dialog', { name: 'Publish' })
    await publishing.getByRole('textbox', { name: 'Note' }).fill('Two is two')
    await expectToRefit(page, publishing.getByRole('region', { name: 'What changes, drawn' }))
    await page.keyboard.press('Escape')
    await expect(publishing).toHaveCount(0)
  })

  await test.step('the history', async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await page.getByPlaceholder('Search flows, pages and actions').fill('History of the draft')
    await page.keyboard.press('Enter')
    await expectToRefit(page, page.getByRole('dialog').getByRole('region', { name: 'The flow as it was' }))
  })

  await test.step('two runs that are the same', async () => {
    await page.goto(`/w/${workspace}/runs/compare?a=${runs[0]}&b=${runs[1]}`)
    await expect(page.getByRole('heading', { name: 'Every step did the same' })).toBeVisible()
    await expectToRefit(page, page.locator('.react-flow'))
  })

  await test.step('two runs that part: where they do is read also where all of it could not be', async () => {
    await page.goto(`/w/${workspace}/runs/compare?a=${runs[0]}&b=${runs[2]}`)
    await expectAllInSight(page.locator('.react-flow'))
    await page.setViewportSize(NARROW)
    await expect.poll(async () => ((await editor.step('Start').boundingBox())?.width ?? 0) > 150).toBe(true)
    await expect(editor.step('Start')).toBeInViewport({ ratio: 1 })
  })
})
