import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { listChannels } from './channels'
import { escapeText } from './escape'
import { lookUpMessage, messageMark } from './look-up-message'
import { postMessage, referenceIn } from './message'
import { channelField, messageOutput, textField } from './message-fields'

export const post = defineAction({
  id: 'post-message',
  version: 1,
  title: 'Post message',
  summary: 'Writes a message in a Slack channel.',
  sentence: 'Post in {{channel}}: {{text}}',
  keywords: ['slack', 'message', 'chat', 'channel', 'notify', 'send', 'tell', 'thread', 'reply'],
  icon: 'message-square',
  effect: 'unsafe', // chat.postMessage takes no key: a second call is a second message, but each carries its step
  retry: { attempts: 4, delayMs: 2_000, factor: 3 },
  input: z.object({
    channel: channelField,
    text: textField,
    threadTs: z.string().trim().max(40).default('').meta({
      title: 'In the thread of',
      hint: 'optional',
      placeholder: 'The time stamp of the message to answer',
      advanced: true,
    }),
  }),
  output: messageOutput,
  choices: { channels: listChannels },
  examples: [
    {
      input: { channel: 'C0000FINANCE', text: 'Invoice 2041 of *Hooli* is approved: EUR 4,280.00, due 14 January.' },
      output: { channel: 'C0000FINANCE', ts: '1797325920.000100' },
    },
  ],
  async run({ input, use, idempotencyKey }) {
    const text = escapeText(input.text)
    const response = await use.http.send(postMessage(input.channel, { text }, input.threadTs, messageMark(idempotencyKey)))
    return referenceIn(response, 'unsafe')
  },
  lookUp: {
    what: 'the message',
    settlesInMs: 60_000, // what Slack has taken stands in the channel within seconds
    look: ({ input, use, idempotencyKey }, since) => lookUpMessage({ use }, input, idempotencyKey, since),
  },
})
