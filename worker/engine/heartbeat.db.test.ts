import { expect, it, vi } from 'vitest'
import { newId } from '@/server/db/id'
import { testDatabase } from '@/server/db/testing'
import { DbClock } from './db-clock'
import { Heartbeat } from './heartbeat'

const database = testDatabase()

it('trusts its lease only as long as the last beat is fresh, and takes the database’s time', async () => {
  const sql = database.owner()
  const clock = new DbClock()
  const id = newId()
  const heartbeat = new Heartbeat(sql, id, clock)
  expect(heartbeat.holds()).toBe(false)
  await heartbeat.start()
  expect(heartbeat.holds()).toBe(true)
  const [row] = await sql<{ now: Date }[]>`select now()`
  expect(Math.abs(clock.now() - (row?.now.getTime() ?? 0))).toBeLessThan(100)

  // As after SIGSTOP: the clock went on, no beat was made.
  const real = performance.now.bind(performance)
  const later = vi.spyOn(performance, 'now').mockImplementation(() => real() + 7_001)
  expect(heartbeat.holds()).toBe(false)
  later.mockRestore()

  await heartbeat.stop()
  expect(heartbeat.holds()).toBe(false)
  expect(await sql`select from worker where id = ${id}`).toHaveLength(0)
})
