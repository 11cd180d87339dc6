import { expect, type Locator, type Page, test } from '@playwright/test'
import { callApi } from './support/api'
import { type Drawn, flowInARow } from './support/flows'
import { ownWorkspace, signInToDemo } from './support/people'

const ROW = 20
const MANY = 200
const FAILS = 100

test('a run of a flow that is too large for words is seen from afar: what is done, what failed, what it never came to', async ({
  page,
}) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Afar')
  const flowId = await largeFlow(page, workspace)
  const { runId } = await callApi<{ runId: string }>(page, workspace, 'runs.test', { flowId, input: { price: 'a lot' } })
  await page.goto(`/w/${workspace}/runs/${runId}`)
  await expect(page.getByRole('heading', { name: 'Step 100 failed' })).toBeVisible()
  await expectSeen(page, { step50: 'ok-soft', step100: 'bad', step150: 'surface' })

  await test.step('also where the view was moved to, and in the other theme', async () => {
    await page.mouse.move(600, 400)
    await page.mouse.wheel(150, 60)
    await expectSeen(page, { step50: 'ok-soft', step100: 'bad', step150: 'surface' })
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectSeen(page, { step50: 'ok-soft', step100: 'bad', step150: 'surface' })
  })

  await test.step('and as it was before it failed', async () => {
    await page.getByRole('slider', { name: 'Moment of the run' }).press('Home')
    await expectSeen(page, { step50: 'surface', step100: 'surface' })
  })
})

test('going near a large flow gives its steps their words, and going back makes them boxes again, all of them', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'In and out')
  await page.goto(`/w/${workspace}/flows/${await largeFlow(page, workspace)}`)
  const [cards, boxes] = [page.locator('.react-flow__node'), page.locator('.canvas-far-card')]
  await expect(boxes).toHaveCount(MANY)
  await page.mouse.move(700, 450)
  await countFramesOfMoving(page)

  await turnUntil(page, -120, async () => (await boxes.count()) < MANY)
  await expect(boxes).toHaveCount(0)
  expect(await cards.count()).toBeLessThan(MANY)
  await turnUntil(page, 120, async () => (await boxes.count()) === MANY)

  await test.step('and what is to be shifted only is a layer of its own from one turn of the wheel to the next', async () => {
    expect(await page.evaluate(() => document.body.dataset.framesOfMoving)).toBeDefined()
    await expect(page.locator('.canvas-moving')).toHaveCount(0)
  })
})

test('what is dragged from afar goes with the pointer, its lines too, and stays where it is let go', async ({ page }) => {
  await signInToDemo(page)
  const workspace = await ownWorkspace(page, 'Dragged')
  await page.goto(`/w/${workspace}/flows/${await largeFlow(page, workspace)}`)
  await expect(page.locator('.canvas-far-card')).toHaveCount(MANY)
  const card = page.locator('.react-flow__nodes > [data-id="step50"]')
  const copy = page.locator('.canvas-lifted .react-flow__node')
  const home = await middleOf(card)
  const dragBy = async (by: { x: number; y: number }) => {
    await page.mouse.move(home.x, home.y)
    await page.mouse.down()
    await page.mouse.move(home.x + by.x, home.y + by.y, { steps: 8 })
  }
  /** To the grid and what it lines up with, in pixels of the screen. */
  const near = (at: { x: number; y: number }) => async () => {
    const { x, y } = await middleOf((await copy.count()) > 0 ? copy : card)
    expect(Math.hypot(x - at.x, y - at.y)).toBeLessThan(9)
  }

  await test.step('a copy of it is moved, with the two lines that lead to it and from it', async () => {
    await dragBy({ x: 60, y: 90 })
    await expect(near({ x: home.x + 60, y: home.y + 90 })).toPass()
    await expect(card).toHaveCSS('opacity', '0')
    await expect(page.locator('.canvas-lifted > svg > path')).toHaveAttribute('d', /^M[^M]+M[^M]+$/)
  })

  await test.step('and it stands there itself when it is let go, until that is undone', async () => {
    await page.mouse.up()
    await expect(copy).toHaveCount(0)
    await expect(card).toHaveCSS('opacity', '1')
    await expect(near({ x: home.x + 60, y: home.y + 90 })).toPass()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(near(home)).toPass()
  })

  await test.step('nothing is left of it where it is deleted meanwhile', async () => {
    await dragBy({ x: 40, y: -60 })
    await expect(copy).toBeVisible()
    await page.keyboard.press('Delete')
    await expect(copy).toHaveCount(0)
    await page.mouse.move(home.x, home.y)
    await page.mouse.up()
    await expect(copy).toHaveCount(0)
    await expect(card).toHaveCount(0)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(card).toHaveCSS('opacity', '1')
    await expect(near(home)).toPass()
  })
})

