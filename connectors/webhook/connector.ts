import { defineConnector } from '@/flow/define/define'
import { webhookSecret } from './account'
import { respond } from './respond'

export const webhook = defineConnector({
  id: 'webhook',
  title: 'Webhook',
  summary: 'Answer those who call a flow.',
  icon: 'webhook',
  tint: 'teal',
  categories: ['web'],
  connection: webhookSecret,
  nodes: [respond],
})
