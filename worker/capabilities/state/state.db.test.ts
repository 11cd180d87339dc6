import { describe, expect, it } from 'vitest'
import { newId } from '@/server/db/id'
import { testDatabase, testWorkspace } from '@/server/db/testing'
import { stateOf } from './state'

const database = testDatabase()

async function testFlow() {
  const sql = database.owner()
  const { id: workspaceId } = await testWorkspace(sql)
  const flowId = newId()
  await sql`insert into flow (id, workspace_id, name, created_by) values (${flowId}, ${workspaceId}, 'Test', ${newId()})`
  const by = (step = 'a', runId = newId(), mode: 'live' | 'test' = 'live') => stateOf({ workspaceId, flowId, runId, step, mode })
  return { workspaceId, flowId, by }
}

describe('what a flow keeps', () => {
  it('is there for later runs of this flow, and for no other flow or workspace', async () => {
    const { by, workspaceId } = await testFlow()
    const other = await testFlow()
    expect(await by().get('k')).toBeUndefined()
    expect(await by().change('k', { do: 'set', value: { a: [1, null] } })).toEqual({ before: undefined, after: { a: [1, null] } })
    expect(await by().get(' k ')).toEqual({ a: [1, null] })
    expect(await other.by().get('k')).toBeUndefined()
    const foreign = stateOf({ workspaceId: other.workspaceId, flowId: newId(), runId: newId(), step: 'a', mode: 'live' })
    await expect(foreign.change('k', { do: 'set', value: 1 })).rejects.toThrow()
    const rows = await database.owner()`select workspace_id as id from state_item where key = 'k'`
    expect(rows).toEqual([{ id: workspaceId }])
  })

  it('counts amounts as people do, and large whole numbers to the last digit', async () => {
    const { by } = await testFlow()
    await by().change('spent', { do: 'increment', by: 0.1 })
    expect(await by().change('spent', { do: 'increment', by: 0.2 })).toMatchObject({ after: 0.3 })
    await by().change('micros', { do: 'set', value: 1_764_185_400_123_456 })
    expect(await by().change('micros', { do: 'increment', by: 1 })).toMatchObject({ after: 1_764_185_400_123_457 })
  })

  it('counts every run once, however many count at once and however often a step is repeated', async () => {
    const { by } = await testFlow()
    const runs = Array.from({ length: 12 }, () => newId())
    const repeated = [...runs, ...runs, ...runs]
    const counted = await Promise.all(repeated.map((runId) => by('count', runId).change('n', { do: 'increment', by: 2 })))
    expect(await by().get('n')).toBe(24)
    expect(new Set(counted.map(({ after }) => after)).size).toBe(12)
    for (const [at, runId] of runs.entries()) expect(await by('count', runId).change('n', { do: 'increment', by: 2 })).toEqual(counted[at])
    // Another step, or another iteration, of the same run is a change of its own.
    await by('loop:0/count', runs[0]).change('n', { do: 'increment', by: 2 })
    await by('loop:1/count', runs[0]).change('n', { do: 'increment', by: 2 })
    expect(await by().get('n')).toBe(28)
  })

  it('holds the last entries of a list, and forgets', async () => {
    const { by } = await testFlow()
    for (const value of ['a', 'b', 'c']) await by().change('list', { do: 'append', value, most: 2 })
    expect(await by().get('list')).toEqual(['b', 'c'])
    expect(await by().change('list', { do: 'delete' })).toEqual({ before: ['b', 'c'], after: undefined })
    expect(await by().change('list', { do: 'delete' })).toEqual({ before: undefined, after: undefined })
    expect(await by().get('list')).toBeUndefined()
  })

  it('is only looked at by a test', async () => {
    const { by } = await testFlow()
    await by().change('n', { do: 'increment', by: 1 })
    expect(await by('a', newId(), 'test').change('n', { do: 'increment', by: 1 })).toEqual({ before: 1, after: 2 })
    expect(await by().get('n')).toBe(1)
  })

  it('refuses what does not fit, in words, and keeps what was there', async () => {
    const { by } = await testFlow()
    await by().change('text', { do: 'set', value: 'x' })
    await expect(by().change('text', { do: 'increment', by: 1 })).rejects.toThrow('“text” is no number')
    await expect(by().change('text', { do: 'append', value: 1, most: 5 })).rejects.toThrow('“text” is no list')
    await expect(by().change('big', { do: 'set', value: 'ü'.repeat(40_000) })).rejects.toThrow('larger than 64 KB')
    await by().change('number', { do: 'set', value: 1.7e308 })
    await expect(by().change('number', { do: 'increment', by: 1.7e308 })).rejects.toThrow('larger than a number can be')
    for (const key of ['', '  ', 'a\0b', 'x\ny', 'x'.repeat(201), '\ud800'])
      await expect(by().get(key)).rejects.toThrow('name of up to 200')
    for (const key of ['__proto__', 'constructor', 'a/b', '{{ x }}']) await by().change(key, { do: 'set', value: key })
    expect(await by().get('__proto__')).toBe('__proto__')
    expect(await by().get('text')).toBe('x')
  })

  it('is bounded in number and size', async () => {
    const { by, flowId, workspaceId } = await testFlow()
    const sql = database.owner()
    await sql`insert into state_item (workspace_id, flow_id, key, value, bytes)
      select ${workspaceId}, ${flowId}, 'k' || n, '1', 1 from generate_series(1, 1000) n`
    await expect(by().change('one more', { do: 'set', value: 1 })).rejects.toThrow('1,000 values already')
    await by().change('k1', { do: 'set', value: 2 })
    await sql`delete from state_item where flow_id = ${flowId} and key <> 'k1'`
    await sql`update state_item set bytes = ${5 * 1024 * 1024} where flow_id = ${flowId}`
    await expect(by().change('one more', { do: 'set', value: 1 })).rejects.toThrow('more than 5 MB')
    await by().change('k1', { do: 'delete' })
    await by().change('one more', { do: 'set', value: 1 })
  })
})