async function middleOf(element: Locator) {
  const box = await element.boundingBox()
  if (!box) throw new Error('It is not on the page')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Frames that are drawn while the canvas is marked as one that moves. */
function countFramesOfMoving(page: Page) {
  return page.evaluate(() => {
    requestAnimationFrame(function count() {
      const { dataset } = document.body
      if (document.querySelector('.canvas-moving')) dataset.framesOfMoving = String(Number(dataset.framesOfMoving ?? 0) + 1)
      requestAnimationFrame(count)
    })
  })
}

/** Zooms until it is so. */
async function turnUntil(page: Page, by: number, isSo: () => Promise<boolean>) {
  await page.keyboard.down('Control')
  await expect(async () => {
    await page.mouse.wheel(0, by)
    expect(await isSo()).toBe(true)
  }).toPass({ timeout: 20_000, intervals: [50] })
  await page.keyboard.up('Control')
}

function largeFlow(page: Page, workspace: string): Promise<string> {
  return flowInARow(
    page,
    workspace,
    'Large',
    Array.from({ length: MANY }, (_, at): Drawn => {
      const position = { x: (at % ROW) * 276, y: Math.floor(at / ROW) * 160 }
      if (at === 0) return { type: 'trigger.manual', label: 'Start', position }
      const value = at === FAILS ? '{{ trigger.price * 2 }}' : at
      return { type: 'data.set', params: { fields: [{ name: 'n', value }] }, label: `Step ${at}`, position }
    }),
  )
}

/** The colours, by their names, that are painted in the middle of these steps. */
async function expectSeen(page: Page, colours: Record<string, string>) {
  await expect(async () => {
    for (const [id, name] of Object.entries(colours)) expect(await paintedIn(page, id), id).toEqual(await colourOf(page, name))
  }).toPass({ timeout: 20_000 })
}

function paintedIn(page: Page, id: string) {
  return page.evaluate((step) => {
    const surface = document.querySelector<HTMLCanvasElement>('.canvas-far-states')
    const card = document.querySelector(`.react-flow__node[data-id="${step}"]`)?.getBoundingClientRect()
    const around = surface?.getBoundingClientRect()
    if (!surface || !card || !around) return null
    const scale = surface.width / around.width
    const [x, y] = [(card.x + card.width / 2 - around.x) * scale, (card.y + card.height / 2 - around.y) * scale]
    return [...(surface.getContext('2d')?.getImageData(Math.round(x), Math.round(y), 1, 1).data ?? [])]
  }, id)
}

function colourOf(page: Page, name: string) {
  return page.evaluate((token) => {
    const one = new OffscreenCanvas(1, 1).getContext('2d')
    const element = document.body.appendChild(document.createElement('i'))
    element.style.color = `var(--${token})`
    if (one) one.fillStyle = getComputedStyle(element).color
    element.remove()
    one?.fillRect(0, 0, 1, 1)
    return [...(one?.getImageData(0, 0, 1, 1).data ?? [])]
  }, name)
}
