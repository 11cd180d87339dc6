import { defineConnector } from '@/flow/define/define'
import { call } from './call'
import { callbackLink } from './callback-link'
import { forEach } from './for-each'
import { giveBack } from './give-back'
import { stop } from './stop'
import { wait } from './wait'
import { waitForCallback } from './wait-for-callback'

export const flow = defineConnector({
  id: 'flow',
  title: 'Flow',
  summary: 'Repeat, call other flows, wait and stop.',
  icon: 'workflow',
  tint: 'grey',
  categories: ['logic'],
  nodes: [forEach, call, giveBack, wait, callbackLink, waitForCallback, stop],
})
