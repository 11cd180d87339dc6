import { idOf } from './large-flow'
import { demand, MeasuredPage, type Point } from './measured-page'
import type { World } from './world'

type Frames = { frames: number; ms: number }

/** Frames a second while all of the flow, and then a part of it at full size, is moved and zoomed. */
export async function pan(world: World, flow: string): Promise<number> {
  const opened = await MeasuredPage.open(world, `flows/${flow}`)
  try {
    await opened.ask('firstNode()')
    await opened.rested()
    await opened.page.mouse.move(760, 430)
    const phases: Frames[] = []
    const phase = async (doing: () => Promise<void>) => {
      const before = await opened.ask('viewport()')
      phases.push(await opened.framesDuring(doing))
      demand((await opened.ask('viewport()')) !== before, 'The canvas did not move')
    }
    await phase(() => opened.wheel(1_200, around))
    await phase(() => opened.zoom(900, -30))
    await zoomTo(opened, 1)
    await phase(() => opened.wheel(1_800, around))
    await phase(() => opened.zoom(900, 30))
    return rate(phases, 'pan far, zoom in, pan near, zoom out')
  } finally {
    await opened.close()
  }
}

/** Frames a second while one step is dragged: with the whole flow in sight, then at full size. */
export async function dragOne(world: World, flow: string): Promise<number> {
  const opened = await MeasuredPage.open(world, `flows/${flow}`)
  try {
    await opened.ask('firstNode()')
    await opened.rested()
    const phases: Frames[] = []
    const drag = async (id: string, by: Point) => {
      const from = await opened.middleOf(id)
      const before = await opened.ask(`placeOf('${id}')`)
      phases.push(await opened.framesDuring(() => opened.drag(from, 1_500, by)))
      demand((await opened.ask(`placeOf('${id}')`)) !== before, 'The step did not move')
      await opened.rested()
      // Back: where it lies now another may be on top of it in the next round.
      await opened.page.keyboard.press('ControlOrMeta+z')
      await opened.rested()
    }
    await drag(idOf(370), { x: 30, y: 20 })
    // Another one: the first may lie under its neighbours now.
    await zoomOn(opened, idOf(590))
    await drag(idOf(590), { x: 60, y: -50 })
    return rate(phases, 'drag one far, near')
  } finally {
    await opened.close()
  }
}

/** Frames a second while fifty steps, marked by drawing a box around them, are dragged. */
export async function dragFifty(world: World, flow: string): Promise<number> {
  const opened = await MeasuredPage.open(world, `flows/${flow}`)
  try {
    await opened.ask('firstNode()')
    await opened.rested()
    // Ten columns of five rows, from the middle of the flow.
    const [first, last] = [
      await opened.ask<DOMRect>(`spotOf('${idOf(10 * 32 + 10)}')`),
      await opened.ask<DOMRect>(`spotOf('${idOf(14 * 32 + 19)}')`),
    ]
    const { mouse } = opened.page
    await mouse.move(first.x - 2, first.y - 2)
    await mouse.down()
    await mouse.move(last.x, last.y, { steps: 8 })
    await mouse.move(last.x + last.width + 1, last.y + last.height + 1)
    await mouse.up()
    const marked = await opened.ask<number>('selected()')
    demand(marked === 50, `${marked} steps are marked, not fifty`)
    const ids = Array.from({ length: 50 }, (_, at) => idOf((10 + Math.floor(at / 10)) * 32 + 10 + (at % 10)))
    const places = () => Promise.all(ids.map((id) => opened.ask<string>(`placeOf('${id}')`)))
    const before = await places()
    const from = await opened.middleOf(ids[22] ?? '')
    const frames = await opened.framesDuring(() => opened.drag(from, 2_000, { x: 40, y: 25 }))
    const after = await places()
    demand(
      after.every((place, at) => place !== before[at]),
      'Not all fifty moved',
    )
    return rate([frames], 'drag fifty')
  } finally {
    await opened.close()
  }
}

/** Full size, with the step where it was, however quickly the machine takes the wheel's events. */
export async function zoomOn(opened: MeasuredPage, id: string): Promise<void> {
  const { x, y } = await opened.middleOf(id)
  await opened.page.mouse.move(x, y)
  await zoomTo(opened, 1)
  await opened.page.keyboard.press('Escape')
  await opened.rested()
}

async function zoomTo(opened: MeasuredPage, zoom: number): Promise<void> {
  while ((await opened.ask<number>('zoom()')) < zoom) await opened.zoom(50, -60)
}

function around(at: number): Point {
  const turn = at * 4 * Math.PI
  return { x: Math.cos(turn) * 40, y: Math.sin(turn) * 24 }
}

function rate(phases: readonly Frames[], what: string): number {
  const perSecond = ({ frames, ms }: Frames) => (frames * 1_000) / ms
  process.stdout.write(`  ${what}: ${phases.map((phase) => perSecond(phase).toFixed(1)).join(', ')} frames a second\n`)
  const [frames, ms] = [phases.reduce((sum, phase) => sum + phase.frames, 0), phases.reduce((sum, phase) => sum + phase.ms, 0)]
  return perSecond({ frames, ms })
}
