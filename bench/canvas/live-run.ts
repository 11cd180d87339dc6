import { callApi } from '@/e2e/support/api'
import { callingFlow } from './large-flow'
import { demand, MeasuredPage } from './measured-page'
import type { World } from './world'

const ROWS = 20
const LENGTH = 50
/** Twenty at a time and a fifth of a second each: a thousand in ten seconds. */
const ANSWER_AFTER_MS = 200

/** Frames a second while a real run lights a thousand steps; null when a step was never seen at work, or not as done. */
export async function liveRun(world: World): Promise<{ fps: number; seconds: number; missed: number }> {
  const service = await world.slowService(ANSWER_AFTER_MS)
  const flowId = await world.flow('Live', callingFlow(ROWS, LENGTH, service.url))
  await callApi(world.desk, world.workspace, 'versions.publish', { flowId })
  const { runId } = await callApi<{ runId: string }>(world.desk, world.workspace, 'runs.start', { flowId })
  const opened = await MeasuredPage.open(world, `runs/${runId}`)
  try {
    await opened.ask('firstNode()')
    await opened.page.waitForTimeout(1_500)
    const drawn = await opened.ask<number>('nodesDrawn()')
    demand(drawn === ROWS * LENGTH + 1, `${drawn} steps are in sight, not all`)
    await opened.ask('beginStates()')
    const { frames, ms } = await opened.framesDuring(async () => {
      service.open()
      await opened.page.locator('header').getByText('Done', { exact: true }).waitFor({ timeout: 120_000 })
    })
    await opened.page.waitForTimeout(300)
    const states = new Map(await opened.ask<[string, string[]][]>('states()'))
    const missed = Array.from({ length: ROWS * LENGTH }, (_, at) => states.get(`s${at + 1}`) ?? []).filter(
      (seen) => !seen.includes('running') || seen.at(-1) !== 'completed',
    )
    return { fps: (frames * 1_000) / ms, seconds: ms / 1_000, missed: missed.length }
  } finally {
    await opened.close()
  }
}
