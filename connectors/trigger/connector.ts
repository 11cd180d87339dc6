import { defineConnector } from '@/flow/define/define'
import { manual } from './manual'
import { schedule } from './schedule'
import { webhook } from './webhook'

export const trigger = defineConnector({
  id: 'trigger',
  title: 'Start',
  summary: 'What starts a flow.',
  icon: 'zap',
  tint: 'blue',
  categories: ['start'],
  nodes: [manual, webhook, schedule],
})
