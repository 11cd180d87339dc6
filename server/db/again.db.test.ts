import { eq, sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { createFlow } from '../services/flows/create'
import { emptyFlow } from '../services/testing'
import { flow } from './schema'
import { inWorkspace, type Tx } from './tenancy'
import { testDatabase } from './testing'

const database = testDatabase()

type Mark = ReturnType<typeof mark>

function mark() {
  let set = () => {}
  const reached = new Promise<void>((resolve) => {
    set = resolve
  })
  return { reached, set }
}

it('does a transaction again that was broken off because it and another waited for each other', async () => {
  const { workspace, flowId: first } = await emptyFlow(database.owner())
  const { id: second } = await createFlow({ actor: workspace.builder }, { name: 'Another' })
  const [one, other] = [mark(), mark()]
  let begun = 0
  const rename = (tx: Tx, id: string, name: string) =>
    tx
      .update(flow)
      .set({ name: sql`${flow.name} || ${name}` })
      .where(eq(flow.id, id))
  const both = (its: Mark, others: Mark, [a, b]: [string, string], name: string) =>
    inWorkspace(workspace.id, async (tx) => {
      begun += 1
      await rename(tx, a, name)
      its.set()
      await others.reached
      await rename(tx, b, name)
      return name
    })
  expect(await Promise.all([both(one, other, [first, second], ' A'), both(other, one, [second, first], ' B')])).toEqual([' A', ' B'])
  expect(begun).toBe(3)
  const names = await database.owner()<{ name: string }[]>`select name from flow where id in (${first}, ${second})`
  for (const { name } of names) expect(name).toMatch(/ A B$| B A$/)
})

it('does nothing again that failed for another reason', async () => {
  const { workspace } = await emptyFlow(database.owner())
  let begun = 0
  const failing = inWorkspace(workspace.id, async (tx) => {
    begun += 1
    await tx.execute(sql`select 1 / 0`)
  })
  await expect(failing).rejects.toThrow()
  expect(begun).toBe(1)
})
