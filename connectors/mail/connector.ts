import { defineConnector } from '@/flow/define/define'
import { mailAccount } from './account'
import { mailbox } from './mailbox'
import { received } from './received'
import { send } from './send'

export const mail = defineConnector({
  id: 'mail',
  title: 'Mail',
  summary: 'Start a flow with a mail, and send mails.',
  icon: 'mail',
  tint: 'violet',
  categories: ['communication'],
  connection: mailAccount,
  nodes: [received, mailbox, send],
})
