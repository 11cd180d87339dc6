import { describe, expect, it } from 'vitest'
import { ended, testWorld } from '../testing/world'

const world = testWorld()
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })

describe('stopping', () => {
  it('hands back what has not ended; another worker finishes it', async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const { url, calls } = await world.sink(async () => {
      await answered
      return 200
    })
    const { start } = await world.flow('t → a → b', { a: { type: 'http.request', params: { method: 'POST', url } }, b: set('x') })
    const id = await start()
    const engine = await world.worker()
    await engine.take([id])
    await world.until(id, ({ nextSeq }) => nextSeq > 2)
    const stopped = engine.stop(10_000)
    answer()
    await stopped
    expect(await world.run(id)).toMatchObject({ status: 'queued', owner: null, losses: 0 })
    expect(await world.sql()`select from worker where id = ${engine.id}`).toHaveLength(0)
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(calls).toHaveLength(1)
  })

  it('hands back what it was about to take, too', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    const engine = await world.worker()
    const taken = engine.takeFairly()
    await engine.stop(10_000)
    expect(await world.run(id)).toMatchObject({ status: 'queued', owner: null, epoch: 1 })
    await taken
  })
})
