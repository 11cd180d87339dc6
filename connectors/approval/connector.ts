import { defineConnector } from '@/flow/define/define'
import { ask } from './ask'

export const approval = defineConnector({
  id: 'approval',
  title: 'Approvals',
  summary: 'Ask people before something happens, and go on with what they decide.',
  icon: 'user-check',
  tint: 'amber',
  categories: ['people'],
  nodes: [ask],
})
