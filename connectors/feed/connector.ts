import { defineConnector } from '@/flow/define/define'
import { newEntry } from './new-entry'

export const feed = defineConnector({
  id: 'feed',
  title: 'Feeds',
  summary: 'Start with what a site publishes, by RSS or Atom.',
  icon: 'rss',
  tint: 'amber',
  categories: ['web'],
  nodes: [newEntry],
})
