import { expect, it, vi } from 'vitest'
import { newId } from '@/server/db/id'
import { testDatabase } from '@/server/db/testing'
import { DbClock } from './db-clock'
import { Heartbeat } from './heartbeat'
import { loopPulse } from './pulse/loop-pulse'

const database = testDatabase()

it('trusts its lease only as long as the last beat is fresh, and takes the database’s time', async () => {
  const sql = database.owner()
  const clock = new DbClock()
  const id = newId()
  const heartbeat = new Heartbeat({ sql, pulse: loopPulse(sql, { id, host: 'test' }), id, clock })
  expect(heartbeat.holds()).toBe(false)
  await heartbeat.start()
  expect(heartbeat.holds()).toBe(true)
  const before = clock.now()
  const [row] = await sql<{ now: Date }[]>`select now()`
  expect(row?.now.getTime()).toBeGreaterThan(before - 1_000)
  expect(row?.now.getTime()).toBeLessThan(clock.now() + 1_000)

  // As after SIGSTOP: the clock went on, no beat was made.
  const real = performance.now.bind(performance)
  const later = vi.spyOn(performance, 'now').mockImplementation(() => real() + 3_501)
  expect(heartbeat.holds()).toBe(false)
  later.mockRestore()

  await heartbeat.stop()
  expect(heartbeat.holds()).toBe(false)
  expect(await sql`select from worker where id = ${id}`).toHaveLength(0)
})

it('says nothing of others until it has been heard steadily itself', async () => {
  let beatAt = (_asked: number) => {}
  const pulse = {
    async start(heard: (beat: { databaseNow: Date; asked: number; answered: number }) => void) {
      beatAt = (asked) => heard({ databaseNow: new Date(), asked, answered: asked })
    },
    stop: async () => {},
  }
  const heartbeat = new Heartbeat({ sql: database.owner(), pulse, id: newId(), clock: new DbClock() })
  await heartbeat.start()
  expect(heartbeat.mayJudge()).toBe(false)
  const now = vi.spyOn(performance, 'now')
  const at = (ms: number) => {
    now.mockReturnValue(1_000_000 + ms)
    beatAt(1_000_000 + ms)
    return heartbeat.mayJudge()
  }
  expect([at(0), at(1_000)]).toEqual([true, true])
  // Ten seconds without the database.
  expect([at(11_000), at(13_000), at(15_000), at(16_000)]).toEqual([false, false, false, true])
  now.mockRestore()
})
