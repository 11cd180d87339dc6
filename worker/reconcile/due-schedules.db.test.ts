import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { testWorld } from '../testing/world'
import { schedulesPutOff, startDueSchedules } from './due-schedules'

const world = testWorld()
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })

/** So seldom that no other slot comes between two looks of a test. */
const MONTHLY = { unit: 'cron', cron: '0 0 1 * *' }

function firstOfMonth(back: number): string {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)).toISOString()
}

describe('schedules', () => {
  async function scheduled(config: JsonObject, nextAt: string) {
    const flow = await world.flow('t → a', { t: { type: 'trigger.schedule', params: config }, a: set('{{ trigger.scheduledFor }}') })
    const id = newId()
    await world.sql()`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled, next_at)
      values (${id}, ${flow.workspaceId}, ${flow.flowId}, ${flow.versionId}, 't', 'schedule', ${world.sql().json(config)}, true, ${nextAt})`
    const slots = () => world.sql()<{ key: string }[]>`select key from delivery where trigger_id = ${id} order by key`
    return { id, slots }
  }

  it('start once for each slot, however many workers look', async () => {
    const due = firstOfMonth(0)
    const { slots, id } = await scheduled(MONTHLY, due)
    await Promise.all(Array.from({ length: 5 }, () => startDueSchedules(world.sql())))
    await startDueSchedules(world.sql())
    expect(await slots()).toEqual([{ key: due }])
    expect(await world.sql()`select from trigger where id = ${id} and next_at > now()`).toHaveLength(1)
  })

  it('make up for each missed slot, or none, where that is wished for; two workers and a restart double none', async () => {
    const since = firstOfMonth(6)
    const each = await scheduled({ ...MONTHLY, catchUp: 'each', catchUpMost: 4 }, since)
    const skipping = await scheduled({ ...MONTHLY, catchUp: 'skip' }, since)
    await Promise.all(Array.from({ length: 3 }, () => startDueSchedules(world.sql())))
    const missed = [3, 2, 1, 0].map(firstOfMonth)
    expect((await each.slots()).map(({ key }) => key)).toEqual(missed)
    // What was late by more than five minutes when it was looked at is left out.
    for (const { key } of await skipping.slots()) expect(key).toBe(missed.at(-1))
    // As after a restore: the row is behind, the deliveries know better.
    await world.sql()`update trigger set next_at = ${since} where id = ${each.id}`
    await startDueSchedules(world.sql())
    expect((await each.slots()).map(({ key }) => key)).toEqual(missed)
  })

  it('that can’t start keep no younger ones from starting, however many they are', async () => {
    const broken = await scheduled({ unit: 'never' }, firstOfMonth(3))
    const due = firstOfMonth(0)
    const whole = await scheduled(MONTHLY, due)
    const putOff = schedulesPutOff()
    await startDueSchedules(world.sql(), { putOff, most: 1 })
    expect(putOff.names()).toEqual([broken.id])
    await startDueSchedules(world.sql(), { putOff, most: 1 })
    expect([await broken.slots(), await whole.slots()]).toEqual([[], [{ key: due }]])
    await world.sql()`update trigger set enabled = false where id = ${broken.id}`
  })

  it('make up for the latest missed slot only', async () => {
    const asked = Date.now()
    const { slots } = await scheduled({ unit: 'minutes', every: 10 }, new Date(asked - 86_400_000).toISOString())
    await startDueSchedules(world.sql())
    const [slot, ...others] = await slots()
    expect(others).toEqual([])
    expect(Date.parse(slot?.key ?? '')).toBeGreaterThan(asked - 600_000)
  })
})
