import { describe, expect, it } from 'vitest'
import { keepFile } from '@/server/blobs/keep-file'
import { newId } from '@/server/db/id'
import type { Actor } from '@/server/services/actor'
import { createSandbox } from '@/server/services/connections/create-sandbox'
import { ledger } from '@/server/services/sandbox/ledger'
import { requeueLostRuns } from '../reconcile/lost-runs'
import { faultySql } from '../testing/faulty-sql'
import { ended, testWorld } from '../testing/world'

const world = testWorld()

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Two steps with a sandbox account: a bill is created, with its file, and approved. */
async function books() {
  const made = await world.flow('t → bill → approve', {
    bill: {
      type: 'xero.create-bill',
      params: {
        vendor: '{{ trigger.vendor }}',
        invoiceNumber: '{{ trigger.number }}',
        total: '{{ trigger.total }}',
        dueDate: '2026-12-02',
        attachments: '{{ trigger.file }}',
      },
    },
    approve: { type: 'xero.approve-bill', params: { billId: '{{ steps.bill.billId }}' } },
  })
  const { workspaceId, versionId, graph } = made
  const actor: Actor = { kind: 'member', userId: NOBODY, name: 'Nobody', sessionId: newId(), workspaceId, role: 'owner' }
  const { id: connectionId } = await createSandbox({ actor }, { connector: 'xero' })
  for (const node of graph.nodes) if (node.type.startsWith('xero.')) node.connectionId = connectionId
  await world.sql()`update version set graph = ${world.sql().json(graph)} where id = ${versionId}`
  const file = await keepFile(workspaceId, { name: 'invoice.pdf', contentType: 'application/pdf', bytes: Buffer.from('%PDF-1.7') })
  return {
    start: () => made.start({ vendor: 'Hooli GmbH', number: '4711', total: '4280.00', file }),
    ledger: () => ledger({ actor }, { connectionId }),
  }
}

describe('a bill in the sandbox', () => {
  it('is there with its file and says which run made it', async () => {
    const { start, ledger } = await books()
    const id = await start()
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await ledger()).toEqual({
      bills: [
        expect.objectContaining({
          number: '4711',
          status: 'AUTHORISED',
          vendor: 'Hooli GmbH',
          dueDate: '2026-12-02',
          currency: 'EUR',
          total: 4280,
          attachments: [{ name: 'invoice.pdf', size: 8 }],
          run: expect.objectContaining({ id, flowName: 'Test', mode: 'live' }),
        }),
      ],
      contacts: [expect.objectContaining({ name: 'Hooli GmbH', taxNumber: null })],
    })
  })

  it.each(['before', 'after'] as const)('is one bill wherever the worker dies, %s the commit', async (when) => {
    for (let point = 1; ; point++) {
      const { start, ledger } = await books()
      const id = await start()
      const faulty = faultySql(world.sql())
      faulty.crashAt((append) => (append === point ? when : null))
      await (await world.worker(faulty.sql)).take([id])
      const died = await Promise.race([faulty.death.then(() => true), world.until(id, ended).then(() => false)])
      if (died) {
        await world.sql()`update worker set heartbeat_at = now() - interval '1 hour' where id = (select owner from run where id = ${id})`
        await requeueLostRuns(world.sql())
        await (await world.worker()).take([id])
      }
      expect(await world.until(id, ended), `crash ${when} append ${point}`).toMatchObject({ status: 'succeeded' })
      const { bills, contacts } = await ledger()
      expect(bills, `crash ${when} append ${point}`).toMatchObject([{ status: 'AUTHORISED', attachments: [{ name: 'invoice.pdf' }] }])
      expect(contacts).toHaveLength(1)
      if (!died || faulty.appends < point) break
      expect(point).toBeLessThan(50)
    }
  })

  it('is not entered a second time by another run with the same invoice', async () => {
    const { start, ledger } = await books()
    const worker = await world.worker()
    const [first, second] = [await start(), await start()]
    await worker.take([first])
    await world.until(first, ended)
    await worker.take([second])
    expect(await world.until(second, ended)).toMatchObject({ status: 'failed', error: { code: 'xero_duplicate' } })
    expect((await ledger()).bills).toHaveLength(1)
  })
})
