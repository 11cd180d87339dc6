import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { keepFile } from '@/server/blobs/keep-file'
import { approvalFile } from '@/server/services/approvals/file'
import { getApproval } from '@/server/services/approvals/get'
import { listApprovals } from '@/server/services/approvals/list'
import { testWorld, waiting } from '../testing/world'

const world = testWorld()
const PNG = [0x89, 0x50, 0x4e, 0x47]

async function askedAbout(name: string, contentType: string, bytes: Uint8Array, read: boolean) {
  const { workspace, start } = await world.flow(read ? 't → read → ask' : 't → ask', {
    ...(read ? { read: { type: 'documents.read-invoice', params: { file: '{{ trigger.file }}' } } } : {}),
    ask: {
      type: 'approval.ask',
      params: {
        question: 'Pay this?',
        approvers: { roles: ['owner'] },
        ...(read ? { data: '{{ steps.read }}' } : { document: '{{ trigger.file }}' }),
      },
    },
  })
  const file = await keepFile(workspace.id, { name, contentType, bytes })
  const runId = await start({ file })
  await (await world.worker()).take([runId])
  await world.until(runId, waiting)
  const call = { actor: workspace.owner }
  const [item] = (await listApprovals(call, { tab: 'mine' })).items
  return { call, workspace, file, item, approval: await getApproval(call, { id: item?.id ?? '' }) }
}

it('shows an invoice as pictures, with where each value stands, and gives out these files only', async () => {
  const bytes = await readFile('e2e/data/invoices/dutch.pdf')
  const { call, workspace, file, item, approval } = await askedAbout('dutch.pdf', 'application/pdf', bytes, true)
  const { fields, document } = approval.request
  const total = fields.find(({ key }) => key === 'total')
  expect(total).toMatchObject({ label: 'Total', editable: true, evidence: { source: 'text', page: 1 } })
  expect(total?.shown).toMatch(/^EUR [\d,]+\.\d{2}$/)
  expect(item?.amount).toBe(total?.shown)
  const [page] = document?.pages ?? []
  expect(page?.height).toBe(1800)

  const picture = await approvalFile(call, { id: approval.id, fileId: page?.image?.$file.id ?? '' })
  expect([...picture.bytes.subarray(0, 4)]).toEqual(PNG)
  expect((await approvalFile(call, { id: approval.id, fileId: file.$file.id })).bytes).toHaveLength(bytes.length)
  const other = await keepFile(workspace.id, { name: 'secret.pdf', contentType: 'application/pdf', bytes })
  await expect(approvalFile(call, { id: approval.id, fileId: other.$file.id })).rejects.toMatchObject({ code: 'not_found' })
}, 60_000)

it('asks about what can not be drawn all the same', async () => {
  const { approval } = await askedAbout('broken.pdf', 'application/pdf', Buffer.from('%PDF-1.7 and nothing more'), false)
  expect(approval.request.document?.pages).toEqual([])
}, 60_000)
