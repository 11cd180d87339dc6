import { z } from 'zod'

/** Slack cuts longer texts. */
const LONGEST_TEXT = 40_000

export const channelField = z.string().trim().min(1, 'Choose a channel.').max(200).meta({
  title: 'Channel',
  placeholder: '#finance',
  control: 'choice',
  choices: 'channels',
})

export const textField = z.string().min(1, 'Enter what to say.').max(LONGEST_TEXT).meta({
  title: 'Text',
  description: '*bold*, _italic_ and `code` work. Links and mentions don’t: values from outside must not ping anybody.',
  control: 'textarea',
})

export const messageOutput = z.object({
  channel: z.string().meta({ title: 'Channel id' }),
  ts: z.string().meta({ title: 'Time stamp', description: 'Names the message in its channel.' }),
})
