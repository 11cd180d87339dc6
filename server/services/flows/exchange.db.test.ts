import { beforeEach, describe, expect, it } from 'vitest'
import { graphFromDoc } from '@/flow/draft/document'
import { flowFile } from '@/flow/exchange/flow-file'
import { emptyGraph, type Node } from '@/flow/graph/graph'
import { newId } from '../../db/id'
import { inWorkspace } from '../../db/tenancy'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { createConnection } from '../connections/create'
import { createSandbox } from '../connections/create-sandbox'
import { loadDraft } from '../drafts/load-draft'
import { addFlow } from './add-flow'
import { exportFlow } from './export'
import { importFlow } from './import'
import { readImport } from './read-import'

const database = testDatabase()
let ours: TestWorkspace
let theirs: TestWorkspace
const NEEDS = { accounts: [], flows: [], people: [] }

beforeEach(async () => {
  ours = await testWorkspace(database.owner(), 'Ours')
  theirs = await testWorkspace(database.owner(), 'Theirs')
})

it('takes a flow to another workspace: what is missing there is asked for, what was typed in stays behind', async () => {
  const account = await mailbox(ours)
  const flowId = await inWorkspace(ours.id, (tx) =>
    addFlow(tx, ours.builder, { name: 'Reminders', folderId: null, graph: { ...emptyGraph(), nodes: steps(account) } }),
  )
  const file = await exportFlow({ actor: ours.builder }, { id: flowId })
  expect(JSON.stringify(file)).not.toMatch(/s3cret-key|hunter2|of a real run/)
  expect(file.leftOut).toHaveLength(2)

  const text = JSON.stringify(file)
  const here = await mailbox(theirs)
  const report = await readImport({ actor: theirs.builder }, { text })
  expect(report).toMatchObject({
    name: 'Reminders',
    steps: 2,
    gaps: [{ kind: 'account', name: 'Post', app: 'Mail', steps: ['Send'], choices: [{ id: here }], likely: here }],
  })

  const { id } = await importFlow({ actor: theirs.builder }, { text, name: 'Ours now', answers: { [account]: here } })
  const graph = await draftOf(theirs, id)
  expect(graph.nodes.map(({ id: node, connectionId }) => [node, connectionId])).toEqual([
    ['call', undefined],
    ['send', here],
  ])
  const unanswered = await importFlow({ actor: theirs.builder }, { text, name: 'Later' })
  expect(JSON.stringify(await draftOf(theirs, unanswered.id))).not.toContain(account)
})

it('an account that was left open there is offered here, and taken when it is chosen', async () => {
  const here = await mailbox(theirs)
  const open = steps(newId()).map(({ connectionId: _, ...step }) => step)
  const text = JSON.stringify(flowFile({ name: 'F', needs: NEEDS, leftOut: [], graph: { ...emptyGraph(), nodes: open } }))
  const { gaps } = await readImport({ actor: theirs.builder }, { text })
  expect(gaps.filter(({ left }) => left)).toMatchObject([{ kind: 'account', app: 'Mail', left: 'optional', choices: [{ id: here }] }])
  const id = gaps.find(({ left }) => left)?.id ?? ''
  const taken = await importFlow({ actor: theirs.builder }, { text, name: 'F', answers: { [id]: here } })
  expect((await draftOf(theirs, taken.id)).nodes.map(({ connectionId }) => connectionId)).toContain(here)
  await expect(importFlow({ actor: theirs.builder }, { text, name: 'F', answers: { [id]: await mailbox(ours) } })).rejects.toMatchObject({
    code: 'invalid',
  })
})

describe('an answer', () => {
  it.each(['of another workspace', 'at another app', 'nobody asked for'])('%s is refused', async (which) => {
    const [account, foreign] = [newId(), await mailbox(ours)]
    const text = JSON.stringify(flowFile({ name: 'F', needs: NEEDS, leftOut: [], graph: { ...emptyGraph(), nodes: steps(account) } }))
    const answers = {
      'of another workspace': { [account]: foreign },
      'at another app': { [account]: (await createSandbox({ actor: theirs.admin }, { connector: 'xero' })).id },
      'nobody asked for': { [newId()]: await mailbox(theirs) },
    }[which]
    await expect(importFlow({ actor: theirs.builder }, { text, name: 'F', answers })).rejects.toMatchObject({ code: 'invalid' })
  })
})

it('a kind of step that is not here stays as it is', async () => {
  const odd = { ...node('odd', 'acme.send'), params: { html: '<script>alert(1)</script>', __proto__x: 1 } }
  const text = JSON.stringify(flowFile({ name: 'F', needs: NEEDS, leftOut: [], graph: { ...emptyGraph(), nodes: [odd] } }))
  expect(await readImport({ actor: ours.builder }, { text })).toMatchObject({ gaps: [{ kind: 'step', id: 'acme.send' }] })
  const { id } = await importFlow({ actor: ours.builder }, { text, name: 'F' })
  expect((await draftOf(ours, id)).nodes).toEqual([odd])
})

it('text that is no flow is refused in words', async () => {
  await expect(readImport({ actor: ours.builder }, { text: 'Call me Ishmael.' })).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringMatching(/^This is not a flow\./),
  })
})

function steps(connectionId: string): Node[] {
  return [
    {
      ...node('call', 'http.request'),
      params: { url: 'https://api.test/?api_key=s3cret-key', headers: [] },
      sample: { seen: 'of a real run' },
    },
    { ...node('send', 'mail.send'), label: 'Send', connectionId },
  ]
}

function node(id: string, type: string): Node {
  return { id, key: id, type, typeVersion: 1, label: id, params: {}, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' }
}

async function mailbox({ admin }: TestWorkspace): Promise<string> {
  const fields = { address: 'ap@acme.test', user: 'ap', password: 'hunter2', smtpHost: '127.0.0.1', smtpPort: 1, smtpSecurity: 'none' }
  const { id } = await createConnection({ actor: admin }, { connector: 'mail', name: 'Post', fields })
  return id
}

async function draftOf(workspace: TestWorkspace, flowId: string) {
  return inWorkspace(workspace.id, async (tx) => graphFromDoc((await loadDraft(tx, workspace.builder, flowId)).doc))
}
