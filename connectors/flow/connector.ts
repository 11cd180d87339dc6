import { defineConnector } from '@/flow/define/define'
import { forEach } from './for-each'
import { stop } from './stop'
import { wait } from './wait'

export const flow = defineConnector({
  id: 'flow',
  title: 'Flow',
  summary: 'Repeat, wait and stop.',
  icon: 'workflow',
  tint: 'grey',
  categories: ['logic'],
  nodes: [forEach, wait, stop],
})
