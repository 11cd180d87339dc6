import { defineConnector } from '@/flow/define/define'
import { forEach } from './for-each'
import { repeat } from './repeat'
import { ifItFails, inAnyCase, scope } from './scope'
import { stop } from './stop'
import { wait } from './wait'

export const flow = defineConnector({
  id: 'flow',
  title: 'Flow',
  summary: 'Repeat, try, wait and stop.',
  icon: 'workflow',
  tint: 'grey',
  categories: ['logic'],
  nodes: [forEach, repeat, scope, ifItFails, inAnyCase, wait, stop],
})
