import { describe, expect, it } from 'vitest'
import { testMember } from '@/server/db/testing'
import { resolveEffect } from '@/server/services/runs/resolve'
import { startWorker } from '../start'
import { ended, testWorld, waiting } from '../testing/world'

const world = testWorld()
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })

describe('an unverified effect', () => {
  it.each([true, false])('goes on after a person says whether it happened: %s', async (happened) => {
    const { url, calls } = await world.sink((_, count) => (count === 1 ? 0 : 200))
    const { start, workspaceId } = await world.flow('t → a → b', {
      a: { type: 'http.request', params: { method: 'POST', url } },
      b: set('x'),
    })
    const { stop } = await startWorker()
    const id = await start()
    await world.until(id, waiting)
    const actor = await testMember(world.sql(), workspaceId, 'operator')
    await resolveEffect({ actor }, { id, step: 'a', happened })
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(calls.length).toBe(happened ? 1 : 2)
    await stop()
  })
})
