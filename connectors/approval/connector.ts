import { defineConnector } from '@/flow/define/define'
import { ask } from './ask'

export const approval = defineConnector({
  id: 'approval',
  title: 'Approval',
  summary: 'Ask people before something happens.',
  icon: 'user-check',
  tint: 'amber',
  categories: ['people'],
  nodes: [ask],
})
