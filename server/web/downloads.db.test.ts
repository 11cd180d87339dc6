import { encode } from 'next-auth/jwt'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../db/id'
import { type MemberActor, type TestWorkspace, testDatabase, testWorkspace } from '../db/testing'
import { verifyAuditFile } from '../governance/chain/audit-file'
import { ReceiptFileSchema } from '../governance/receipt/receipt-file'
import { createFlow } from '../services/flows/create'
import { closeLiveBus } from '../services/live/bus'
import { startRun } from '../services/runs/start'
import { draw } from '../services/testing'
import { publishVersion } from '../services/versions/publish'
import { sendAudit } from './send-audit'
import { sendReceipt } from './send-receipt'

const database = testDatabase()
afterAll(closeLiveBus)

let ours: TestWorkspace
let theirs: TestWorkspace
let runId: string

beforeAll(async () => {
  ours = await testWorkspace(database.owner(), 'Ours')
  theirs = await testWorkspace(database.owner(), 'Theirs')
  const call = { actor: ours.owner }
  const { id: flowId } = await createFlow(call, { name: 'Flow' })
  await draw(call, flowId)
  await publishVersion(call, { flowId })
  runId = (await startRun(call, { flowId })).runId
})

type Sent = { as: MemberActor | null; headers?: Record<string, string> }

const audit = async (slug: string, sent: Sent) => sendAudit(await requestOf(sent), slug)
const receipt = async (slug: string, id: string, sent: Sent) => sendReceipt(await requestOf(sent), slug, id)

it('sends the audit as a file, to who may read it', async () => {
  const response = await audit(ours.slug, { as: ours.auditor })
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-disposition': expect.stringMatching(/^attachment; filename="audit-ours-[\w-]+\.jsonl"$/),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  const report = await verifyAuditFile((await response.text()).split('\n'), { keys: [] })
  expect(report).toMatchObject({ intact: true, workspace: { id: ours.id }, keysGiven: false })
  expect((await audit(ours.slug, { as: ours.builder })).status).toBe(403)
  expect((await audit(ours.slug, { as: null })).status).toBe(401)
})

it('sends a receipt as a file, to who may see the run', async () => {
  const response = await receipt(ours.slug, runId, { as: ours.viewer })
  expect(response.status).toBe(200)
  expect(ReceiptFileSchema.parse(await response.json())).toMatchObject({ run: { id: runId }, seal: null })
})

it('answers another workspace as if nothing were there', async () => {
  const [foreign, nowhere] = [
    await receipt(theirs.slug, runId, { as: theirs.owner }),
    await receipt(theirs.slug, newId(), { as: theirs.owner }),
  ]
  expect(foreign.status).toBe(404)
  expect(await foreign.json()).toEqual(await nowhere.json())
  expect((await audit(ours.slug, { as: theirs.owner })).status).toBe(401)
  expect((await receipt(ours.slug, runId, { as: theirs.owner })).status).toBe(401)
})

it('refuses other sites and ids that are none', async () => {
  const fromElsewhere = { as: ours.owner, headers: { 'sec-fetch-site': 'cross-site' } }
  expect((await audit(ours.slug, fromElsewhere)).status).toBe(403)
  expect((await receipt(ours.slug, runId, fromElsewhere)).status).toBe(403)
  for (const id of ['../../etc/passwd', '..%2f', "x';--", '']) expect((await receipt(ours.slug, id, { as: ours.owner })).status).toBe(400)
})

async function requestOf({ as, headers = {} }: Sent): Promise<Request> {
  if (!as) return new Request('http://localhost:3000/', { headers })
  const salt = 'authjs.session-token'
  const token = await encode({ token: { sub: as.userId, sessionId: as.sessionId }, secret: process.env.AUTH_SECRET ?? '', salt })
  return new Request('http://localhost:3000/', { headers: { ...headers, cookie: `${salt}=${token}` } })
}
