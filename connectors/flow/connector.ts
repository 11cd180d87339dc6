import { defineConnector } from '@/flow/define/define'
import { call } from './call'
import { callbackLink } from './callback-link'
import { forEach } from './for-each'
import { giveBack } from './give-back'
import { repeat } from './repeat'
import { ifItFails, inAnyCase, scope } from './scope'
import { stop } from './stop'
import { wait } from './wait'
import { waitForCallback } from './wait-for-callback'

export const flow = defineConnector({
  id: 'flow',
  title: 'Flow',
  summary: 'Repeat, try, call other flows, wait and stop.',
  icon: 'workflow',
  tint: 'grey',
  categories: ['logic'],
  nodes: [forEach, repeat, scope, ifItFails, inAnyCase, call, giveBack, wait, callbackLink, waitForCallback, stop],
})
