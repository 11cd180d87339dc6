import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { listChannels } from './channels'
import { escapeText } from './escape'
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
  effect: 'unsafe', // chat.postMessage takes no key: a second call is a second message
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
  async run({ input, use }) {
    const response = await use.http.send(postMessage(input.channel, { text: escapeText(input.text) }, input.threadTs))
    return referenceIn(response, 'unsafe')
  },
})
