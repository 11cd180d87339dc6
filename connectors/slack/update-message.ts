import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { listChannels } from './channels'
import { escapeText } from './escape'
import { referenceIn, updateMessage } from './message'
import { channelField, messageOutput, textField } from './message-fields'

export const update = defineAction({
  id: 'update-message',
  version: 1,
  title: 'Update message',
  summary: 'Replaces the text of a message that this account posted.',
  sentence: 'Change the message in {{channel}} to: {{text}}',
  keywords: ['slack', 'message', 'chat', 'edit', 'change', 'replace'],
  icon: 'pen-line',
  effect: 'keyed', // the same text twice is the same message
  retry: { attempts: 4, delayMs: 2_000, factor: 3 },
  input: z.object({
    channel: channelField.meta({ description: 'Its id, as posting the message gave it.' }),
    ts: z.string().trim().min(1, 'Enter which message to change.').max(40).meta({
      title: 'Time stamp',
      placeholder: 'As posting the message gave it',
    }),
    text: textField,
  }),
  output: messageOutput,
  choices: { channels: listChannels },
  examples: [
    {
      input: { channel: 'C0000FINANCE', ts: '1797325920.000100', text: 'Invoice 2041 is paid.' },
      output: { channel: 'C0000FINANCE', ts: '1797325920.000100' },
    },
  ],
  async run({ input, use }) {
    const { channel, ts, text } = input
    return referenceIn(await use.http.send(updateMessage({ channel, ts }, { text: escapeText(text) })), 'keyed')
  },
})
