import { idOf } from './large-flow'
import { MeasuredPage } from './measured-page'
import { zoomOn } from './movements'
import type { World } from './world'

/** One moves a step by keyboard, so many times; how long until it stands there in another's browser. */
export async function secondPerson(world: World, flow: string, times: number): Promise<number[]> {
  const [one, two] = await Promise.all([MeasuredPage.open(world, `flows/${flow}`), MeasuredPage.open(world, `flows/${flow}`)])
  try {
    const id = idOf(402)
    for (const person of [one, two]) {
      await person.ask('firstNode()')
      await person.rested()
      await zoomOn(person, id)
    }
    await one.page.bringToFront()
    const { x, y } = await one.middleOf(id)
    await one.page.mouse.click(x, y)
    const took: number[] = []
    for (let at = 0; at < times; at++) {
      const [pressed, moved] = [one.ask<number>('whenPressed()'), two.ask<number>(`whenMoved('${id}')`)]
      await one.page.waitForTimeout(250)
      await one.page.keyboard.press(`Alt+Arrow${at % 2 === 0 ? 'Down' : 'Up'}`)
      took.push((await moved) - (await pressed))
    }
    return took
  } finally {
    await Promise.all([one.close(), two.close()])
  }
}
