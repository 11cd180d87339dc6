import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import { openXero } from './api'
import { BillOutput, getBill, outputOf, setStatus } from './bill'
import { billExample } from './example'
import { BillId } from './fields'

export const approveBill = defineAction({
  id: 'approve-bill',
  version: 1,
  title: 'Approve bill',
  summary: 'Approves a bill in Xero, so that it can be paid.',
  sentence: 'Approve the bill {{billId}} in Xero',
  keywords: ['authorise', 'authorize', 'release', 'invoice', 'accounts payable', 'confirm'],
  icon: 'badge-check',
  effect: 'keyed',
  retry: { attempts: 5, delayMs: 2_000, factor: 3 },
  input: z.object({ billId: BillId }),
  output: BillOutput,
  examples: [{ input: { billId: billExample.billId }, output: { ...billExample, status: 'AUTHORISED' } }],
  async run({ input, use, connection, idempotencyKey }) {
    const xero = await openXero({ use, connection })
    const bill = await getBill(xero, input.billId)
    if (bill.Status === 'AUTHORISED' || bill.Status === 'PAID') return outputOf(bill, xero.connection)
    if (bill.Status === 'VOIDED' || bill.Status === 'DELETED') {
      throw new NodeError('xero_gone', `The bill ${bill.InvoiceNumber ?? ''} was taken back in Xero and can’t be approved.`, {
        retry: false,
        hint: 'Run the flow again to enter it anew.',
      })
    }
    return outputOf(await setStatus(xero, bill, 'AUTHORISED', `${idempotencyKey}-approve`), xero.connection)
  },
})
