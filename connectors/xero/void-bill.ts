import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import { openXero } from './api'
import { BillOutput, getBill, outputOf, setStatus } from './bill'
import { billExample } from './example'
import { BillId } from './fields'

export const voidBill = defineAction({
  id: 'void-bill',
  version: 1,
  title: 'Void bill',
  summary: 'Takes a bill back: a draft is deleted, an approved one is voided.',
  sentence: 'Void the bill {{billId}} in Xero',
  keywords: ['delete', 'cancel', 'reject', 'undo', 'remove', 'invoice', 'accounts payable'],
  icon: 'ban',
  effect: 'keyed',
  retry: { attempts: 5, delayMs: 2_000, factor: 3 },
  input: z.object({ billId: BillId }),
  output: BillOutput,
  examples: [{ input: { billId: billExample.billId }, output: { ...billExample, status: 'DELETED' } }],
  async run({ input, use, connection, idempotencyKey }) {
    const xero = await openXero({ use, connection })
    const bill = await getBill(xero, input.billId)
    if (bill.Status === 'VOIDED' || bill.Status === 'DELETED') return outputOf(bill, xero.connection)
    if (bill.Status === 'PAID') {
      throw new NodeError('xero_paid', `The bill ${bill.InvoiceNumber ?? ''} is paid, and Xero voids no paid bill.`, {
        retry: false,
        hint: 'Remove its payment in Xero first.',
      })
    }
    const status = bill.Status === 'AUTHORISED' ? 'VOIDED' : 'DELETED'
    return outputOf(await setStatus(xero, bill, status, `${idempotencyKey}-void`), xero.connection)
  },
})
