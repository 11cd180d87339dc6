import { describe, expect, it } from 'vitest'
import { newId } from '@/server/db/id'
import { ended, testWorld, waiting } from '../testing/world'

const world = testWorld()
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const wait = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }

describe('the variables of a run', () => {
  async function withRate(text: string, nodes: Parameters<typeof world.flow>[1]) {
    const flow = await world.flow(text, nodes)
    await world.sql()`insert into variable (id, workspace_id, name, value) values (${newId()}, ${flow.workspaceId}, 'rate', '19'),
      (${newId()}, ${flow.workspaceId}, 'other', '"unused"')`
    const change = (value: string) =>
      world.sql()`update variable set value = ${value} where workspace_id = ${flow.workspaceId} and name = 'rate'`
    return { ...flow, change }
  }

  it('are what they were when it began, however long it waits and whoever goes on with it', async () => {
    const { start, change } = await withRate('t → a → w → b', { a: set('{{ vars.rate }}'), w: wait, b: set('{{ vars.rate + 1 }}') })
    const id = await start()
    await (await world.worker()).take([id])
    await world.until(id, waiting)
    await change('7')
    await world.sql()`update wait set fired_at = now() where run_id = ${id}`
    await world.sql()`update run set status = 'queued' where id = ${id}`
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    const events = await world.events(id)
    expect(events.filter(({ type }) => type === 'run.pinned')).toEqual([expect.objectContaining({ vars: { rate: 19 } })])
    expect(events).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'b', output: { v: 20 } }))
    const later = await start()
    await (await world.worker()).take([later])
    await world.until(later, waiting)
    expect(await world.events(later)).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'a', output: { v: 7 } }))
  })

  it('are all of them where a name is worked out, and none where none is read', async () => {
    const computed = await withRate('t → a', { a: set('{{ vars[trigger.which] }}') })
    const id = await computed.start({ which: 'other' })
    const plain = await withRate('t → a', { a: set('x') })
    const other = await plain.start()
    await (await world.worker()).take([id, other])
    for (const each of [id, other]) await world.until(each, ended)
    expect(await world.events(id)).toContainEqual(expect.objectContaining({ type: 'run.pinned', vars: { rate: 19, other: 'unused' } }))
    expect((await world.events(other)).map(({ type }) => type)).not.toContain('run.pinned')
  })

  it('fail the step in words when one is gone', async () => {
    const { start } = await withRate('t → a', { a: set('{{ vars.gone }}') })
    const id = await start()
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('gone') } })
  })
})

it('keeps values between runs, counted once each', async () => {
  const { start, workspaceId } = await world.flow('t → n → l', {
    n: { type: 'state.increment', params: { key: 'n-{{ trigger.who }}', by: 1 } },
    l: { type: 'state.append', params: { key: 'list', value: '{{ steps.n.value }}', most: 2 } },
  })
  const engine = await world.worker()
  for (let at = 0; at < 3; at++) {
    const id = await start({ who: 'a' })
    await engine.take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  }
  expect(await world.sql()`select key, value from state_item where workspace_id = ${workspaceId} order by key`).toEqual([
    { key: 'list', value: [2, 3] },
    { key: 'n-a', value: 3 },
  ])
})
