import { defineConnector } from '@/flow/define/define'
import { append } from './append'
import { get } from './get'
import { increment } from './increment'
import { remove } from './remove'
import { set } from './set'

export const state = defineConnector({
  id: 'state',
  title: 'Kept values',
  summary: 'What a flow keeps from one run to the next.',
  icon: 'archive',
  tint: 'violet',
  categories: ['data'],
  nodes: [get, set, increment, append, remove],
})
