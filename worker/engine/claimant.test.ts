import type { Sql } from 'postgres'
import { expect, it } from 'vitest'
import { Claimant } from './claimant'

type Answer = (rows: readonly object[]) => void

/** A Postgres at the other end of a slow line: what is asked is answered when the test says so. */
function slowLine() {
  const asked: Answer[] = []
  let told = () => {}
  // Parts of a statement come as statements too, and are waited for by nobody.
  const sql = ([text = '']: readonly string[]) =>
    new Promise((answer: Answer) => {
      if (!text.includes('with recursive')) return
      asked.push(answer)
      told()
    })
  return {
    sql: sql as unknown as Sql, // all that a claim needs of it
    async nextAsked(): Promise<Answer> {
      const rang = new Promise<void>((resolve) => {
        told = resolve
      })
      if (asked.length === 0) await rang
      return asked.shift() as Answer // there is one now
    },
  }
}

const NOTHING_YET = { id: null, held: false, full: true, next: null }
const A_RUN = { id: 'r', workspaceId: 'w', held: false, full: false, next: null }

it('that leaves has begun what it was just taking, also what it takes after a pause', async () => {
  const { sql, nextAsked } = slowLine()
  const seen: string[] = []
  const claimant = new Claimant(sql, 'me', async () => void seen.push('begun'))
  const first = claimant.takeFairly()
  ;(await nextAsked())([NOTHING_YET])
  await first
  // More is queued, so the next look comes a moment later, by itself.
  await claimant.takeFairly()
  const answer = await nextAsked()
  const left = claimant.leave().then(() => seen.push('left'))
  answer([A_RUN])
  await left
  expect(seen).toEqual(['begun', 'left'])
})
