import { defineConnector } from '@/flow/define/define'
import { xeroAccount } from './account'
import { approveBill } from './approve-bill'
import { createBill } from './create-bill'
import { getBillAction } from './get-bill'
import { voidBill } from './void-bill'

export const xero = defineConnector({
  id: 'xero',
  title: 'Xero',
  summary: 'Enter bills, approve them and look them up.',
  icon: 'receipt-text',
  tint: 'blue',
  categories: ['finance'],
  connection: xeroAccount,
  nodes: [createBill, approveBill, voidBill, getBillAction],
})
