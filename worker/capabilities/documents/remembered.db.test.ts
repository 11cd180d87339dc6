import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { keepFile } from '@/server/blobs/keep-file'
import { ended, testWorld } from '../../testing/world'

const world = testWorld()

it('flags an invoice that an earlier run has read', async () => {
  const { start, workspaceId } = await world.flow('t → read', {
    read: { type: 'documents.read-invoice', params: { file: '{{ trigger }}' } },
  })
  const bytes = await readFile('e2e/data/invoices/zugferd-simple.pdf')
  const file = await keepFile(workspaceId, { name: 'invoice.pdf', contentType: 'application/pdf', bytes })
  const engine = await world.worker()
  const verdictOf = async () => {
    const id = await start(file)
    await engine.take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    const done = (await world.events(id)).find((event) => event.type === 'step.completed')
    return done?.type === 'step.completed' ? done.output : null
  }
  expect(await verdictOf()).toMatchObject({ verdict: 'clean', invoiceNumber: '471102', reasons: [] })
  expect(await verdictOf()).toMatchObject({ verdict: 'needs review', reasons: [expect.stringContaining('471102')] })
})
