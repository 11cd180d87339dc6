import { defineConnector } from '@/flow/define/define'
import { set } from './set'

export const data = defineConnector({
  id: 'data',
  title: 'Data',
  summary: 'Shape what flows between steps.',
  icon: 'braces',
  tint: 'violet',
  categories: ['data'],
  nodes: [set],
})
