import { defineConnector } from '@/flow/define/define'
import { slackAccount } from './account'
import { post } from './post-message'
import { update } from './update-message'

export const slack = defineConnector({
  id: 'slack',
  title: 'Slack',
  summary: 'Tell people in Slack, and let them approve there.',
  icon: 'hash',
  tint: 'rose',
  categories: ['communication'],
  connection: slackAccount,
  nodes: [post, update],
})
