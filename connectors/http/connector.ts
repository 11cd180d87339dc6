import { defineConnector } from '@/flow/define/define'
import { request } from './request'
import { watch } from './watch'

export const http = defineConnector({
  id: 'http',
  title: 'HTTP',
  summary: 'Talk to any web service.',
  icon: 'globe',
  tint: 'teal',
  categories: ['web'],
  nodes: [watch, request],
})
