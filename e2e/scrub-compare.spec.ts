import { expect, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { expectClean } from './support/axe'
import { EditorOnPage, expectStep } from './support/editor'
import { flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const STEPS = [
  { type: 'trigger.manual', label: 'Start' },
  { type: 'data.set', label: 'Extract', params: { fields: [{ name: 'total', value: '{{ trigger.amount }}' }] } },
  { type: 'data.set', label: 'Bill', params: { fields: [{ name: 'gross', value: '{{ steps.step1.total * 2 }}' }] } },
]

async function runsOf(page: Page, workspace: string, inputs: readonly { amount: number | null }[]): Promise<string[]> {
  const flowId = await flowInARow(page, workspace, 'Bills', STEPS)
  await callApi(page, workspace, 'versions.publish', { flowId })
  const ids: string[] = []
  const canvas = new EditorOnPage(page)
  for (const input of inputs) {
    const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.start', { flowId, input })
    await page.goto(`/w/${workspace}/runs/${runId}`)
    await expectStep(canvas.step('Bill'), input.amount === null ? 'failed' : 'completed')
    ids.push(runId)
  }
  return ids
}

test('a run is wound back and forth like a film, by keys, by the slider and by playing it', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Film')
  await runsOf(page, workspace, [{ amount: 21 }])
  const canvas = new EditorOnPage(page)
  const film = page.getByRole('toolbar', { name: 'Film of the run' })
  const slider = film.getByRole('slider', { name: 'Moment of the run' })

  await slider.fill('1')
  await expect(film).toContainText('The run starts')
  await expectStep(canvas.step('Start'), 'completed')
  await expectStep(canvas.step('Extract'), 'idle')
  await canvas.step('Bill').click({ position: { x: 100, y: 20 } })
  await expect(page.getByText('This step had not run yet.')).toBeVisible()

  await page.keyboard.press('.')
  await expect(film).toContainText('Extract starts')
  await expectStep(canvas.step('Extract'), 'running')
  await slider.press('ArrowRight')
  await expectStep(canvas.step('Extract'), 'completed')
  await expectStep(canvas.step('Bill'), 'idle')
  await slider.press('Home')
  await expectStep(canvas.step('Extract'), 'idle')

  await film.getByRole('button', { name: 'Play the film' }).click()
  await expectStep(canvas.step('Bill'), 'completed')
  await expect(film).toContainText('The run is done')
  await expect(page.getByRole('tree', { name: 'Output' })).toContainText('42')

  await slider.press('Home')
  await film.getByRole('button', { name: 'To the end' }).press('Enter')
  await expectStep(canvas.step('Bill'), 'completed')
  await expect(slider).toBeFocused()
})

test('two runs are ticked and compared: where they part comes first', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Compare')
  await runsOf(page, workspace, [{ amount: 21 }, { amount: null }])
  await page.getByRole('link', { name: 'Compare with the last good run' }).click()
  const differences = page.getByRole('region', { name: 'Differences' })
  await expect(differences.getByRole('heading').first()).toHaveText('Here they part first')
  const items = differences.getByRole('listitem')
  await expect(items).toHaveText([/Start.*Amount21 empty/, /Bill.*Before it was done, after it failed/, /Extract.*Total21 empty/])
  await expect(differences.getByRole('heading')).toHaveText(['Here they part first', 'And here it failed', 'And also'])

  await page.goto(`/w/${workspace}/runs`)
  const boxes = page.getByRole('checkbox', { name: /Select this run/ })
  await boxes.first().check()
  await boxes.nth(1).click({ modifiers: ['Shift'] })
  await page.getByRole('link', { name: 'Compare the two runs' }).click()
  await expect(differences).toContainText('Start')
  await page.getByRole('radio', { name: /Before/ }).check()
  await expectStep(new EditorOnPage(page).step('Bill'), 'completed')
})

