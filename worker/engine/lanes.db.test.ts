import { describe, expect, it } from 'vitest'
import type { Node } from '@/flow/graph/graph'
import { newId } from '@/server/db/id'
import { setFlowLane } from '@/server/services/flows/set-lane'
import { setFlowPaused } from '@/server/services/flows/set-paused'
import { insertRuns } from '@/server/services/intake/insert-runs'
import { setWorkspaceLimit } from '@/server/services/workspaces/set-limit'
import { startWorker } from '../start'
import { ended, testWorld } from '../testing/world'

const world = testWorld()
const set = (value: string): Partial<Node> => ({ type: 'data.set', params: { fields: [{ name: 'x', value }] } })
const call = (url: string): Partial<Node> => ({ type: 'http.request', params: { method: 'PUT', url, send: 'json', json: {} } })

type Flow = Awaited<ReturnType<typeof world.flow>>

async function accept({ workspaceId, flowId, versionId }: Flow, count: number): Promise<string[]> {
  const startedBy = { kind: 'webhook' } as const
  const intake = { workspaceId, flowId, versionId, mode: 'live', triggerNodeId: 't', startedBy, input: '{}' } as const
  const ids = Array.from({ length: count }, newId)
  for (let from = 0; from < count; from += 500) {
    await insertRuns(
      world.sql(),
      ids.slice(from, from + 500).map((id) => ({ ...intake, id })),
    )
  }
  return ids
}

describe('a paused flow', () => {
  it('accepts runs and keeps them queued, finishes what is going on, and goes on as soon as it may', async () => {
    let answer = (_: number) => {}
    const { url } = await world.sink(() => new Promise<number>((resolve) => (answer = resolve)))
    const flow = await world.flow('t → a', { a: call(url) })
    const actor = flow.workspace.operator
    const worker = await world.worker()
    const goingOn = await flow.start()
    await worker.take([goingOn])
    await world.until(goingOn, ({ nextSeq }) => nextSeq > 2)
    await setFlowPaused({ actor }, { id: flow.flowId, paused: true })
    const accepted = await flow.start()
    await worker.take([accepted])
    await worker.takeFairly()
    expect(await world.run(accepted)).toMatchObject({ status: 'queued' })
    answer(200)
    expect(await world.until(goingOn, ended)).toMatchObject({ status: 'succeeded' })

    const { stop } = await startWorker()
    await setFlowPaused({ actor }, { id: flow.flowId, paused: false })
    await world.until(accepted, ({ nextSeq }) => nextSeq > 2)
    answer(200)
    expect(await world.until(accepted, ended)).toMatchObject({ status: 'succeeded' })
    await stop()
  })
})

describe('limits', () => {
  it.each(['flow', 'workspace'] as const)(
    'let so many runs of a %s go on at once, over two workers, and all of them in the end',
    async (of) => {
      let now = 0
      let peak = 0
      const { url } = await world.sink(async () => {
        peak = Math.max(peak, ++now)
        await new Promise((resolve) => setImmediate(resolve))
        now -= 1
        return 200
      })
      const flow = await world.flow('t → a → b', { a: call(url), b: call(url) })
      const actor = flow.workspace.owner
      if (of === 'flow') await setFlowLane({ actor }, { id: flow.flowId, priority: 'normal', most: 2 })
      else await setWorkspaceLimit({ actor }, { most: 2 })
      const ids = await accept(flow, 30)
      const workers = [await world.worker(), await world.worker()]
      await Promise.all([workers[0]?.take(ids.slice(0, 15)), workers[1]?.take(ids.slice(15))])
      for (const id of ids) expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
      expect(peak).toBeLessThanOrEqual(2)
    },
  )

  it('leaves room for others also where one workspace may have more at once than a worker holds', async () => {
    const answers: ((status: number) => void)[] = []
    const { url } = await world.sink(() => new Promise<number>((resolve) => answers.push(resolve)))
    const large = await world.flow('t → a', { a: call(url) })
    const small = await world.flow('t → a', { a: set('x') })
    await accept(large, 700)
    await setFlowLane({ actor: large.workspace.owner }, { id: large.flowId, priority: 'normal', most: 10_000 })
    const worker = await world.worker()
    await worker.takeFairly()
    await worker.takeHeld()
    const [theirs = ''] = await accept(small, 1)
    await worker.takeFairly()
    expect(await world.until(theirs, ended)).toMatchObject({ status: 'succeeded' })
    expect(await world.sql()`select from run where flow_id = ${large.flowId} and owner = ${worker.id}`).toHaveLength(450)
  })
})

describe('fairness', () => {
  it('one workspace with ten thousand queued runs delays another’s by little more than what is in hand', async () => {
    const large = await world.flow('t → a', { a: set('x') })
    const small = await world.flow('t → a', { a: set('x') })
    await accept(large, 10_000)
    const theirs = await accept(small, 100)
    const worker = await world.worker()
    await worker.takeFairly()
    for (const id of theirs) expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    const [row] = await world.sql()<{ before: number }[]>`
      select count(*)::int as before from run where flow_id = ${large.flowId}
        and finished_at <= (select max(finished_at) from run where flow_id = ${small.flowId})`
    // As many of the others at most as they are themselves, and a worker's hands full.
    expect(row?.before).toBeLessThanOrEqual(100 + 500)
  })
})
