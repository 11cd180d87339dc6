import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { TEMPLATES } from '../../templates/catalogue'
import { getFlow } from '../flows/get'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { listTemplates } from './list'
import { useTemplate } from './use'

const database = testDatabase()
let workspace: TestWorkspace

beforeAll(async () => {
  workspace = await testWorkspace(database.owner())
})
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

describe('templates', () => {
  it('tell what they do', async () => {
    const listed = await listTemplates({ actor: workspace.viewer })
    expect(listed.map(({ id }) => id)).toEqual(TEMPLATES.map(({ id }) => id))
    for (const { story, types } of listed) {
      expect(story.length).toBeGreaterThan(1)
      expect(types.length).toBeGreaterThan(1)
    }
  })

  it.each(TEMPLATES.map(({ id, title }) => ({ id, title })))('$title is live with one call', async ({ id, title }) => {
    const call = { actor: workspace.builder }
    const { flowId, live } = await useTemplate(call, { id })
    expect(live).toBe(true)
    expect(await getFlow(call, { id: flowId })).toMatchObject({ name: title, liveVersion: { number: 1 }, draftChanged: false })
    const [event] = await database.owner()`select detail from audit_event where action = 'flow.created' and resource_id = ${flowId}`
    expect(event).toMatchObject({ detail: { template: id } })
  })

  it('are for those who may draw', async () => {
    await expect(useTemplate({ actor: workspace.viewer }, { id: 'sort-invoices' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(useTemplate({ actor: workspace.builder }, { id: 'nothing' })).rejects.toMatchObject({ code: 'not_found' })
  })
})
