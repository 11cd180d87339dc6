import { defineConnector } from '@/flow/define/define'
import { condition } from './condition'
import { switchNode } from './switch'

export const logic = defineConnector({
  id: 'logic',
  title: 'Logic',
  summary: 'Decide which way to go.',
  icon: 'split',
  tint: 'grey',
  categories: ['logic'],
  nodes: [condition, switchNode],
})
