import { afterAll, describe, expect, it } from 'vitest'
import { emptyGraph } from '@/flow/graph/graph'
import { testDatabase, testWorkspace } from '../../db/testing'
import { createFlow } from '../flows/create'
import { setFlowEnabled } from '../flows/set-enabled'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { draw, smallGraph } from '../testing'
import { publishVersion } from '../versions/publish'
import { createVariable } from './create'
import { currentVariables } from './current'
import { listVariables } from './list'
import { removeVariable } from './remove'
import { updateVariable } from './update'

const database = testDatabase()
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

describe('variables', () => {
  it('are plain values under names that mappings can use', async () => {
    const { builder } = await testWorkspace(database.owner())
    const call = { actor: builder }
    await createVariable(call, { name: 'limit', value: 1_000, note: ' When two have to approve ' })
    await createVariable(call, { name: 'people', value: ['a@acme.test', 'b@acme.test'] })
    expect(await listVariables(call)).toMatchObject([
      { name: 'limit', value: 1_000, note: 'When two have to approve', usedBy: [] },
      { name: 'people' },
    ])
    await expect(createVariable(call, { name: 'limit', value: 1 })).rejects.toThrow('a variable called limit already')
    for (const name of ['', 'Limit', '1st', 'a-b', 'in', 'true', '__proto__', 'x'.repeat(65)]) {
      await expect(createVariable(call, { name, value: 1 }), name).rejects.toThrow()
    }
    await expect(createVariable(call, { name: 'long', value: 'x'.repeat(10_001) })).rejects.toThrow('below 10,000')
  })

  it('show before and after in the audit', async () => {
    const { builder, id } = await testWorkspace(database.owner())
    const call = { actor: builder }
    const { id: variable } = await createVariable(call, { name: 'limit', value: 1_000 })
    await updateVariable(call, { id: variable, value: 2_000 })
    const events = await database.owner()`select detail from audit_event where workspace_id = ${id} and action = 'variable.changed'`
    expect(events).toEqual([{ detail: { name: 'limit', from: 1_000, to: 2_000 } }])
  })

  it('keep what somebody else changed, when only what they are for is written', async () => {
    const { builder, admin } = await testWorkspace(database.owner())
    const { id } = await createVariable({ actor: builder }, { name: 'limit', value: 1_000 })
    await updateVariable({ actor: admin }, { id, value: 2_000 })
    await updateVariable({ actor: builder }, { id, note: 'When two have to approve' })
    expect(await listVariables({ actor: builder })).toMatchObject([{ value: 2_000, note: 'When two have to approve' }])
    await updateVariable({ actor: admin }, { id, value: 3_000 })
    expect(await listVariables({ actor: builder })).toMatchObject([{ value: 3_000, note: 'When two have to approve' }])
  })

  it('are another workspace’s own', async () => {
    const [ours, theirs] = [await testWorkspace(database.owner(), 'Ours'), await testWorkspace(database.owner(), 'Theirs')]
    await createVariable({ actor: ours.builder }, { name: 'limit', value: 1 })
    await createVariable({ actor: theirs.builder }, { name: 'limit', value: 2 })
    expect(await currentVariables(ours.id)).toEqual({ limit: 1 })
  })

  it('stay while a published flow that is on reads them, and have to be there to publish one', async () => {
    const { builder } = await testWorkspace(database.owner())
    const call = { actor: builder }
    const { id: flowId } = await createFlow(call, { name: 'Limits' })
    await draw(call, flowId, { ...emptyGraph(), ...smallGraph('Up to {{ vars.limit }}') })
    await expect(publishVersion(call, { flowId })).rejects.toMatchObject({
      code: 'invalid',
      problems: [expect.objectContaining({ message: 'There is no variable called limit.', hint: 'Add it under Variables.' })],
    })
    const { id } = await createVariable(call, { name: 'limit', value: 1_000 })
    await publishVersion(call, { flowId })
    expect(await listVariables(call)).toMatchObject([{ name: 'limit', usedBy: [{ name: 'Limits', enabled: true }] }])
    await expect(removeVariable(call, { id })).rejects.toThrow('“Limits” reads this variable.')
    await setFlowEnabled(call, { id: flowId, enabled: false })
    await removeVariable(call, { id })
    expect(await listVariables(call)).toEqual([])
  })
})
