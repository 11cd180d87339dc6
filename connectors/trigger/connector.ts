import { defineConnector } from '@/flow/define/define'
import { called } from './called'
import { manual } from './manual'
import { runFailed } from './run-failed'
import { schedule } from './schedule'
import { webhook } from './webhook'

export const trigger = defineConnector({
  id: 'trigger',
  title: 'Start',
  summary: 'What starts a flow.',
  icon: 'zap',
  tint: 'blue',
  categories: ['start'],
  nodes: [manual, webhook, schedule, called, runFailed],
})