test('an address of a run that was cut short says that nothing is there, and leads to all runs', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Cut short')
  await page.goto(`/w/${workspace}/runs/compare?a=good&b=01a21f8e`)
  await expect(page.getByRole('heading', { name: 'One of these runs is not there' })).toBeVisible()
  await page.goto(`/w/${workspace}/runs/01a21f8e-3332`)
  await expect(page.getByRole('heading', { name: 'This run is not there' })).toBeVisible()
  await page.getByRole('link', { name: 'Show all runs' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing has run yet' })).toBeVisible()
})

test('runs are found by value and time, and the way they were found is kept under a name', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Views')
  await runsOf(page, workspace, [{ amount: 4711 }, { amount: null }])
  await page.goto(`/w/${workspace}/runs`)
  await expect(page.getByRole('region', { name: 'Volume, success and duration' })).toContainText('2 runs')
  await page.getByRole('button', { name: 'Show as a table' }).click()
  await expect(page.getByRole('table', { name: 'Runs over time' })).toBeVisible()

  const value = page.getByRole('searchbox', { name: 'Value in the data' })
  await value.fill('4711')
  // Nothing is looked for before somebody says so, and it says what to press.
  await expect(page.getByRole('button', { name: 'Search', exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('checkbox', { name: /Select this run/ })).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Search', exact: true })).toHaveCount(0)
  await expect(value).toBeFocused()
  await value.fill('')
  await expect(page.getByRole('checkbox', { name: /Select this run/ })).toHaveCount(2)
  await value.fill('4711')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(page.getByRole('checkbox', { name: /Select this run/ })).toHaveCount(1)
  await page.getByRole('button', { name: 'Time: Any time' }).click()
  await page.getByRole('button', { name: 'The last 7 days' }).click()
  await expect(page).toHaveURL(/since=7d/)
  await page.getByRole('button', { name: 'Save this view' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Number 4711')
  await page.getByRole('checkbox', { name: 'For everybody in the workspace' }).check()
  await page.getByRole('button', { name: 'Save view' }).click()
  const views = page.getByRole('navigation', { name: 'Saved views' })
  await views.getByRole('link', { name: 'All runs' }).click()
  await expect(page.getByRole('checkbox', { name: /Select this run/ })).toHaveCount(2)
  await page.getByRole('checkbox', { name: 'Select all that are loaded' }).check()
  await expect(page.getByText('2 selected')).toBeVisible()
  await views.getByRole('link', { name: 'Number 4711' }).click()
  await expect(page).toHaveURL(/text=4711/)
  await test.step('what is changed in it may be meant for it', async () => {
    await page.getByRole('combobox', { name: 'Status' }).click()
    await page.getByRole('option', { name: 'Done' }).click()
    await views.getByRole('button', { name: 'Update Number 4711' }).click()
    await expect(views.getByRole('link', { name: 'Number 4711' })).toHaveAttribute('aria-current', 'page')
    await expect(views.getByRole('link', { name: 'Number 4711' })).toHaveAttribute('href', /status=succeeded/)
  })
  const doing = async (name: string) => {
    await views.getByRole('button', { name: /^Actions for the view/ }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  await test.step('it gets another name', async () => {
    await doing('Rename the view')
    await page.getByRole('textbox', { name: 'Name' }).fill('Done with 4711')
    await page.getByRole('button', { name: 'Rename', exact: true }).click()
    await expect(views.getByRole('link', { name: 'Done with 4711' })).toBeVisible()
  })
  await test.step('it is removed, and brought back', async () => {
    await doing('Remove the view')
    await expect(views.getByRole('link', { name: 'Done with 4711' })).toBeHidden()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(views.getByRole('link', { name: 'Done with 4711' })).toBeVisible()
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme })

    test('axe finds nothing on a failed run, its way back, a comparison and the list', async ({ page }) => {
      test.slow()
      await signInToDemo(page)
      const workspace = await ownWorkspace(page, `Film ${colorScheme}`)
      await runsOf(page, workspace, [{ amount: 21 }, { amount: null }])
      await page.getByRole('button', { name: 'Walk back' }).click()
      await page.keyboard.press(',')
      await expect(page.getByRole('button', { name: 'To the end' })).toBeVisible()
      await expectClean(page, 'a moment of a run')
      await page.getByRole('button', { name: 'To the end' }).click()
      await expectClean(page, 'a failed run')
      await page.getByRole('link', { name: 'Compare with the last good run' }).click()
      await expect(page.getByRole('region', { name: 'Differences' })).toBeVisible()
      await expectClean(page, 'two runs compared')
      await page.goto(`/w/${workspace}/runs?status=failed`)
      await expect(page.getByRole('region', { name: 'Volume, success and duration' })).toBeVisible()
      await page.getByRole('button', { name: 'Show as a table' }).click()
      await expectClean(page, 'the list with its chart as a table')
    })
  })
}
