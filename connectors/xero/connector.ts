import { defineConnector } from '@/flow/define/define'
import { xeroAccount } from './account'
import { approveBill } from './approve-bill'
import { billChanged } from './bill-changed'
import { createBill } from './create-bill'
import { getBillAction } from './get-bill'
import { updateBill } from './update-bill'
import { voidBill } from './void-bill'

export const xero = defineConnector({
  id: 'xero',
  title: 'Xero',
  summary: 'Enter bills, correct and approve them, and look them up.',
  icon: 'receipt-text',
  tint: 'blue',
  categories: ['finance'],
  connection: xeroAccount,
  nodes: [billChanged, createBill, updateBill, approveBill, voidBill, getBillAction],
})
