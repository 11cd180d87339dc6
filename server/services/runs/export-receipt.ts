import type { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
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
    return file
  })
}
