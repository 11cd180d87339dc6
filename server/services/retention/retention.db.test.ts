import { beforeEach, expect, it } from 'vitest'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { getRetention } from './get'
import { setRetention } from './set'

const database = testDatabase()
let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
})

it('is that of the installation until the workspace says otherwise, and again when it takes that back', async () => {
  const call = { actor: workspace.admin }
  const installation = { details: 90, runs: 1_095 }
  expect(await getRetention(call)).toEqual({ own: null, installation })
  await setRetention(call, { own: { details: 'forever', runs: 'forever' } })
  expect(await getRetention(call)).toEqual({ own: { details: 'forever', runs: 'forever' }, installation })
  await setRetention(call, { own: null })
  expect(await getRetention(call)).toEqual({ own: null, installation })
  const said = await database.owner()`
    select detail->>'from' as before, detail->>'to' as after from audit_event
    where workspace_id = ${workspace.id} and action = 'retention.changed' order by id`
  expect(said).toEqual([
    { before: 'details 90 days, runs 1095 days', after: 'details for ever, runs for ever' },
    { before: 'details for ever, runs for ever', after: 'details 90 days, runs 1095 days' },
  ])
})

it('refuses what makes no sense, or is younger than anything is removed', async () => {
  const call = { actor: workspace.owner }
  await expect(setRetention(call, { own: { details: 365, runs: 90 } })).rejects.toMatchObject({ code: 'invalid' })
  await expect(setRetention(call, { own: { details: 'forever', runs: 365 } })).rejects.toMatchObject({ code: 'invalid' })
  await expect(setRetention(call, { own: { details: 1, runs: 365 } })).rejects.toThrow()
})
