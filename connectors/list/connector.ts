import { defineConnector } from '@/flow/define/define'
import { aggregate } from './aggregate'
import { dedupe } from './dedupe'
import { filter } from './filter'
import { group } from './group'
import { join } from './join'
import { limit } from './limit'
import { sort } from './sort'
import { split } from './split'

export const list = defineConnector({
  id: 'list',
  title: 'Lists',
  summary: 'Filter, sort and sum up lists.',
  icon: 'list-ordered',
  tint: 'violet',
  categories: ['data'],
  nodes: [filter, sort, limit, dedupe, group, aggregate, join, split],
})
