import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { outsideCall } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { openCall } from '../../governance/receipt/call-record'
import type { ReceiptFile } from '../../governance/receipt/receipt-file'
import type { Call } from '../call'
import { demand } from '../permissions'
import { loadReceipt } from './load-receipt'
import { RunReceiptInput } from './receipt'

/** The receipt with all that its digests cover, to be kept and checked anywhere. */
export async function exportReceipt({ actor }: Call, input: z.input<typeof RunReceiptInput>): Promise<ReceiptFile> {
  demand(actor, 'run.read')
  const { id } = RunReceiptInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { file } = await loadReceipt(tx, actor, id)
    await record(tx, actor, 'receipt.exported', { type: 'run', id }, { flowId: file.run.flow.id })
    return { ...file, exchanges: file.run.detailsRemovedAt ? {} : await exchangesOf(tx, actor.workspaceId, id) }
  })
}

async function exchangesOf(tx: Tx, workspaceId: string, runId: string): Promise<ReceiptFile['exchanges']> {
  const rows = await tx
    .select({ id: outsideCall.id, workspaceId: outsideCall.workspaceId, sealed: outsideCall.sealed })
    .from(outsideCall)
    .where(and(eq(outsideCall.workspaceId, workspaceId), eq(outsideCall.runId, runId)))
  const exchanges: ReceiptFile['exchanges'] = {}
  // One that can't be opened was changed, and then it gives no digest either.
  for (const row of rows) exchanges[row.id] = await openCall(tx, row).catch(() => null)
  return exchanges
}
