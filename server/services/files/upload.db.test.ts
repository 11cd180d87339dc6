import { beforeAll, describe, expect, it } from 'vitest'
import { LARGEST_UPLOAD } from '@/flow/define/file-ref'
import { readFile } from '../../blobs/read-file'
import { testFolder } from '../../blobs/testing'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { receiveFile } from '../../web/receive-file'
import { uploadFile } from './upload'

const database = testDatabase()
testFolder()
let ours: TestWorkspace
let theirs: TestWorkspace
beforeAll(async () => {
  ours = await testWorkspace(database.owner(), 'Ours')
  theirs = await testWorkspace(database.owner(), 'Theirs')
})

const invoice = { name: '../../invoice\u202E.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') }

describe('a file for a flow', () => {
  it('is kept for its workspace alone, under a harmless name, and on record', async () => {
    const { $file } = await uploadFile({ actor: ours.operator }, invoice)
    expect($file).toMatchObject({ name: 'invoice.pdf', contentType: 'application/pdf', size: 8 })
    expect(Buffer.from((await readFile(ours.id, $file.id))?.bytes ?? []).toString()).toBe('%PDF-1.7')
    expect(await readFile(theirs.id, $file.id)).toBeNull()
    const events = await database.owner()`select action, detail from audit_event where resource_id = ${$file.id}`
    expect(events).toEqual([{ action: 'file.uploaded', detail: { name: 'invoice.pdf', size: 8 } }])
  })

  it('may have the longest of names, cut in the middle of a character', async () => {
    const { $file } = await uploadFile({ actor: ours.builder }, { ...invoice, name: `${'x'.repeat(199)}😀.pdf` })
    expect($file.name).toBe('x'.repeat(199))
  })

  it('is taken from those who may start flows, neither empty nor too large', async () => {
    for (const actor of [ours.viewer, ours.approver, ours.auditor]) {
      await expect(uploadFile({ actor }, invoice)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(uploadFile({ actor: ours.owner }, { ...invoice, bytes: Buffer.alloc(0) })).rejects.toMatchObject({ code: 'invalid' })
    const large = { ...invoice, bytes: Buffer.alloc(LARGEST_UPLOAD + 1) }
    await expect(uploadFile({ actor: ours.owner }, large)).rejects.toMatchObject({ code: 'invalid' })
  })

  it.each([
    ['another site', 403, { 'sec-fetch-site': 'cross-site', 'x-file-name': 'a.pdf' }],
    ['a form of another site, which can set no header', 403, { 'sec-fetch-site': 'same-origin' }],
    ['nobody who is signed in', 401, { 'sec-fetch-site': 'same-origin', 'x-file-name': 'a.pdf' }],
  ])('is not taken from %s', async (_, status, headers) => {
    const request = new Request('http://localhost:3000/api/files/x', { method: 'POST', body: 'bytes', headers })
    expect((await receiveFile(request, ours.slug)).status).toBe(status)
    expect(await database.owner()`select from blob where workspace_id = ${theirs.id}`).toEqual([])
  })
})
