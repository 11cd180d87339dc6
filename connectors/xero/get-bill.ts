import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { openXero } from './api'
import { BillOutput, getBill, outputOf } from './bill'
import { billExample } from './example'
import { BillId } from './fields'

export const getBillAction = defineAction({
  id: 'get-bill',
  version: 1,
  title: 'Get bill',
  summary: 'Looks a bill up in Xero: its status, amounts and dates.',
  sentence: 'Get the bill {{billId}} from Xero',
  keywords: ['read', 'look up', 'find', 'status', 'paid', 'invoice', 'accounts payable'],
  icon: 'receipt-text',
  effect: 'read',
  retry: { attempts: 5, delayMs: 2_000, factor: 3 },
  input: z.object({ billId: BillId }),
  output: BillOutput,
  examples: [{ input: { billId: billExample.billId }, output: billExample }],
  async run({ input, use, connection }) {
    const xero = await openXero({ use, connection })
    return outputOf(await getBill(xero, input.billId), xero.connection)
  },
})
