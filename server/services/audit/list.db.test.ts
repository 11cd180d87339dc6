import { beforeEach, expect, it } from 'vitest'
import { newId } from '../../db/id'
import { inWorkspace } from '../../db/tenancy'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { record } from '../../governance/audit'
import { createFlow } from '../flows/create'
import { moveFlow } from '../flows/move'
import { renameFlow } from '../flows/rename'
import { createFolder } from '../folders/create'
import { setMemberRole } from '../members/set-role'
import { startRun } from '../runs/start'
import { draw } from '../testing'
import { publishVersion } from '../versions/publish'
import { listAudit } from './list'

const database = testDatabase()
let workspace: TestWorkspace
let flowId: string
let folderId: string

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  const call = { actor: workspace.owner }
  flowId = (await createFlow(call, { name: 'Invoices' })).id
  folderId = (await createFolder(call, { name: 'Finance' })).id
  await renameFlow({ actor: workspace.builder }, { id: flowId, name: 'Bills' })
  await moveFlow(call, { id: flowId, folderId })
  await draw(call, flowId)
  await publishVersion(call, { flowId })
  await startRun({ actor: workspace.operator }, { flowId })
  await setMemberRole(call, { userId: workspace.viewer.userId, role: 'auditor' })
  await inWorkspace(workspace.id, (tx) =>
    record(tx, { kind: 'system', workspaceId: workspace.id, reason: 'A mail was refused' }, 'mail.refused', { type: 'flow', id: flowId }),
  )
})

const list = (input: Parameters<typeof listAudit>[1] = {}) => listAudit({ actor: workspace.auditor }, input)
const actions = async (input: Parameters<typeof listAudit>[1]) => (await list(input)).items.map(({ action }) => action)

it('tells who did what to what, by today’s names, the newest first', async () => {
  const { items, names } = await list()
  expect(items.map(({ action }) => action)).toEqual([
    'mail.refused',
    'member.role-changed',
    'run.started',
    'version.published',
    'draft.edited',
    'flow.moved',
    'flow.renamed',
    'folder.created',
    'flow.created',
  ])
  expect(names).toMatchObject({ [flowId]: 'Bills', [folderId]: 'Finance', [workspace.viewer.userId]: 'Viewer' })
  const renamed = items.find(({ action }) => action === 'flow.renamed')
  expect(renamed).toMatchObject({
    actor: { kind: 'member', name: 'Builder', role: 'builder' },
    detail: { from: 'Invoices', to: 'Bills' },
    flowId,
    link: null,
  })
  expect(items.find(({ action }) => action === 'run.started')).toMatchObject({ flowId })
})

it('knows the flow of an approval by its run', async () => {
  const [started] = (await list({ actions: ['run.started'] })).items
  const runId = started?.resource.id ?? ''
  await inWorkspace(workspace.id, (tx) =>
    record(tx, workspace.approver, 'approval.decided', { type: 'approval', id: newId() }, { runId, decision: 'approved' }),
  )
  expect((await list({ actions: ['approval.decided'] })).items).toMatchObject([{ flowId }])
})

it('filters by who, what, which and when', async () => {
  expect(await actions({ actor: workspace.builder.userId })).toEqual(['flow.renamed'])
  expect(await actions({ actor: 'system' })).toEqual(['mail.refused'])
  await inWorkspace(workspace.id, async (tx) => {
    await record(tx, { kind: 'system', workspaceId: workspace.id, reason: 'A run ended' }, 'run.sealed', { type: 'run', id: newId() })
    const guest = { kind: 'guest', workspaceId: workspace.id, address: 'finance@outside.test' } as const
    await record(tx, guest, 'approval.decided', { type: 'approval', id: newId() })
  })
  expect(await actions({ actor: 'people', limit: 3 })).toEqual(['approval.decided', 'member.role-changed', 'run.started'])
  expect(await actions({ actor: 'people' })).toHaveLength(9)
  expect(await actions({ actions: ['flow.created', 'folder.created'] })).toEqual(['folder.created', 'flow.created'])
  expect(await actions({ actions: [] })).toEqual([])
  expect(await actions({ resourceId: folderId })).toEqual(['folder.created'])
  expect(await actions({ since: new Date(Date.now() + 60_000) })).toEqual([])
  expect(await actions({ before: new Date(Date.now() - 60_000) })).toEqual([])
  expect(await actions({ since: new Date(Date.now() - 60_000), before: new Date(Date.now() + 60_000) })).toHaveLength(11)
})

it('pages without a gap or a double', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await list({ limit: 4, cursor })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(seen).toHaveLength(9)
  expect(new Set(seen).size).toBe(9)
  expect((await list({ cursor: newId() })).items).toHaveLength(9)
})
