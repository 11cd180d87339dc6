import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { FileRef } from '@/flow/define/file-ref'
import { keepFile } from '@/server/blobs/keep-file'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { sealCredentials } from '@/server/services/connections/open'
import { insertRuns } from '@/server/services/intake/insert-runs'
import { TEMPLATES } from '@/server/templates/catalogue'
import { hugePng, locked } from './capabilities/documents/testing/bad-files'
import { drawLines, makePdf } from './capabilities/documents/testing/make-pdf'
import { ended, testWorld, waiting } from './testing/world'

const world = testWorld()
const INVOICE = readFileSync('e2e/data/invoices/american.pdf')
const PAGE = drawLines(['Hooli GmbH|Invoice 4711', 'Total|EUR 119.00', 'Thank you for your order, see you soon again'])

/** The template as it is taken, on sandboxes of a workspace of its own. */
async function taken() {
  const sql = world.sql()
  const flow = await world.flow('t → a', { a: { type: 'data.set', params: { fields: [] } } })
  const { workspaceId, flowId, versionId } = flow
  const graph = TEMPLATES.find(({ id }) => id === 'invoice-to-bill')?.graph
  const accounts = new Map<string | undefined, string>()
  for (const connector of ['xero', 'slack']) {
    const id = newId()
    accounts.set(connector, id)
    const sealed = await inWorkspace(workspaceId, (tx) => sealCredentials(tx, { id, workspaceId }, { fields: {} }))
    await sql`insert into connection (id, workspace_id, connector, name, kind, sealed, allowed_hosts, created_by)
      values (${id}, ${workspaceId}, ${connector}, 'Sandbox', 'sandbox', ${sealed}, '{}', ${newId()})`
  }
  const nodes = graph?.nodes.map(({ connectionId, ...node }) => {
    const account = accounts.get(connectionId)
    return account ? { ...node, connectionId: account } : node
  })
  await sql`update version set graph = ${sql.json({ ...graph, nodes } as never)} where id = ${versionId}`
  const engine = await world.worker()

  return {
    async drop(files: Record<string, Uint8Array>) {
      const attachments: FileRef[] = []
      for (const [name, bytes] of Object.entries(files)) {
        attachments.push(await keepFile(workspaceId, { name, contentType: 'application/pdf', bytes }))
      }
      const id = newId()
      const startedBy = { kind: 'mail', from: 'billing@hooli.test', subject: 'Invoice' } as const
      const input = JSON.stringify({ attachments })
      await insertRuns(sql, [{ id, workspaceId, flowId, versionId, mode: 'live', triggerNodeId: 'drop', startedBy, input }])
      await engine.take([id])
      return { id, run: await world.until(id, (row) => ended(row) || waiting(row)) }
    },
    bills: () => sql`select body from sandbox_record where connection_id = ${accounts.get('xero') ?? ''} and kind = 'xero.invoice'`,
    questions: () => sql`select request from wait where workspace_id = ${workspaceId} and kind = 'approval'`,
  }
}

describe('whatever is attached, somebody can see what became of it, and there is one bill at most', () => {
  it.each<[string, () => Record<string, Uint8Array>, string]>([
    ['a protected file', () => ({ 'invoice.pdf': locked(PAGE) }), 'document_locked'],
    ['a file cut off', () => ({ 'invoice.pdf': INVOICE.subarray(0, 3_000) }), 'document_damaged'],
    ['a picture of 60,000 × 60,000', () => ({ 'invoice.png': hugePng(60_000) }), 'document_too_large'],
    ['no attachment', () => ({}), ''],
  ])('%s: the run fails and says what to do', async (_, files, code) => {
    const { drop, bills, questions } = await taken()
    const { run } = await drop(files())
    expect(run).toMatchObject({
      status: 'failed',
      error: { code: code === '' ? expect.any(String) : code, hint: expect.stringMatching(/\w{3}/) },
    })
    expect([...(await bills()), ...(await questions())]).toEqual([])
  })

  it.each<[string, () => Record<string, Uint8Array>]>([
    ['an empty file', () => ({ 'invoice.pdf': new Uint8Array() })],
    ['an archive', () => ({ 'invoice.pdf': Buffer.from('PK\x03\x04\x14\0\0\0\x08\0invoice.pdf', 'latin1') })],
    ['something packed', () => ({ 'invoice.pdf': gzipSync(Buffer.alloc(5_000_000)) })],
    [
      '200 pages that are no invoice',
      () => ({ 'report.pdf': makePdf({ pages: Array.from({ length: 200 }, () => drawLines(['Annual report, a page of it'])) }) }),
    ],
  ])('%s: it is set aside', async (_, files) => {
    const { drop, bills, questions } = await taken()
    const { id, run } = await drop(files())
    expect(run.status).toBe('succeeded')
    expect(await world.events(id)).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'aside' }))
    expect([...(await bills()), ...(await questions())]).toEqual([])
  })

  it.each<[string, () => Record<string, Uint8Array>]>([
    ['under another name', () => ({ 'photo.jpg.exe': INVOICE })],
    [
      'the invoice among three files',
      () => ({
        'letter.pdf': makePdf({ pages: [drawLines(['Dear all, please find our invoice attached'])] }),
        'locked.pdf': locked(PAGE),
        'invoice.pdf': INVOICE,
      }),
    ],
  ])('%s: it is entered once and asked about', async (_, files) => {
    const { drop, bills, questions } = await taken()
    const { run } = await drop(files())
    expect(run).toMatchObject({ status: 'waiting', error: null })
    expect(await bills()).toHaveLength(1)
    const [question] = await questions()
    expect(question?.request.question).toBe('Pay Stanford Plumbing & Heating USD 1536.52?')
    expect(question?.request.document.pages[0].image.$file.contentType).toBe('image/png')
  })

  it('the same invoice again: no second bill, and the question says that it may be a duplicate', async () => {
    const { drop, bills, questions } = await taken()
    await drop({ 'invoice.pdf': INVOICE })
    const { run } = await drop({ 'again.pdf': INVOICE })
    expect(run.status).toBe('waiting')
    expect(await bills()).toHaveLength(1)
    const [, second] = await questions()
    expect(second?.request.reason).toContain('duplicate')
  })
})
