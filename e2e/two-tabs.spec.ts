import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { EditorOnPage } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

test('two tabs of one person each take back their own, after a reload too, and a closed one leaves its undo to the next', async ({
  page,
  context,
}) => {
  const { other, workspace, flowId } = await takeBackTheirOwn(page, context)

  await other.close()
  await page.close()
  const next = await context.newPage()
  const again = new EditorOnPage(next)
  // A closed tab is gone when the browser has cleared it away.
  await next.goto(`/w/${workspace}/flows`)
  await expect.poll(() => next.evaluate(async () => (await navigator.locks.query()).held?.length)).toBe(0)
  await next.goto(`/w/${workspace}/flows/${flowId}`)
  const third = await context.newPage()
  await third.goto(`/w/${workspace}/flows/${flowId}`)
  await expect(new EditorOnPage(third).step('Right, there')).toBeVisible()
  // One of them has what the one closed last had left, the other what the other had: nothing is lost between them.
  const enabled = async () => [next, third].map((each) => each.getByRole('button', { name: 'Undo' }).isEnabled())
  await expect.poll(async () => (await Promise.all(await enabled())).filter(Boolean).length).toBe(1)
  const holder = (await next.getByRole('button', { name: 'Undo' }).isEnabled()) ? next : third
  await holder.getByRole('button', { name: 'Undo' }).click()
  await expect(again.step('Right')).toBeVisible()
})

// That a closed one leaves its undo here, too, undo-place.test.ts holds: how soon a browser clears a tab away cannot be asked.
test('at an address without TLS, too, where browsers have no locks', async ({ page, context }) => {
  await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }))
  await takeBackTheirOwn(page, context)
})

async function takeBackTheirOwn(page: Page, context: BrowserContext) {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Two tabs')
  const flowId = await flowInARow(page, workspace, 'Twice open', [
    { type: 'trigger.manual', label: 'Start' },
    { type: 'data.set', label: 'Left', params: { fields: [{ name: 'a', value: 'one' }] } },
    { type: 'data.set', label: 'Right', params: { fields: [{ name: 'b', value: 'two' }] } },
  ])
  const other = await context.newPage()
  const [here, there] = [new EditorOnPage(page), new EditorOnPage(other)]
  for (const each of [page, other]) await each.goto(`/w/${workspace}/flows/${flowId}`)
  await here.select('Left')
  await here.rename('Left, here')
  await there.select('Right')
  await there.rename('Right, there')
  await expect(here.step('Right, there')).toBeVisible()
  await Promise.all([here.saved(), there.saved()])

  await page.reload()
  const undo = page.getByRole('button', { name: 'Undo' })
  await undo.click()
  await expect(here.step('Left')).toBeVisible()
  await expect(here.step('Right, there')).toBeVisible()
  await expect(undo).toBeDisabled()
  await here.saved()
  return { other, workspace, flowId }
}
