import { defineConnector } from '@/flow/define/define'
import { javascript } from './javascript'
import { transform } from './transform'

export const code = defineConnector({
  id: 'code',
  title: 'Code',
  summary: 'Shape data with an expression or a few lines of JavaScript.',
  icon: 'code-xml',
  tint: 'violet',
  categories: ['data'],
  nodes: [transform, javascript],
})
